"""The pages of my account, my organisations and the people desk, in both languages."""

from __future__ import annotations

from datetime import timedelta

import people
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from district.accounts import acting, queries
from district.accounts.models import Appointment, Invitation, Membership, Organisation, Recovery, Standing, User
from district.accounts.roles import Role
from district.audit.models import Entry
from district.demonstration.people import whole_code

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
CODE = whole_code("91990000TE5T00003")
CLAIM = {"credit_code": CODE, "name_zh": "虚构公司", "name_en": "Fiction Ltd", "kind": "enterprise", "size": "small"}


@pytest.fixture(autouse=True)
def _no_rate_limit() -> None:
    cache.clear()


def _text(answer) -> str:
    return answer.content.decode()


@LANGS
def test_an_organisation_claims_itself_and_an_officer_verifies_it_on_the_queue_page(lang: str) -> None:
    user = people.person()
    mine, officer = people.signed_in_as(user), people.signed_in_as(people.person(Role.DISTRICT_OFFICER))
    assert mine.get(f"/{lang}/account/organisations/claim/").status_code == 200
    wrong = mine.post(f"/{lang}/account/organisations/claim/", CLAIM | {"credit_code": "123"})
    assert ("营业执照核对" if lang == "zh" else "Compare its 18 signs") in _text(wrong)
    claimed = mine.post(f"/{lang}/account/organisations/claim/", CLAIM)
    firm = Organisation.objects.get(credit_code=CODE)
    assert claimed.url == f"/{lang}/account/organisations/{firm.pk}/"
    assert "say wait" in _text(mine.get(claimed.url))
    queue = f"/{lang}/account/desk/claims/"
    assert "虚构公司" in _text(officer.get(queue))
    refusal = officer.post(f"{queue}{firm.pk}/", {"refuse": "1", "reason": ""}, follow=True)
    assert ("说明理由" if lang == "zh" else "Say why") in _text(refusal)
    officer.post(f"{queue}{firm.pk}/", {"verify": "1"})
    firm.refresh_from_db()
    assert firm.standing == Standing.VERIFIED
    assert "虚构公司" not in _text(officer.get(queue))


def test_a_claimant_reads_why_a_claim_was_refused() -> None:
    user = people.person()
    mine, officer = people.signed_in_as(user), people.signed_in_as(people.person(Role.DISTRICT_OFFICER))
    mine.post("/zh/account/organisations/claim/", CLAIM)
    firm = Organisation.objects.get(credit_code=CODE)
    officer.post(f"/zh/account/desk/claims/{firm.pk}/", {"refuse": "1", "reason": "名称与执照不符"})
    assert "名称与执照不符" in _text(mine.get(f"/zh/account/organisations/{firm.pk}/"))


@LANGS
def test_an_administrator_invites_lends_and_ends_on_the_page_of_the_organisation(lang: str) -> None:
    firm = Organisation.objects.create(name_zh="甲公司", standing=Standing.VERIFIED, credit_code=CODE)
    agency = Organisation.objects.create(name_zh="乙代理", standing=Standing.VERIFIED, kind="service_institution")
    admin = people.signed_in_as(people.person(Role.ENTERPRISE_ADMIN, organisation=firm))
    guest = people.person(mobile_verified_at=timezone.now())
    page = f"/{lang}/account/organisations/{firm.pk}/"
    admin.post(f"{page}invite/", {"mobile": guest.mobile, "role": "enterprise_user"})
    answer = _text(admin.get(page))
    assert guest.mobile not in answer
    assert guest.mobile[-4:] in answer
    browser = people.signed_in_as(guest)
    invitation = Invitation.objects.get()
    assert f"/invitations/{invitation.pk}/" in _text(browser.get(f"/{lang}/account/"))
    browser.post(f"/{lang}/account/invitations/{invitation.pk}/")
    assert Role.ENTERPRISE_USER in queries.roles_of(guest, on=timezone.localdate())
    until = timezone.localdate() + timedelta(days=30)
    admin.post(f"{page}proxies/", {"agency": agency.pk, "valid_until": until.isoformat()})
    proxy = firm.proxies_given.get()
    assert "乙代理" in _text(admin.get(page))
    admin.post(f"{page}proxies/{proxy.pk}/end/")
    assert not firm.proxies_given.exists()
    member = Membership.objects.get(user=guest)
    admin.post(f"{page}members/{member.pk}/end/")
    assert not Membership.objects.filter(user=guest).exists()


def test_another_firm_s_page_is_not_there() -> None:
    firm = Organisation.objects.create(name_zh="甲公司", standing=Standing.VERIFIED, credit_code=CODE)
    other = people.signed_in_as(people.person(Role.ENTERPRISE_ADMIN))
    page = f"/zh/account/organisations/{firm.pk}/"
    assert other.get(page).status_code == 404
    for act in ("invite/", "proxies/", "members/1/end/", "proxies/1/end/"):
        assert other.post(page + act).status_code == 404, act


