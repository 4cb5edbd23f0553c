"""Accounts of people, opened by somebody else than themselves."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string

from district.accounts.mobiles import parse_mobile
from district.accounts.models import User
from district.audit.actions import record
from district.casework.refusals import CaseRefusal

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_username() -> str:
    """Answer a code without meaning, which no page shows where the person has a name."""
    return "u" + get_random_string(11, LETTERS)


@transaction.atomic
def open_account(
    *,
    username: str = "",
    name: str,
    mobile: str = "",
    password: str = "",
    by: AbstractBaseUser | None,
    at: datetime,
) -> User:
    """Open an account for somebody; without a password they get in by a code to their mobile."""
    number = parse_mobile(mobile) if mobile else ""
    if number is None:
        raise CaseRefusal("accounts.no_mobile_number")
    if number and User.objects.filter(mobile=number).exists():
        raise CaseRefusal("accounts.number_taken")
    if username and User.objects.filter(username__iexact=username).exists():
        raise CaseRefusal("accounts.name_taken", username=username)
    user = User(username=username or new_username(), name=name, mobile=number)
    try:
        User._meta.get_field("username").clean(user.username, user)
    except ValidationError as error:
        raise CaseRefusal("accounts.name_wrong", username=username) from error
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    record(action="accounts.open", subject=f"user:{user.pk}", by=by, at=at)
    return user


def change_details(*, user: User, name: str, language: str) -> None:
    """Store what somebody is called and which language the site writes to them in."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
