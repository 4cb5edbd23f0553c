"""What the site knows about a person is told, exported, erased and ended, by the declarations beside the models."""

from __future__ import annotations

import io
import json
import logging
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import addresses
import people
import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from district.accounts import codes
from district.accounts.models import TRACKED, Appointment, ErasureRequest, Invitation, Membership, Recovery, User
from district.accounts.privacy import erasure, export, notice, retention
from district.accounts.privacy.declarations import every
from district.accounts.roles import Role
from district.audit.models import Entry
from district.audit.queries import verify
from district.casework.refusals import CaseRefusal

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
DISTRICT = Path(__file__).resolve().parents[2] / "src" / "district"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def refused(code: str):
    return pytest.raises(CaseRefusal, match=f"^{code}")


@pytest.fixture
def administrator() -> User:
    return people.person(Role.SYSTEM_ADMINISTRATOR)


@LANGS
def test_the_notice_lists_every_room_that_keeps_personal_data(client, lang: str) -> None:
    page = client.get(f"/{lang}/account/privacy/").content.decode()
    rooms = {one.model._meta.app_label for one in every() if one.says.kind != "none"}
    assert {line.room for line in notice.lines()} == rooms
    assert notice.version() in page
    assert ("账号" if lang == "zh" else "Account") in page
    assert ("最多 1095 天" if lang == "zh" else "up to 1095 days") in page


def test_a_room_s_name_in_the_notice_is_said_in_chinese() -> None:
    from django.utils.translation import override

    with override("zh"):
        assert not [one.where for one in notice.lines() if one.where.isascii()], "add the room to ROOMS"


def test_the_notice_is_accepted_by_version_and_filing_asks_for_it(monkeypatch) -> None:
    user = people.person()
    client = people.signed_in_as(user)
    with refused("accounts.notice_not_accepted"):
        notice.ask_for_acceptance(user)
    client.post("/zh/account/privacy/accept/", {"version": "0-old"})
    assert not notice.has_accepted(user)
    onward = client.post("/zh/account/privacy/accept/", {"version": notice.version(), "next": "/zh/network/"})
    assert onward.url == "/zh/network/"
    notice.ask_for_acceptance(user)
    assert Entry.objects.filter(action="privacy.accept", by=user).count() == 1
    away = client.post(
        "/zh/account/privacy/accept/", {"version": notice.version(), "next": "https://elsewhere.example/"}
    )
    assert away.url == "/zh/account/"
    monkeypatch.setattr(notice, "EDITION", "2")
    assert not notice.has_accepted(user)


def test_an_export_holds_what_is_known_about_a_person_and_nothing_that_opens_doors() -> None:
    user, other = people.person(Role.ENTERPRISE_USER), people.person(Role.ENTERPRISE_USER)
    people.with_second_factor(user)
    packed = export.export_of(user, at=AT)
    archive = zipfile.ZipFile(io.BytesIO(packed))
    contents = json.loads(archive.read("contents.json"))
    files = {one["file"] for one in contents["contents"]}
    assert {"accounts.user.json", "accounts.membership.json", "mfa.authenticator.json"} <= files
    [told] = json.loads(archive.read("accounts.user.json"))
    assert told["mobile"] == user.mobile
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert people.SECRET not in everything
    assert user.password not in everything
    assert other.mobile not in everything
    assert packed == export.export_of(user, at=AT)