def test_whom_one_acts_for_is_chosen_among_those_one_may_act_for(rf) -> None:
    user = people.person(Role.ENTERPRISE_USER)
    first = Membership.objects.get(user=user).organisation
    client = people.signed_in_as(user)
    request = rf.get("/")
    request.user, request.session = user, client.session
    assert acting.organisation_of(request) == first
    second = people.person(Role.ENTERPRISE_USER)
    foreign = Membership.objects.get(user=second).organisation
    assert client.post("/zh/account/acting/", {"organisation": foreign.pk}).status_code == 404
    client.post("/zh/account/acting/", {"organisation": ""})
    request.session = client.session
    assert acting.organisation_of(request) is None
    client.post("/zh/account/acting/", {"organisation": first.pk})
    request.session = client.session
    assert acting.organisation_of(request) == first


@LANGS
def test_an_officer_opens_an_account_gives_a_role_and_ends_it(lang: str) -> None:
    officer = people.signed_in_as(people.person(Role.DISTRICT_OFFICER))
    desk = f"/{lang}/account/desk/people/"
    made = officer.post(f"{desk}new/", {"name": "新同事", "username": "new-1", "mobile": ""})
    user = User.objects.get(username="new-1")
    assert made.url == f"{desk}{user.pk}/"
    today = timezone.localdate()
    officer.post(f"{made.url}appoint/", {"role": "point_staff", "place": "center", "valid_from": "2026-01-01"})
    assert Role.POINT_STAFF in queries.roles_of(user, on=today)
    refusal = officer.post(
        f"{made.url}appoint/", {"role": "auditor", "place": "", "valid_from": "2026-01-01"}, follow=True
    )
    assert ("联系系统管理员" if lang == "zh" else "Ask a system administrator") in _text(refusal)
    row = Appointment.objects.get(user=user)
    officer.post(f"{made.url}appointments/{row.pk}/end/", {"until": today.isoformat()})
    assert queries.roles_of(user, on=today) == frozenset()


@LANGS
def test_the_desk_finds_people_without_a_number_in_an_address_and_looking_is_recorded(lang: str) -> None:
    wanted, clerk = people.person(), people.person(Role.POINT_STAFF)
    desk = people.signed_in_as(clerk)
    found = _text(desk.post(f"/{lang}/account/desk/people/", {"who": wanted.mobile[3:]}))
    assert f"/{lang}/account/desk/people/{wanted.pk}/" in found
    assert wanted.mobile not in found
    assert desk.get(f"/{lang}/account/desk/people/{wanted.pk}/").status_code == 200
    read = Entry.objects.get(action="read")
    assert (read.subject, read.by_id) == (f"user:{wanted.pk}", clerk.pk)


@LANGS
def test_a_locked_account_is_listed_and_unlocked(lang: str) -> None:
    locked, stranger = people.person(), Client()
    for _ in range(5):
        stranger.post("/zh/account/login/", {"login": locked.mobile, "password": "wrong wrong wrong"})
    head = people.signed_in_as(people.person(Role.POINT_HEAD))
    assert locked.name in _text(head.get(f"/{lang}/account/desk/people/"))
    page = f"/{lang}/account/desk/people/{locked.pk}/"
    assert f"{page}unlock/" in _text(head.get(page))
    head.post(f"{page}unlock/")
    assert f"{page}unlock/" not in _text(head.get(page))
    assert stranger.post("/zh/account/login/", {"login": locked.mobile, "password": people.PASSWORD}).status_code == 302


@LANGS
def test_a_lost_second_factor_is_recovered_by_two_people_at_the_desk(lang: str) -> None:
    lost = people.with_second_factor(people.person(Role.POINT_STAFF))
    clerk = people.signed_in_as(people.person(Role.POINT_STAFF))
    head = people.signed_in_as(people.person(Role.POINT_HEAD))
    page = f"/{lang}/account/desk/people/{lost.pk}/"
    assert f"{page}check/" in _text(clerk.get(page))
    clerk.post(f"{page}check/", {"note": "核对证件原件"})
    assert clerk.post(f"{page}open/").status_code == 403
    assert "核对证件原件" in _text(head.get(page))
    opened = _text(head.post(f"{page}open/"))
    password = opened.split('class="count num">')[1].split("<")[0]
    assert Recovery.objects.get().opened_by is not None
    stranger = Client()
    assert stranger.post("/zh/account/login/", {"login": lost.username, "password": password}).url == "/zh/account/"
    assert stranger.get("/zh/account/").url == "/zh/account/second-factor/"


def test_name_and_language_are_mine_to_change() -> None:
    user = people.person()
    client = people.signed_in_as(user)
    client.post("/en/account/details/", {"name": "Lin Yi", "language": "en"})
    user.refresh_from_db()
    assert (user.name, user.language) == ("Lin Yi", "en")


def test_a_new_number_holds_once_its_code_is_entered(settings) -> None:
    from district.accounts import codes

    settings.PATENTRY_CODES = "district.accounts.codes.into_memory"
    codes.SENT.clear()
    user = people.person()
    client = Client()
    client.post("/zh/account/login/", {"login": user.username, "password": people.PASSWORD})
    asked = client.post("/zh/account/phone/change/", {"phone": "13811112222"})
    user.refresh_from_db()
    assert user.mobile != "+8613811112222"
    client.post(asked.url, {"code": codes.SENT[-1].digits})
    user.refresh_from_db()
    assert user.mobile == "+8613811112222"
    assert user.mobile_verified_at
