"""Locked accounts and lost second factors: the desk procedure, which takes two people."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.utils import reset
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from district.accounts import rules
from district.accounts.models import Recovery, User
from district.audit.actions import record
from district.casework.refusals import CaseRefusal

CHECK_HOLDS = timedelta(days=7)
"""How long after the check at the desk the second person can open the account."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


@transaction.atomic
def note_check(*, user: User, note: str, by: AbstractBaseUser, at: datetime) -> Recovery:
    """Note that the person stood at the desk and how it was seen that it is them: the first step."""
    if not rules.may_check_identity(by, on=_day(at)):
        raise CaseRefusal("accounts.may_not_recover")
    if by.pk == user.pk:
        raise CaseRefusal("accounts.not_oneself")
    if not note.strip():
        raise CaseRefusal("accounts.note_missing")
    Recovery.objects.filter(user=user, opened_at__isnull=True, checked_at__lt=at - CHECK_HOLDS).delete()
    if Recovery.objects.filter(user=user, opened_at__isnull=True).exists():
        raise CaseRefusal("accounts.recovery_there")
    recovery = Recovery.objects.create(user=user, checked_by_id=by.pk, checked_at=at, note=note.strip())
    record(action="accounts.check_identity", subject=f"user:{user.pk}", by=by, at=at)
    return recovery


@transaction.atomic
def open_again(*, recovery: Recovery, by: AbstractBaseUser, at: datetime) -> str:
    """Take second factors away and answer a password for the next sign-in, to be said to the person: the second step.

    Whatever else opened the account, number, e-mail address and city's identity, opens it no more: whoever found or
    took a telephone would get in by it. The person proves them anew, and whoever works for the district is led to set
    up a new second factor.
    """
    if not rules.may_open_recovery(by, on=_day(at)):
        raise CaseRefusal("accounts.may_not_recover")
    locked = Recovery.objects.select_for_update().get(pk=recovery.pk)
    if locked.opened_at is not None:
        raise CaseRefusal("accounts.already_ended")
    if at - locked.checked_at > CHECK_HOLDS:
        raise CaseRefusal("accounts.check_too_old", days=CHECK_HOLDS.days)
    if by.pk in {locked.checked_by_id, locked.user_id}:
        raise CaseRefusal("accounts.recovery_takes_two")
    user = locked.user
    if rules.is_privileged(user, on=_day(at)) and not rules.may_erase(by, on=_day(at)):
        raise CaseRefusal("accounts.recovery_needs_administrator")
    password = _reopen(user)
    locked.opened_by_id, locked.opened_at = by.pk, at
    locked.save()
    record(action="accounts.open_again", subject=f"user:{user.pk}", by=by, at=at)
    return password


@transaction.atomic
def open_by_operator(*, user: User, at: datetime) -> str:
    """Open an account from the operator's command line, where nobody else is left; answers the password."""
    password = _reopen(user)
    record(action="accounts.open_again", subject=f"user:{user.pk}", by=None, at=at)
    return password


def _reopen(user: User) -> str:
    password = "-".join(get_random_string(4, LETTERS) for _ in range(4))
    for means in (Authenticator, EmailAddress, SocialAccount):
        means.objects.filter(user=user).delete()
    user.mobile, user.mobile_verified_at, user.email = "", None, ""
    user.set_password(password)
    user.save()
    reset(username=user.username)
    return password


@transaction.atomic
def unlock(*, user: User, by: AbstractBaseUser, at: datetime) -> None:
    """End the lock-out of an account before its time."""
    if not rules.may_unlock(by, on=_day(at)):
        raise CaseRefusal("accounts.may_not_unlock")
    reset(username=user.username)
    record(action="accounts.unlock", subject=f"user:{user.pk}", by=by, at=at)
