"""Whoever reads a request or a booking that is not theirs leaves an entry in the audit log, once a matter and day."""

from __future__ import annotations

from importlib import import_module

import consultation_district
import people as crowd
import pytest
import uploads
import window_cast as scene
from consultation_district import NOW, at
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from window_cast import Cast

from district.accounts.models import User
from district.audit.models import Entry
from district.consultation.actions import sessions
from district.consultation.models import ActionItem, Booking
from district.files.models import StoredFile
from district.journeys import actions as journeys

SECRET = "不愿让旁人知道的内容"
SHOWING = {"request_page", "my_booking", "record_session", "consultation_check_in"}
ROOMS = ("district.window.urls", "district.consultation.urls", "district.journeys.urls")


def reads(matter: str, *, by: User | None = None) -> int:
    entries = Entry.objects.filter(subject=matter, action__in=("read", "file.read"))
    return (entries.filter(by=by) if by else entries).count()


@pytest.fixture
def people() -> Cast:
    return scene.cast()


@pytest.mark.parametrize("who", ["clerk", "head", "officer"])
def test_staff_and_officers_leave_an_entry_and_only_one_a_day(people: Cast, monkeypatch, who: str) -> None:
    request, reader = scene.filed(people), getattr(people, who)
    client, address = crowd.signed_in_as(reader), f"/zh/requests/{request.pk}/"
    for _ in range(3):
        assert client.get(address).status_code == 200
    assert reads(request.matter, by=reader) == 1
    tomorrow = timezone.now() + timezone.timedelta(hours=11)
    other_day = timezone.localtime(tomorrow).date() != timezone.localdate()
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    client.get(address)
    assert reads(request.matter, by=reader) == 1 + other_day


def test_the_next_day_counts_anew(people: Cast) -> None:
    from district.audit.actions import note_reading

    for day in (2, 2, 3):
        note_reading(subject="request:1", by=people.clerk, at=scene.moment(day))
    note_reading(subject="request:1", by=people.head, at=scene.moment(3))
    assert reads("request:1", by=people.clerk) == 2
    assert reads("request:1", by=people.head) == 1


def test_the_applicant_and_their_firm_leave_none(people: Cast) -> None:
    request = scene.filed(people)
    for user in (people.applicant, people.colleague):
        assert crowd.signed_in_as(user).get(f"/zh/requests/{request.pk}/").status_code == 200
    assert reads(request.matter) == 0


def test_every_file_fetched_is_an_entry(people: Cast, settings, tmp_path) -> None:
    kept = {**settings.STORAGES["uploads"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "uploads": kept}
    request = scene.filed(people)
    upload = SimpleUploadedFile("a.pdf", uploads.pdf(), content_type="application/pdf")
    crowd.signed_in_as(people.applicant).post(f"/zh/requests/{request.pk}/say/", {"text": "附件", "attachment": upload})
    address = reverse("file", args=[StoredFile.objects.get(matter=request.matter).key])
    for user in (people.clerk, people.officer):
        assert crowd.signed_in_as(user).get(address).status_code == 200
        assert reads(request.matter, by=user) == 1
    assert crowd.signed_in_as(people.stranger).get(address).status_code == 404
    assert reads(request.matter) == 2


def test_expert_and_desk_leave_an_entry_of_a_booking_and_the_asking_side_none(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    district = consultation_district.build()
    booking = district.book()
    address = f"/zh/consultation/bookings/{booking.uid}/"
    for user, left in ((booking.person, 0), (district.clerk, 1), (district.expert, 2)):
        assert crowd.signed_in_as(user).get(address).status_code == 200
        assert reads(booking.subject) == left


def _pages() -> list[tuple[str, str]]:
    """The names of the addresses of one matter, with the parameter that names it."""
    found = []
    for room in ROOMS:
        for pattern in import_module(room).urlpatterns:
            taken = sorted(pattern.pattern.converters)
            if taken in (["pk"], ["uid"]) or pattern.name == "consultation_check_in":
                found.append((pattern.name, "".join(taken)))
    return found


@pytest.fixture
def matters(monkeypatch):
    """A booking with its record whose advice became a request, all with the words nobody else should read."""
    district = consultation_district.build()
    booking = district.book(question=SECRET)
    sessions.check_in(booking=booking, by=district.clerk, at=at(8, 55))
    sessions.begin(booking=booking, by=district.expert, at=at(9))
    items = [sessions.Item(SECRET, "firm")]
    sessions.record(booking=booking, summary=SECRET, advice=SECRET, items=items, by=district.expert, at=at(9, 30))
    request = journeys.follow_up(item=ActionItem.objects.get(), by=district.clerk, at=at(9, 40))
    monkeypatch.setattr(timezone, "now", lambda: at(10))
    return district, Booking.objects.get(), request


@pytest.mark.parametrize(("name", "parameter"), _pages(), ids=lambda value: value)
def test_no_page_shows_a_matter_without_leaving_an_entry(matters, name: str, parameter: str) -> None:
    district, booking, request = matters
    key = {"pk": {"pk": request.pk}, "uid": {"uid": booking.uid}, "": {}}[parameter]
    shown, firm = False, booking.organisation.name_zh
    for user in (district.clerk, district.head, district.expert):
        before = Entry.objects.filter(by=user, action="read").count()
        answer = crowd.signed_in_as(user).get(reverse(name, kwargs=key), {"code": booking.code})
        if answer.status_code == 200 and any(one in answer.content.decode() for one in (SECRET, firm)):
            shown = True
            assert Entry.objects.filter(by=user, action="read").count() == before + 1, (name, user.username)
    assert shown == (name in SHOWING)