@LANGS
def test_a_person_downloads_their_data_and_it_is_recorded(lang: str) -> None:
    user = people.person()
    answer = people.signed_in_as(user).post(f"/{lang}/account/export/")
    assert answer["Content-Type"] == "application/zip"
    assert user.mobile not in answer["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert Entry.objects.get(action="read").subject == f"export:{user.pk}"


def test_erasure_empties_the_person_and_keeps_the_matters(administrator: User) -> None:
    user = people.person(Role.ENTERPRISE_USER)
    people.with_second_factor(user)
    old = {user.name, user.mobile}
    asked = erasure.ask(by=user, at=AT)
    assert erasure.ask(by=user, at=AT).pk == asked.pk
    with refused("accounts.may_not_erase"):
        erasure.erase(request=asked, by=people.person(Role.DISTRICT_OFFICER), at=AT)
    erasure.erase(request=asked, by=administrator, at=AT)
    user.refresh_from_db()
    assert (user.name, user.mobile, user.is_active) == ("", "", False)
    assert Membership.objects.filter(user=user).exists()
    archive = zipfile.ZipFile(io.BytesIO(export.export_of(user, at=AT)))
    left = "".join(archive.read(name).decode() for name in archive.namelist())
    assert not [value for value in old if value in left]
    assert [entry.action for entry in Entry.objects.filter(subject=f"user:{user.pk}")] == [
        "privacy.ask_erasure",
        "privacy.erase",
    ]
    assert verify().fault is None
    with refused("accounts.already_ended"):
        erasure.erase(request=asked, by=administrator, at=AT)


def test_a_legal_hold_keeps_everything_until_it_is_lifted(administrator: User) -> None:
    user = people.person()
    asked = erasure.ask(by=user, at=AT)
    with refused("accounts.reason_missing"):
        erasure.hold(user=user, reason="", by=administrator, at=AT)
    held = erasure.hold(user=user, reason="法院要求", by=administrator, at=AT)
    with refused("accounts.on_hold"):
        erasure.erase(request=asked, by=administrator, at=AT)
    user.refresh_from_db()
    assert user.name
    erasure.lift(hold=held, by=administrator, at=AT)
    erasure.erase(request=asked, by=administrator, at=AT)


@LANGS
def test_an_administrator_decides_on_erasures_on_their_page(lang: str, administrator: User) -> None:
    user = people.person()
    people.signed_in_as(user).post(f"/{lang}/account/erasure/")
    desk = people.signed_in_as(administrator)
    page = f"/{lang}/account/desk/erasures/"
    asked = ErasureRequest.objects.get()
    assert user.name in desk.get(page).content.decode()
    desk.post(f"/{lang}/account/desk/people/{user.pk}/hold/", {"reason": "诉讼"})
    assert "诉讼" in desk.get(f"/{lang}/account/desk/people/{user.pk}/").content.decode()
    desk.post(f"{page}{asked.pk}/", {"refuse": "1"})
    asked.refresh_from_db()
    assert asked.refused_at


def _ended(days: int, today: date) -> dict[str, date]:
    return {"valid_from": today - timedelta(days=days + 10), "valid_until": today - timedelta(days=days)}


def test_retention_ends_what_is_over_its_time_and_a_rehearsal_changes_nothing(administrator: User) -> None:
    today = date(2026, 3, 2)
    firm = Membership.objects.get(user=people.person(Role.ENTERPRISE_ADMIN)).organisation
    old, fresh, held = people.person(), people.person(), people.person()
    for user, days in ((old, 1100), (fresh, 1090), (held, 1100)):
        Membership.objects.create(user=user, organisation=firm, role=Role.ENTERPRISE_USER, **_ended(days, today))
    erasure.hold(user=held, reason="诉讼", by=administrator, at=AT)
    rehearsal = {one.model: one for one in retention.keep(on=today, at=AT, is_rehearsal=True)}
    assert (rehearsal["accounts.membership"].ended, rehearsal["accounts.membership"].held) == (2, 1)
    assert Membership.objects.filter(user=old).exists()
    retention.keep(on=today, at=AT, is_rehearsal=False)
    left = set(Membership.objects.filter(role=Role.ENTERPRISE_USER).values_list("user", flat=True))
    assert left == {fresh.pk, held.pk}
    entry = Entry.objects.get(subject="model:accounts.membership")
    assert entry.by is None
    assert entry.detail == {"on": "2026-03-02", "rows": 1}


def test_retention_empties_words_and_keeps_the_row(administrator: User) -> None:
    checked = datetime(2020, 1, 1, 1, 0, tzinfo=UTC)
    clerk = people.person(Role.POINT_STAFF)
    row = Recovery.objects.create(
        user=people.person(),
        checked_by=clerk,
        checked_at=checked,
        note="核对",
        opened_by=administrator,
        opened_at=checked,
    )
    open_row = Recovery.objects.create(user=people.person(), checked_by=clerk, checked_at=checked, note="未办")
    out = io.StringIO()
    call_command("keep_to_retention", "--on", "2026-03-02", "--dry-run", stdout=out)
    assert "accounts.recovery: 到期 / ended 1" in out.getvalue()
    call_command("keep_to_retention", "--on", "2026-03-02", stdout=io.StringIO())
    row.refresh_from_db()
    open_row.refresh_from_db()
    assert row.note == "—"
    assert open_row.note == "未办"


def test_a_person_s_words_and_number_stay_out_of_logs_addresses_and_mail(settings, caplog) -> None:
    settings.PATENTRY_CODES = "district.accounts.codes.into_memory"
    cache.clear()
    codes.SENT.clear()
    asked: list[str] = []
    browser = Client()
    with caplog.at_level(logging.DEBUG):
        answers = [browser.post("/zh/account/signup/", {"phone": "13812345678", "name": "独一无二"})]
        answers.append(browser.post(answers[-1].url, {"code": codes.SENT[-1].digits}))
        answers.append(browser.post("/zh/account/logout/"))
        for _ in range(6):
            answers.append(browser.post("/zh/account/login/", {"login": "13812345678", "password": "不对的密码"}))
        answers.append(browser.post("/zh/account/login/code/", {"phone": "13812345678"}))
        answers.append(browser.post(answers[-1].url, {"code": codes.SENT[-1].digits}))
        desk = people.signed_in_as(people.person(Role.POINT_HEAD))
        answers.append(desk.post("/zh/account/desk/people/", {"who": "13812345678"}))
    asked += [answer.get("Location", "") + answer.wsgi_request.get_full_path() for answer in answers]
    said = caplog.text + "".join(asked) + "".join(letter.subject for letter in mail.outbox)
    for secret in ("13812345678", "独一无二", "不对的密码", *(code.digits for code in codes.SENT)):
        assert secret not in said, secret


PERSONAL = re.compile(r"mobile|phone|name$|email|mail$|credit_code|id_card|title")


@pytest.mark.parametrize("address", addresses.every(), ids=lambda one: one.name)
def test_no_address_has_a_place_for_personal_data(address: addresses.Address) -> None:
    assert not [name for name in address.parameters() if PERSONAL.search(name)]


def test_no_tracked_model_is_changed_without_history() -> None:
    """`update()`, `bulk_create()` and `bulk_update()` write no history (see django-simple-history)."""
    names = "|".join(model.__name__ for model in TRACKED)
    related = "memberships|appointments|proxies_given|proxies_held"
    bare = re.compile(
        rf"\b(?:{names})\.(?:objects|_default_manager)\b(?:[^\n]|\n\s+(?=[.)]))*?\.(?:update|bulk_\w+)\("
        rf"|\.(?:{related})\.[^\n]*\.?update\("
    )
    found = [str(path) for path in DISTRICT.rglob("*.py") if bare.search(path.read_text(encoding="utf-8"))]
    assert found == []
    assert bare.search("Appointment.objects.filter(pk=1).update(place='')")
    assert bare.search("Membership.objects\n    .filter(pk=1)\n    .update(role='')")
    assert all(hasattr(model, "history") for model in TRACKED)


def test_history_says_who_changed_a_role() -> None:
    from district.accounts.actions import appointments

    officer = people.person(Role.DISTRICT_OFFICER)
    row = appointments.appoint(
        user=people.person(), role=Role.EXPERT, place="", valid_from=date(2026, 1, 1), by=officer, at=AT
    )
    appointments.end(appointment=row, on=date(2026, 3, 3), by=officer, at=AT)
    assert [(one.valid_until, one.history_user) for one in Appointment.history.filter(id=row.pk)] == [
        (date(2026, 3, 3), officer),
        (None, officer),
    ]


def test_an_invitation_s_number_ends_with_it() -> None:
    firm = Membership.objects.get(user=people.person(Role.ENTERPRISE_ADMIN)).organisation
    admin = Membership.objects.get(organisation=firm).user
    old = Invitation.objects.create(
        organisation=firm, mobile="+8613800000007", role="enterprise_user", invited_by=admin,
        invited_at=AT - timedelta(days=60), ends_at=AT - timedelta(days=46),
    )  # fmt: skip
    retention.keep(on=AT.date(), at=AT, is_rehearsal=False)
    assert not Invitation.objects.filter(pk=old.pk).exists()
