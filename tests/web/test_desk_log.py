"""The desk log: one screen, marked when entered late, a request with one click, and only at one's own point."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import people
import pytest
from django.urls import reverse
from django.utils import timezone

from district.accounts.models import User
from district.accounts.roles import Role
from district.audit.models import Entry
from district.casework import CaseRefusal, wording
from district.demonstration.network import ensure_network
from district.directory.models import ServicePoint
from district.window.desklog import actions, policies, queries
from district.window.desklog.actions import Told
from district.window.desklog.models import Channel, Contact
from district.window.models import Request

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)
CALL = Told(asked="专利年费怎么缴", channel=Channel.PHONE, caller="王某", mobile="13900000001", minutes=4)


@pytest.fixture
def clerk(db) -> User:
    ensure_network()
    return people.person(Role.POINT_STAFF, place="center")


@pytest.fixture
def center(clerk) -> ServicePoint:
    return ServicePoint.objects.get(code="center")


def logged(clerk: User, center: ServicePoint, *, day: date = TODAY, told: Told = CALL) -> Contact:
    return actions.log(told=told, point=center, day=day, by=clerk, at=AT)


def test_a_contact_is_kept_with_its_entry_in_the_log(clerk, center) -> None:
    contact = logged(clerk, center)
    assert not contact.is_late
    assert Entry.objects.filter(subject=contact.matter, action="contact.log").count() == 1


def test_an_entry_for_an_earlier_day_is_marked(clerk, center) -> None:
    assert logged(clerk, center, day=TODAY - timedelta(days=3)).is_late


@pytest.mark.parametrize(
    ("days", "code"), [(1, "desklog.day_to_come"), (-policies.LATEST_ENTRY_DAYS - 1, "desklog.too_long_ago")]
)
def test_a_day_to_come_or_long_past_is_refused(clerk, center, days, code) -> None:
    with pytest.raises(CaseRefusal) as caught:
        logged(clerk, center, day=TODAY + timedelta(days=days))
    assert caught.value.code == code
    assert wording.said(caught.value, lang="zh") != wording.said(caught.value, lang="en")
    assert not Contact.objects.exists()


def test_another_points_log_is_neither_written_nor_seen(clerk, center) -> None:
    stranger = people.person(Role.POINT_STAFF, place="workstation-1")
    with pytest.raises(CaseRefusal, match="another_point"):
        logged(stranger, center)
    logged(clerk, center)
    assert not queries.visible_to(stranger, on=TODAY).exists()
    assert queries.visible_to(people.person(Role.DISTRICT_OFFICER), on=TODAY).count() == 1


def test_one_click_files_a_request_for_the_caller_once(clerk, center) -> None:
    contact = logged(clerk, center)
    request = actions.make_request(contact=contact, by=clerk, at=AT)
    assert (request.state, request.point, request.contact_mobile) == ("submitted", center, "+86" + CALL.mobile)
    assert request.filed_by == clerk
    with pytest.raises(CaseRefusal, match="became_already"):
        actions.make_request(contact=contact, by=clerk, at=AT)
    assert Request.objects.count() == 1


def test_a_caller_without_a_number_cannot_become_a_request(clerk, center) -> None:
    contact = logged(clerk, center, told=Told(asked="问路", channel=Channel.WALK_IN))
    with pytest.raises(CaseRefusal, match="caller_missing"):
        actions.make_request(contact=contact, by=clerk, at=AT)


def test_an_entry_for_a_day_that_was_reported_is_marked_and_told(clerk, center, monkeypatch) -> None:
    told: list[Contact] = []
    monkeypatch.setattr(policies, "_CLOSED", [lambda point, day: True])
    monkeypatch.setattr(actions, "LATE_ENTRIES", [lambda contact, at: told.append(contact)])
    contact = logged(clerk, center)
    assert contact.is_after_return
    assert told == [contact]


@pytest.mark.parametrize(("lang", "said"), [("zh", "咨询登记"), ("en", "Desk log")])
def test_the_screen_takes_a_contact_and_counts_the_day(clerk, center, lang, said) -> None:
    browser, address = people.signed_in_as(clerk), f"/{lang}/desk/log/"
    told = {"asked": "Fee?", "channel": "phone", "minutes": "7", "day": timezone.localdate(), "point": center.pk}
    answer = browser.post(address, told, follow=True).content.decode()
    assert said in answer
    assert "7 分钟" in answer if lang == "zh" else "1 contacts, 7 minutes" in answer
    contact = Contact.objects.get()
    asks = browser.post(reverse("contact_becomes_request", args=[contact.pk]))
    assert 'name="mobile"' in asks.content.decode()
    contact.caller, contact.mobile = "Chen", "13900000002"
    contact.save()
    browser.post(reverse("contact_becomes_request", args=[contact.pk]))
    contact.refresh_from_db()
    assert contact.request is not None


def test_logging_and_filing_is_one_form(clerk, center) -> None:
    told = {"asked": "a", "channel": "chat", "minutes": "3", "day": timezone.localdate(), "point": center.pk}
    people.signed_in_as(clerk).post("/en/desk/log/", {**told, "caller": "C", "mobile": "139", "become": "1"})
    assert Contact.objects.get().request is not None


def test_another_point_s_contact_is_not_found(clerk, center) -> None:
    contact = logged(clerk, center)
    stranger = people.signed_in_as(people.person(Role.POINT_STAFF, place="workstation-1"))
    assert stranger.post(f"/zh/desk/log/{contact.pk}/request/").status_code == 404
