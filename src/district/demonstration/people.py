"""The demonstration's people: one account a role, with a password and a second factor that everybody may know."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from district.demonstration.network import TAKEN_AT

SINCE = date(2024, 1, 10)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """Somebody to sign in as. `has_second_factor` people also need a code of the app with the common key."""

    username: str
    name: str
    role: str
    place: str
    has_second_factor: bool


@cache
def _told() -> dict[str, Any]:
    text = files("district.demonstration").joinpath("tables", "people.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def password() -> str:
    """Answer the password of every account."""
    return str(_told()["password"])


def secret() -> str:
    """Answer the key of every authenticator app, in base 32."""
    return str(_told()["secret"])


def accounts() -> tuple[DemonstrationAccount, ...]:
    """Answer whom one may sign in as."""
    from district.accounts.roles import STAFF_ROLES

    return tuple(
        DemonstrationAccount(
            username=one["username"],
            name=one["name"],
            role=one["role"],
            place=one.get("place", ""),
            has_second_factor=one["role"] in {role.value for role in STAFF_ROLES},
        )
        for one in _told()["person"]
    )


def whole_code(beginning: str) -> str:
    """Answer a credit code with its check digit (GB 32100-2015) from its first 17 signs."""
    total = sum(ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(beginning))
    return beginning + ALPHABET[(31 - total % 31) % 31]


def firm() -> tuple[str, str]:
    """Answer name and credit code of the firm that has accounts, so that it can hold patents, too."""
    told = next(one for one in _told()["organisation"] if one["key"] == "firm")
    return str(told["name_zh"]), whole_code(told["credit_code"])


def ensure_people() -> bool:
    """Make the accounts where there are none yet; answer whether they were made."""
    from django.db import transaction

    from district.accounts.models import User

    if User.objects.exists():
        return False
    with transaction.atomic():
        organisations = {one["key"]: _organisation(one) for one in _told()["organisation"]}
        for one in _told()["person"]:
            _person(one, organisations)
        _proxy(organisations["firm"], organisations["agency"])
    return True


def _organisation(told: dict[str, str]) -> Any:
    from district.accounts.models import Organisation, Standing

    return Organisation.objects.create(
        credit_code=whole_code(told["credit_code"]),
        name_zh=told["name_zh"],
        name_en=told["name_en"],
        kind=told["kind"],
        size=told["size"],
        standing=told.get("standing", Standing.VERIFIED),
        standing_since=TAKEN_AT,
    )


def _person(told: dict[str, str], organisations: dict[str, Any]) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    from district.accounts.actions import appointments, people
    from district.accounts.models import Membership
    from district.accounts.roles import STAFF_ROLES, Role

    role = Role(told["role"])
    user = people.open_account(
        username=told["username"],
        name=told["name"],
        mobile=told.get("mobile", ""),
        password=password(),
        by=None,
        at=TAKEN_AT,
    )
    if user.mobile:
        user.mobile_verified_at = TAKEN_AT
        user.save()
    if "organisation" in told:
        Membership.objects.create(
            user=user, organisation=organisations[told["organisation"]], role=role, valid_from=SINCE
        )
    else:
        appointments.appoint(user=user, role=role, place=told.get("place", ""), valid_from=SINCE, by=None, at=TAKEN_AT)
    if role in STAFF_ROLES:
        TOTP.activate(user, secret())


def _proxy(principal: Any, agency: Any) -> None:
    from district.accounts.models import Proxy

    Proxy.objects.create(principal=principal, agency=agency, valid_from=SINCE, valid_until=date(2030, 1, 1))
