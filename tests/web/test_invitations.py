"""An invitation reaches whom it is for, opens once, and gives no more than the organisation has to give."""

from __future__ import annotations

import re
from datetime import timedelta

import people
import pytest
from django.test import Client
from django.utils import timezone

from district.accounts import outgoing, queries
from district.accounts.actions import invitations
from district.accounts.letters import Sending
from district.accounts.models import Invitation, Membership, Organisation, Standing, User
from district.accounts.roles import Role
from district.casework import CaseRefusal
from district.notices.models import Notice

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
ADDRESS = "guest@firm.example"


@pytest.fixture
def letters(monkeypatch, settings) -> list[tuple[str, str, str]]:
    """The letters that left: address, subject, text with link."""
    found: list[tuple[str, str, str]] = []
    monkeypatch.setattr(outgoing, "has_mail", lambda: True)

    def mail(*, to, title, text, link, lang, told) -> None:
        found.append((to, title, f"{text}\n{link}"))
        told(Sending.SENT)

    monkeypatch.setattr(outgoing, "mail", mail)
    return found


@pytest.fixture
def admin() -> User:
    return people.person(Role.ENTERPRISE_ADMIN)


def firm_of(user: User) -> Organisation:
    return Membership.objects.get(user=user).organisation


def invited_by_mail(admin: User, letters: list, capture) -> str:
    client, firm = people.signed_in_as(admin), firm_of(admin)
    with capture(execute=True):
        client.post(f"/zh/account/organisations/{firm.pk}/invite/", {"email": ADDRESS, "role": "enterprise_user"})
    return re.search(r"http://testserver(/\S+)", letters[-1][2])[1]


@LANGS
def test_a_guest_opens_the_link_signs_in_and_joins_once(
    lang: str, admin: User, letters, django_capture_on_commit_callbacks
) -> None:
    link = invited_by_mail(admin, letters, django_capture_on_commit_callbacks).replace("/zh/", f"/{lang}/")
    [(to, title, text)] = letters
    assert to == ADDRESS
    assert firm_of(admin).name_zh in text
    assert ADDRESS not in title + link
    stranger = Client()
    page = stranger.get(link).content.decode()
    assert firm_of(admin).name_zh in page
    assert f"/{lang}/account/login/?next={link}" in page
    assert "/account/login/" in stranger.post(link).url
    guest, late = people.person(), people.person()
    assert people.signed_in_as(guest).post(link).url == f"/{lang}/account/"
    assert Role.ENTERPRISE_USER in queries.roles_of(guest, on=timezone.localdate())
    assert people.signed_in_as(late).post(link).status_code == 404
    assert not queries.roles_of(late, on=timezone.localdate())


def test_the_secret_of_a_link_stays_nowhere(admin: User, letters, django_capture_on_commit_callbacks) -> None:
    link = invited_by_mail(admin, letters, django_capture_on_commit_callbacks)
    key = link.rstrip("/").rpartition("/")[2]
    row = Invitation.objects.get()
    assert key not in str(vars(row))
    with pytest.raises(CaseRefusal, match=r"accounts\.number_not_proved"):
        invitations.take_up(invitation=row, by=people.person(mobile=""), at=timezone.now())


def test_a_link_ends_after_a_fortnight_and_a_new_one_replaces_it(
    admin: User, letters, django_capture_on_commit_callbacks
) -> None:
    first = invited_by_mail(admin, letters, django_capture_on_commit_callbacks)
    second = invited_by_mail(admin, letters, django_capture_on_commit_callbacks)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    Invitation.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(second).status_code == 404


def test_whoever_has_an_account_is_told_by_a_notice(admin: User) -> None:
    guest = people.person(mobile_verified_at=timezone.now())
    invitations.invite(
        organisation=firm_of(admin), mobile=guest.mobile, role=Role.ENTERPRISE_USER, by=admin, at=timezone.now()
    )
    assert Notice.objects.get(to=guest).kind == "accounts.invited"


def test_whoever_has_none_is_sent_a_text_message(monkeypatch, admin, django_capture_on_commit_callbacks) -> None:
    sent = []
    monkeypatch.setattr(outgoing, "text_message", lambda **told: sent.append(told))
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite(
            organisation=firm_of(admin), mobile="13800000009", role=Role.ENTERPRISE_USER, by=admin, at=timezone.now()
        )
    assert [one["to"] for one in sent] == ["+8613800000009"]


