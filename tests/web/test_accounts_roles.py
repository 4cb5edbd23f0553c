"""Roles, places and organisations hold from a day until the day before another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils.translation import override

from district.accounts import queries
from district.accounts.models import Appointment, Membership, Organisation, Proxy, Role, Standing, User
from district.accounts.roles import MEMBER_ROLES, POINT_ROLES, STAFF_ROLES
from district.casework.privacy import declared

TODAY = date(2026, 3, 2)


@pytest.fixture
def clerk() -> User:
    user = User.objects.create(username="u1", name="林一")
    Appointment.objects.create(
        user=user, role=Role.POINT_STAFF, place="window-1", valid_from=date(2026, 1, 1), valid_until=TODAY
    )
    return user


def test_nobody_signed_in_is_only_the_public() -> None:
    assert queries.roles_of(AnonymousUser(), on=TODAY) == frozenset()
    assert not queries.organisations_of(AnonymousUser(), on=TODAY).exists()


def test_an_appointment_ends_before_its_last_day_begins(clerk: User) -> None:
    assert queries.roles_of(clerk, on=date(2026, 3, 1)) == {Role.POINT_STAFF}
    assert queries.places_of(clerk, on=date(2026, 3, 1)) == {"window-1"}
    assert list(queries.staff_of("window-1", on=date(2026, 3, 1))) == [clerk]
    assert queries.roles_of(clerk, on=TODAY) == frozenset()
    assert queries.places_of(clerk, on=TODAY) == frozenset()
    assert not queries.staff_of("window-1", on=TODAY).exists()


def test_a_switched_off_account_holds_no_role(clerk: User) -> None:
    clerk.is_active = False
    clerk.save()
    assert queries.roles_of(clerk, on=date(2026, 3, 1)) == frozenset()


def test_a_point_role_needs_its_point() -> None:
    user = User.objects.create(username="u2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=user, role=Role.POINT_HEAD, place="", valid_from=TODAY)


@pytest.mark.parametrize(
    ("standing", "until", "may"),
    [
        (Standing.VERIFIED, date(2026, 3, 3), True),
        (Standing.VERIFIED, TODAY, False),
        (Standing.CLAIMED, date(2026, 3, 3), False),
    ],
)
def test_a_proxy_is_for_a_verified_agency_and_ends(standing: Standing, until: date, may: bool) -> None:
    firm = Organisation.objects.create(name_zh="甲公司", standing=Standing.VERIFIED)
    agency = Organisation.objects.create(name_zh="乙代理", standing=standing)
    agent = User.objects.create(username="u3")
    Membership.objects.create(
        user=agent, organisation=agency, role=Role.SERVICE_INSTITUTION, valid_from=date(2026, 1, 1)
    )
    Proxy.objects.create(principal=firm, agency=agency, valid_from=date(2026, 2, 1), valid_until=until)
    assert (firm in queries.organisations_of(agent, on=TODAY)) is may
    assert agency in queries.organisations_of(agent, on=TODAY)


def test_a_refused_claim_gives_nothing() -> None:
    firm = Organisation.objects.create(name_zh="丙公司", standing=Standing.REFUSED)
    user = User.objects.create(username="u4")
    Membership.objects.create(user=user, organisation=firm, role=Role.ENTERPRISE_ADMIN, valid_from=TODAY)
    assert not queries.organisations_of(user, on=TODAY).exists()


def test_two_people_without_a_number_may_both_be_there_but_a_number_is_one_person() -> None:
    User.objects.create(username="a")
    User.objects.create(username="b")
    User.objects.create(username="c", mobile="+8613800000001")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="d", mobile="+8613800000001")


def test_the_reference_of_roles_says_what_the_code_says() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "roles.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| `")]
    said = {row[0].strip("`"): row for row in rows}
    assert set(said) == {role.value for role in Role}
    for role in Role:
        _code, chinese, english, given_by, where, second = said[role.value]
        with override("zh"):
            assert chinese == str(role.label)
        with override("en"):
            assert english == str(role.label)
        assert (given_by == "an organisation") is (role in MEMBER_ROLES)
        assert (where == "one service point") is (role in POINT_ROLES)
        assert (second == "obligatory") is (role in STAFF_ROLES)


@pytest.mark.parametrize("model", [m for m in apps.get_models() if m.__module__.startswith("district.")])
def test_every_model_says_what_personal_data_it_holds(model: type) -> None:
    found = declared(model)
    fields = {field.name for field in model._meta.get_fields()}  # type: ignore[attr-defined]
    assert set(found.erased) <= fields
    assert found.seen_by
    assert set(found.seen_by) <= {*Role, "self", "everyone"}
