"""Claims, members, proxies, appointments, recoveries: what may happen, what is refused and why, and its trace."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import people
import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from district.accounts import acting, queries
from district.accounts.actions import appointments, invitations, members, organisations, recoveries
from district.accounts.models import (
    Appointment,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSize,
    Proxy,
    Standing,
    User,
)
from district.accounts.roles import Role
from district.audit.models import Entry
from district.audit.queries import verify
from district.casework import wording
from district.casework.refusals import CaseRefusal
from district.demonstration.people import whole_code

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
CODE = whole_code("91990000TEST00001".replace("S", "5"))


def refused(code: str):
    return pytest.raises(CaseRefusal, match=f"^{code}")


def _claim(by: User, kind: OrganisationKind = OrganisationKind.ENTERPRISE, code: str = CODE) -> Organisation:
    return organisations.claim(
        credit_code=code, name_zh="虚构公司", kind=kind, size=OrganisationSize.SMALL, by=by, at=AT
    )


def _verified(by: User, kind: OrganisationKind = OrganisationKind.ENTERPRISE, code: str = CODE) -> Organisation:
    firm = _claim(by, kind, code)
    organisations.verify(organisation=firm, by=people.person(Role.DISTRICT_OFFICER), at=AT)
    return firm


def test_a_claim_makes_an_administrator_who_acts_once_an_officer_has_verified_it() -> None:
    admin = people.person()
    firm = _claim(admin)
    assert firm.standing == Standing.CLAIMED
    assert queries.roles_of(admin, on=TODAY) == {Role.ENTERPRISE_ADMIN}
    with refused("accounts.not_verified"):
        invitations.invite(organisation=firm, mobile="13800000001", role=Role.ENTERPRISE_USER, by=admin, at=AT)
    organisations.verify(organisation=firm, by=people.person(Role.DISTRICT_OFFICER), at=AT)
    invitations.invite(organisation=firm, mobile="13800000001", role=Role.ENTERPRISE_USER, by=admin, at=AT)
    assert [entry.action for entry in Entry.objects.filter(subject=f"organisation:{firm.pk}")] == [
        "accounts.claim",
        "accounts.verify",
        "accounts.invite",
    ]
    assert verify().fault is None
    assert firm.history.count() == 2
    assert firm.history.first().history_user is not None


def test_a_wrong_or_taken_code_is_refused_and_a_refused_claim_may_be_made_again() -> None:
    first, second = people.person(), people.person()
    with refused("accounts.credit_code"):
        _claim(first, code=CODE[:-1] + ("0" if CODE[-1] != "0" else "1"))
    firm = _claim(first)
    with refused("accounts.organisation_known"):
        _claim(second)
    officer = people.person(Role.DISTRICT_OFFICER)
    with refused("accounts.reason_missing"):
        organisations.refuse(organisation=firm, reason=" ", by=officer, at=AT)
    organisations.refuse(organisation=firm, reason="名称与执照不符", by=officer, at=AT)
    with refused("accounts.claim_judged"):
        organisations.verify(organisation=firm, by=officer, at=AT)
    assert not queries.organisations_of(first, on=TODAY).exists()
    assert _claim(second).pk == firm.pk


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DISTRICT_OFFICER])
def test_only_an_officer_judges_claims(role: Role) -> None:
    firm = _claim(people.person())
    with refused("accounts.may_not_judge"):
        organisations.verify(organisation=firm, by=people.person(role), at=AT)


def test_an_officer_does_not_verify_their_own_firm() -> None:
    officer = people.person(Role.DISTRICT_OFFICER)
    firm = _claim(officer)
    with refused("accounts.not_oneself"):
        organisations.verify(organisation=firm, by=officer, at=AT)


def test_an_invitation_is_for_who_proved_the_number_and_once() -> None:
    admin = people.person()
    firm = _verified(admin)
    guest, other = people.person(), people.person()
    invitation = invitations.invite(organisation=firm, mobile=guest.mobile, role=Role.ENTERPRISE_USER, by=admin, at=AT)
    with refused("accounts.number_not_proved"):
        invitations.take_up(invitation=invitation, by=guest, at=AT)
    guest.mobile_verified_at = other.mobile_verified_at = AT
    guest.save()
    with refused("accounts.number_not_proved"):
        invitations.take_up(invitation=invitation, by=other, at=AT)
    with refused("accounts.invitation_over"):
        invitations.take_up(invitation=invitation, by=guest, at=AT + timedelta(days=15))
    membership = invitations.take_up(invitation=invitation, by=guest, at=AT)
    assert queries.roles_of(guest, on=TODAY) == {Role.ENTERPRISE_USER}
    with refused("accounts.invitation_over"):
        invitations.take_up(invitation=invitation, by=guest, at=AT)
    with refused("accounts.may_not_administer"):
        members.end_membership(membership=Membership.objects.get(user=admin), by=guest, at=AT)
    members.end_membership(membership=membership, by=admin, at=AT + timedelta(days=3))
    assert queries.roles_of(guest, on=TODAY + timedelta(days=3)) == frozenset()
    with refused("accounts.last_of_organisation"):
        members.end_membership(membership=Membership.objects.get(user=admin), by=admin, at=AT)


def test_a_proxy_lets_a_verified_agency_act_until_its_day_or_its_end() -> None:
    admin, agent = people.person(), people.person()
    firm = _verified(admin)
    agency = _claim(agent, OrganisationKind.SERVICE_INSTITUTION, whole_code("91990000TEST00002".replace("S", "5")))
    span = {"valid_from": TODAY, "valid_until": TODAY + timedelta(days=100), "by": admin, "at": AT}
    with refused("accounts.agency_not_verified"):
        members.appoint_proxy(principal=firm, agency=agency, **span)
    organisations.verify(organisation=agency, by=people.person(Role.DISTRICT_OFFICER), at=AT)
    with refused("accounts.proxy_span"):
        members.appoint_proxy(principal=firm, agency=agency, **span | {"valid_until": TODAY})
    with refused("accounts.may_not_administer"):
        members.appoint_proxy(principal=firm, agency=agency, **span | {"by": agent})
    proxy = members.appoint_proxy(principal=firm, agency=agency, **span)
    with refused("accounts.proxy_there"):
        members.appoint_proxy(principal=firm, agency=agency, **span)
    assert firm in queries.organisations_of(agent, on=TODAY)
    members.end_proxy(proxy=proxy, by=admin, at=AT + timedelta(days=5))
    assert firm not in queries.organisations_of(agent, on=TODAY + timedelta(days=5))
    assert Proxy.history.count() == 2


def test_roles_are_given_by_who_may_and_never_by_oneself() -> None:
    officer, administrator = people.person(Role.DISTRICT_OFFICER), people.person(Role.SYSTEM_ADMINISTRATOR)
    head, someone = people.person(Role.POINT_HEAD, place="center"), people.person()

    def give(role: Role, by: User, place: str = "", user: User = someone) -> Appointment:
        return appointments.appoint(user=user, role=role, place=place, valid_from=TODAY, by=by, at=AT)

    with refused("accounts.may_not_appoint"):
        give(Role.SYSTEM_ADMINISTRATOR, officer)
    with refused("accounts.may_not_appoint"):
        give(Role.POINT_STAFF, head, "workstation-1")
    with refused("accounts.place_wrong"):
        give(Role.POINT_STAFF, officer)
    with refused("accounts.place_wrong"):
        give(Role.EXPERT, officer, "center")
    with refused("accounts.role_not_appointed"):
        give(Role.ENTERPRISE_ADMIN, officer)
    with refused("accounts.not_oneself"):
        give(Role.EXPERT, officer, user=officer)
    clerk = give(Role.POINT_STAFF, head, "center")
    with refused("accounts.already_appointed"):
        give(Role.POINT_STAFF, officer, "center")
    appointments.end(appointment=clerk, on=TODAY + timedelta(days=9), by=officer, at=AT)
    with refused("accounts.already_ended"):
        appointments.end(appointment=clerk, on=TODAY + timedelta(days=10), by=officer, at=AT)
    with refused("accounts.last_administrator"):
        row = Appointment.objects.get(user=administrator)
        appointments.end(appointment=row, on=TODAY, by=administrator, at=AT)
    give(Role.AUDITOR, administrator)


def test_a_lost_second_factor_takes_two_people() -> None:
    lost = people.with_second_factor(people.person(Role.POINT_STAFF))
    clerk, head = people.person(Role.POINT_STAFF), people.person(Role.POINT_HEAD)
    for person in (people.person(), people.person(Role.AUDITOR)):
        with refused("accounts.may_not_recover"):
            recoveries.note_check(user=lost, note="身份证", by=person, at=AT)
    with refused("accounts.note_missing"):
        recoveries.note_check(user=lost, note="", by=clerk, at=AT)
    with refused("accounts.not_oneself"):
        recoveries.note_check(user=clerk, note="x", by=clerk, at=AT)
    recovery = recoveries.note_check(user=lost, note="核对身份证原件与照片", by=head, at=AT)
    with refused("accounts.recovery_there"):
        recoveries.note_check(user=lost, note="x", by=clerk, at=AT)
    with refused("accounts.may_not_recover"):
        recoveries.open_again(recovery=recovery, by=clerk, at=AT)
    with refused("accounts.recovery_takes_two"):
        recoveries.open_again(recovery=recovery, by=head, at=AT)
    password = recoveries.open_again(recovery=recovery, by=people.person(Role.POINT_HEAD), at=AT)
    lost.refresh_from_db()
    assert lost.check_password(password)
    assert not Authenticator.objects.filter(user=lost).exists()
    assert not [entry for entry in Entry.objects.all() if password in str(entry.detail)]
    assert verify().fault is None


def test_an_administrator_s_account_is_opened_again_by_an_administrator_or_the_operator() -> None:
    lost, head = people.person(Role.SYSTEM_ADMINISTRATOR), people.person(Role.POINT_HEAD)
    recovery = recoveries.note_check(user=lost, note="核对证件", by=people.person(Role.POINT_STAFF), at=AT)
    with refused("accounts.recovery_needs_administrator"):
        recoveries.open_again(recovery=recovery, by=head, at=AT)
    assert recoveries.open_again(recovery=recovery, by=people.person(Role.SYSTEM_ADMINISTRATOR), at=AT)
    out = io.StringIO()
    call_command("recover", lost.username, stdout=out)
    lost.refresh_from_db()
    assert lost.check_password(out.getvalue().strip())
    with pytest.raises(CommandError):
        call_command("recover", "nobody")


def test_what_people_change_about_their_signing_in_is_in_the_log() -> None:
    user = people.person()
    client = Client()
    client.post("/zh/account/login/", {"login": user.username, "password": people.PASSWORD})
    new = "quite another phrase"
    told = {"oldpassword": people.PASSWORD, "password1": new, "password2": new}
    client.post("/zh/account/password/change/", told)
    assert [entry.action for entry in Entry.objects.filter(by=user)] == [
        "accounts.sign_in",
        "accounts.change_password",
    ]


def test_only_staff_act_on_behalf_and_only_with_a_note() -> None:
    firm = _claim(people.person())
    clerk = people.person(Role.POINT_STAFF)
    told = acting.on_behalf(staff=clerk, on=TODAY, note="电话委托", organisation=firm)
    assert told.for_audit == f"organisation:{firm.pk}"
    with refused("accounts.not_on_behalf"):
        acting.on_behalf(staff=clerk, on=TODAY, note=" ", organisation=firm)
    with refused("accounts.not_on_behalf"):
        acting.on_behalf(staff=people.person(Role.ENTERPRISE_ADMIN), on=TODAY, note="x", organisation=firm)


def test_every_refusal_of_accounts_has_its_sentence() -> None:
    source = "".join(path.read_text() for path in (Path(__file__).parents[2] / "src/district/accounts").rglob("*.py"))
    raised = set(re.findall(r'CaseRefusal\(\s*"([a-z_.]+)"', source))
    assert raised <= wording.codes()


def test_a_check_at_the_desk_opens_an_account_for_a_week_only() -> None:
    lost, clerk, head = people.person(), people.person(Role.POINT_STAFF), people.person(Role.POINT_HEAD)
    old = recoveries.note_check(user=lost, note="核对证件", by=clerk, at=AT - timedelta(days=8))
    with refused("accounts.check_too_old"):
        recoveries.open_again(recovery=old, by=head, at=AT)
    fresh = recoveries.note_check(user=lost, note="核对证件", by=clerk, at=AT)
    recoveries.open_again(recovery=fresh, by=head, at=AT)


def test_a_lost_telephone_opens_nothing_once_the_account_is_recovered() -> None:
    from allauth.account.models import EmailAddress

    lost, clerk, head = people.person(), people.person(Role.POINT_STAFF), people.person(Role.POINT_HEAD)
    EmailAddress.objects.create(user=lost, email="a@firm.example", verified=True, primary=True)
    recoveries.open_again(recovery=recoveries.note_check(user=lost, note="核对证件", by=clerk, at=AT), by=head, at=AT)
    lost.refresh_from_db()
    assert (lost.mobile, lost.mobile_verified_at, lost.email) == ("", None, "")
    assert not EmailAddress.objects.filter(user=lost).exists()