def test_an_enterprise_does_not_make_its_people_a_service_institution_s(admin: User) -> None:
    with pytest.raises(CaseRefusal, match=r"accounts\.role_not_given"):
        invitations.invite(
            organisation=firm_of(admin),
            mobile="13800000009",
            role=Role.SERVICE_INSTITUTION,
            by=admin,
            at=timezone.now(),
        )


def test_without_a_mail_server_the_page_says_so(admin: User) -> None:
    client, firm = people.signed_in_as(admin), firm_of(admin)
    page = f"/en/account/organisations/{firm.pk}/"
    client.post(f"{page}invite/", {"email": ADDRESS, "role": "enterprise_user"})
    assert "cannot send e-mail" in client.get(page).content.decode()
    client.post(f"{page}invite/", {"email": ADDRESS, "mobile": "13800000009", "role": "enterprise_user"})
    assert "Enter either" in client.get(page).content.decode()
    assert not Invitation.objects.exists()


def test_so_many_people_are_invited_a_day(admin: User) -> None:
    client, firm = people.signed_in_as(admin), firm_of(admin)
    firm.standing = Standing.VERIFIED
    firm.save()
    for number in range(21):
        told = {"mobile": f"138000000{number:02}", "role": "enterprise_user"}
        answer = client.post(f"/zh/account/organisations/{firm.pk}/invite/", told)
    assert answer.status_code == 429
    assert Invitation.objects.count() == 20


@LANGS
@pytest.mark.parametrize(
    ("end", "age", "said"),
    [
        (Sending.SENT, 5, {"zh": "已发送", "en": "Sent"}),
        (Sending.FAILED, 0, {"zh": "未能发送", "en": "Could not be sent"}),
        (Sending.UNCERTAIN, 0, {"zh": "可能未发出", "en": "Perhaps not sent"}),
        (None, 0, {"zh": "正在发送", "en": "Being sent"}),
        (None, 5, {"zh": "可能未发出", "en": "Perhaps not sent"}),
    ],
)
def test_the_page_says_what_became_of_a_letter_even_where_its_sender_died(
    monkeypatch, admin, django_capture_on_commit_callbacks, lang: str, end, age: int, said: dict[str, str]
) -> None:
    monkeypatch.setattr(outgoing, "has_mail", lambda: True)
    monkeypatch.setattr(outgoing, "mail", lambda *, told, **_rest: told(end) if end else None)
    client, firm = people.signed_in_as(admin), firm_of(admin)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/zh/account/organisations/{firm.pk}/invite/", {"email": ADDRESS, "role": "enterprise_user"})
    Invitation.objects.update(invited_at=timezone.now() - timedelta(minutes=age))
    page = client.get(f"/{lang}/account/organisations/{firm.pk}/").content.decode()
    assert re.search(rf"{ADDRESS} · .* · {said[lang]} ", page)


@LANGS
def test_what_did_not_come_is_asked_for_again_and_the_first_link_opens_nothing(
    admin: User, letters, django_capture_on_commit_callbacks, lang: str
) -> None:
    first = invited_by_mail(admin, letters, django_capture_on_commit_callbacks)
    client, firm = people.signed_in_as(admin), firm_of(admin)
    address = f"/{lang}/account/organisations/{firm.pk}/invitations/{Invitation.objects.get().pk}/again/"
    assert address in client.get(f"/{lang}/account/organisations/{firm.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert [to for to, _title, _text in letters] == [ADDRESS] * 2
    assert Client().get(first).status_code == 404
    assert Client().get(re.search(r"http://testserver(/\S+)", letters[-1][2])[1]).status_code == 200
    assert client.post(address).status_code == 404, "it was replaced"


def test_only_administrators_ask_again_and_a_number_shows_nothing_of_its_owner(admin: User) -> None:
    firm, member = firm_of(admin), people.person()
    Membership.objects.create(
        user=member, organisation=firm, role=Role.ENTERPRISE_USER, valid_from=timezone.localdate() - timedelta(days=1)
    )
    known, page = people.person(mobile_verified_at=timezone.now()), f"/en/account/organisations/{firm.pk}/"
    for mobile in (known.mobile, "13800000009"):
        invitations.invite(organisation=firm, mobile=mobile, role=Role.ENTERPRISE_USER, by=admin, at=timezone.now())
    assert set(Invitation.objects.values_list("sending", flat=True)) == {""}
    listed = people.signed_in_as(admin).get(page).content.decode()
    assert listed.count("/again/") == 2
    assert "/again/" not in people.signed_in_as(member).get(page).content.decode()
    one = Invitation.objects.first()
    people.signed_in_as(member).post(f"{page}invitations/{one.pk}/again/")
    assert Invitation.objects.filter(pk=one.pk).exists(), "a member replaces nothing"
