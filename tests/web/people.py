"""People for tests: one of each role, signed in as they would be."""

from __future__ import annotations

from datetime import date
from itertools import count

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from district.accounts.models import Appointment, Membership, Organisation, Standing, User
from district.accounts.roles import MEMBER_ROLES, POINT_ROLES, Role

SINCE = date(2020, 1, 1)
SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "a long pass phrase"
_number = count(1)


def person(*roles: Role, place: str = "window-1", organisation: Organisation | None = None, **fields: object) -> User:
    """Answer a new person with these roles, at a point or in a verified firm where the role needs one."""
    number = next(_number)
    given = {"username": f"p{number}", "name": f"测试员{number}", "mobile": f"+86139{number:08}"} | fields
    user = User.objects.create_user(password=PASSWORD, **given)  # type: ignore[arg-type]
    for role in roles:
        if role in MEMBER_ROLES:
            firm = organisation or Organisation.objects.create(name_zh=f"虚构公司{number}", standing=Standing.VERIFIED)
            Membership.objects.create(user=user, organisation=firm, role=role, valid_from=SINCE)
        else:
            at = place if role in POINT_ROLES else ""
            Appointment.objects.create(user=user, role=role, place=at, valid_from=SINCE)
    return user


def with_second_factor(user: User) -> User:
    """Answer the person with an authenticator app (key `SECRET`) and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def signed_in_as(user: User) -> Client:
    """Answer a browser in which the person is signed in, with a second factor if they have none yet."""
    if not Authenticator.objects.filter(user=user).exists():
        with_second_factor(user)
    client = Client()
    client.force_login(user)
    return client
