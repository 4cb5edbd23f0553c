"""The address of e-mail somebody proved to read."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from district.accounts.models import User
from district.audit.actions import record
from district.casework.refusals import CaseRefusal
from district.notices.actions import announce


def keep(*, by: User, address: str, at: datetime) -> None:
    """Store the address somebody proved to read, instead of the one before; they are told that it changed.

    Raises `CaseRefusal` (`accounts.email_taken`) where another account proved the same one: whoever reads it may know.
    """
    try:
        with transaction.atomic():
            _replace(by, address.lower())
            had_one, by.email = bool(by.email), address.lower()
            by.save(update_fields=["email"])
            record(action="accounts.confirm_email", subject=f"user:{by.pk}", by=by, at=at)
            if had_one:
                announce(to=by, kind="accounts.email_changed", matter=f"user:{by.pk}", values={}, at=at)
    except IntegrityError as error:
        raise CaseRefusal("accounts.email_taken") from error


def _replace(user: User, address: str) -> None:
    if EmailAddress.objects.filter(email=address, verified=True).exclude(user=user).exists():
        raise CaseRefusal("accounts.email_taken")
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)


@transaction.atomic
def give_up(*, by: User, at: datetime) -> None:
    """Remove somebody's address: nothing is sent there any more, and it opens nothing."""
    EmailAddress.objects.filter(user=by).delete()
    by.email = ""
    by.save(update_fields=["email"])
    record(action="accounts.give_up_email", subject=f"user:{by.pk}", by=by, at=at)
