"""What people change about their own signing in, written into the audit log: allauth tells it by signals."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from district.accounts.models import User
from district.audit.actions import record


def _note(action: str, user: User, **detail: str) -> None:
    with transaction.atomic():
        record(action=action, subject=f"user:{user.pk}", by=user, at=timezone.now(), detail=detail)


@receiver([account.password_changed, account.password_set], dispatch_uid="accounts.password")
def _password(user: User, **_kwargs: Any) -> None:
    _note("accounts.change_password", user)


@receiver(factors.authenticator_added, dispatch_uid="accounts.factor_added")
def _added(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    _note("accounts.add_factor", user, kind=str(authenticator.type))


@receiver(factors.authenticator_removed, dispatch_uid="accounts.factor_removed")
def _removed(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    _note("accounts.remove_factor", user, kind=str(authenticator.type))


@receiver(factors.authenticator_reset, dispatch_uid="accounts.codes_renewed")
def _renewed(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    _note("accounts.renew_factor", user, kind=str(authenticator.type))


@receiver(account.user_logged_in, dispatch_uid="accounts.signed_in")
def _signed_in(user: User, **_kwargs: Any) -> None:
    _note("accounts.sign_in", user)
