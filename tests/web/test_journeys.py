"""From one room to the next: a contact becomes a request or a booking, a session's advice a request."""

from __future__ import annotations

from datetime import datetime, timedelta

import consultation_district
import people
import pytest
from consultation_district import NOW, District, at, wish
from django.urls import reverse
from django.utils import timezone

from district.accounts.beside import beside
from district.accounts.models import Membership, Role, User
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.consultation.actions import bookings, sessions
from district.consultation.models import ActionItem, Booking
from district.journeys import actions, queries
from district.journeys.models import BookedContact, FollowUp
from district.window.desklog import actions as desklog
from district.window.desklog.models import Channel, Contact
from district.window.models import Request

CALL = {"asked": "出口产品会不会侵权", "channel": Channel.PHONE, "caller": "王某", "mobile": "13900000001"}


@pytest.fixture
def district(monkeypatch) -> District:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return consultation_district.build()


def refused(code: str):
    return pytest.raises(CaseRefusal, match=code)


def logged(district: District, **more: object) -> Contact:
    told = desklog.Told(**{**CALL, **more})  # type: ignore[arg-type]
    return desklog.log(told=told, point=district.series.point, day=NOW.date(), by=district.clerk, at=NOW)


def booked(district: District, contact: Contact, moment: datetime = NOW) -> Booking:
    behalf = bookings.Behalf(note="来电", called="王某", phone="13900000001")
    return actions.book_contact(
        contact=contact, slot=district.slot, wish=wish(), behalf=behalf, by=district.clerk, at=moment
    )


def advised(district: District) -> ActionItem:
    booking = district.book()
    sessions.check_in(booking=booking, by=district.clerk, at=at(8, 55))
    sessions.begin(booking=booking, by=district.expert, at=at(9))
    told = [sessions.Item("补充对照数据", "firm"), sessions.Item("检索海外同族", "office")]
    sessions.record(
        booking=booking, summary="问", advice="先补数据再申请", items=told, by=district.expert, at=at(9, 30)
    )
    return ActionItem.objects.get(text="检索海外同族")


def ties(matter: str, user: User) -> list[tuple[str, str]]:
    return [(tie.name, tie.address) for tie in beside(matter, user=user, on=NOW.date())[matter].ties]


def offers(matter: str, user: User) -> list[str]:
    return [offer.address for offer in beside(matter, user=user, on=NOW.date())[matter].offers]


def test_a_contact_becomes_a_booking_and_each_shows_the_other(district: District) -> None:
    contact = logged(district)
    assert offers(contact.matter, district.clerk) == [f"/zh/desk/log/{contact.pk}/booking/"]
    booking = booked(district, contact)
    assert (booking.called, booking.made_by, booking.state) == ("王某", district.clerk, "confirmed")
    assert ties(contact.matter, district.clerk)[0][1] == f"/zh/consultation/bookings/{booking.uid}/"
    assert ties(booking.subject, district.clerk)[0][1] == f"/zh/desk/log/?day={NOW.date()}#contact-{contact.pk}"
    assert ties(booking.subject, district.expert) == []
    assert Entry.objects.filter(subject=contact.matter, action="contact.become_booking").count() == 1
    assert offers(contact.matter, district.clerk) == []


def test_a_contact_has_one_booking_until_that_comes_to_nothing(district: District) -> None:
    contact = logged(district)
    first = booked(district, contact)
    with refused("journeys.booked_already"):
        booked(district, contact)
    bookings.cancel(booking=first, by=district.clerk, at=NOW)
    booked(district, contact)
    assert BookedContact.objects.filter(contact=contact).count() == 2


def test_a_full_slot_leaves_no_tie(district: District) -> None:
    district.book(slot=district.slot)
    with refused("consultation.slot_full"):
        booked(district, logged(district))
    assert not BookedContact.objects.exists()


def test_another_points_contact_is_not_booked(district: District) -> None:
    contact = logged(district)
    stranger = people.person(Role.POINT_STAFF, place="elsewhere")
    assert people.signed_in_as(stranger).get(f"/zh/desk/log/{contact.pk}/booking/").status_code == 404
    with refused("desklog.at_another_point"):
        behalf = bookings.Behalf(note="x", called="x")
        actions.book_contact(contact=contact, slot=district.slot, wish=wish(), behalf=behalf, by=stranger, at=NOW)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_choice_of_times_knows_what_the_log_knows(district: District, lang: str) -> None:
    contact, client = logged(district), people.signed_in_as(district.clerk)
    address = f"/{lang}/desk/log/{contact.pk}/booking/"
    page = client.get(address).content.decode()
    for known in ("王某", "13900000001", contact.asked, '<option value="infringement" selected>', "12-03 09:00"):
        assert known in page
    told = {"slot": district.slot.pk, "topic": "infringement", "question": "问", "called": "王某", "note": "来电"}
    answer = client.post(address, told, follow=True).content.decode()
    assert Booking.objects.get().topic == "infringement"
    assert f"#contact-{contact.pk}" in answer
    log = client.get(f"/{lang}/desk/log/?day={NOW.date()}").content.decode()
    assert str(Booking.objects.get().uid) in log
    assert ("已被约走" if lang == "zh" else "just been taken") in client.post(address, told).content.decode()
    assert client.post(address, told | {"slot": district.other.pk}).status_code == 409
    assert Booking.objects.count() == 1


def test_words_lead_to_a_topic_and_no_word_to_none(district: District) -> None:
    assert queries.topic_of(logged(district, asked="专利年费怎么缴", topic="维权保护")) == "filing"
    assert queries.topic_of(logged(district, asked="问路", topic="维权保护")) == "infringement"
    assert queries.topic_of(logged(district, asked="问路")) == ""


def test_only_free_times_at_ones_own_points_are_offered(district: District) -> None:
    district.book(slot=district.slot)
    assert set(queries.free_slots(district.clerk, at=NOW)) == {district.other, district.online}
    assert not queries.free_slots(people.person(Role.POINT_STAFF, place="elsewhere"), at=NOW).exists()
    assert not queries.free_slots(district.clerk, at=NOW + timedelta(days=30)).exists()


def test_a_contact_without_a_number_asks_for_just_that(district: District) -> None:
    contact, client = logged(district, caller="王某", mobile=""), people.signed_in_as(district.clerk)
    address = reverse("contact_becomes_request", args=[contact.pk])
    page = client.post(address).content.decode()
    assert 'value="王某"' in page
    assert not Request.objects.exists()
    client.post(address, {"complete": "1", "caller": "王某", "mobile": "13900000007"})
    request = Request.objects.get()
    assert (request.contact_mobile, request.contact) == ("+8613900000007", contact)
    assert ties(request.matter, district.clerk)[0][1].endswith(f"#contact-{contact.pk}")
    shown = client.get(f"/zh/requests/{request.pk}/").content.decode()
    assert f"#contact-{contact.pk}" in shown


def test_a_caller_known_by_name_and_number_gets_the_request_as_theirs(district: District) -> None:
    user, firm = district.firm(5)
    User.objects.filter(pk=user.pk).update(mobile_verified_at=NOW)
    whose = {"caller": user.name, "mobile": user.mobile, "firm": firm.name_zh}
    request = desklog.make_request(contact=logged(district, **whose), by=district.clerk, at=NOW)
    assert (request.applicant, request.organisation) == (user, firm)
    assert ties(request.matter, user) == []
    other = desklog.make_request(contact=logged(district, **whose | {"caller": "别人"}), by=district.clerk, at=NOW)
    assert (other.applicant, other.organisation) == (None, None)


def test_what_is_to_be_done_becomes_a_request_that_quotes_the_advice(district: District) -> None:
    item = advised(district)
    booking = item.record.booking
    request = actions.follow_up(item=item, by=district.clerk, at=at(11))
    assert (request.state, request.point) == ("submitted", district.series.point)
    assert (request.applicant, request.organisation) == (booking.person, booking.organisation)
    assert "先补数据再申请" in request.need
    booking.refresh_from_db()
    assert (booking.state, booking.followed_by) == ("followed_up", request.matter)
    assert ties(f"item:{item.pk}", booking.person) == [(request.number, f"/zh/requests/{request.pk}/")]
    assert ties(request.matter, booking.person)[0][1] == f"/zh/consultation/bookings/{booking.uid}/"
    assert ties(booking.subject, district.expert) == [(request.number, "")], "the expert does not see the request"
    with refused("journeys.followed_up_already"):
        actions.follow_up(item=item, by=district.clerk, at=at(11))
    second = ActionItem.objects.exclude(pk=item.pk).get()
    actions.follow_up(item=second, by=district.clerk, at=at(12))
    assert FollowUp.objects.count() == 2


def test_whoever_was_advised_files_it_themselves(district: District) -> None:
    item = advised(district)
    booking = item.record.booking
    user = booking.person
    with refused("request.contact_not_confirmed"):
        actions.follow_up(item=item, by=user, at=at(11))
    assert not Request.objects.exists()
    User.objects.filter(pk=user.pk).update(mobile_verified_at=NOW)
    user.refresh_from_db()
    request = actions.follow_up(item=item, by=user, at=at(11))
    assert (request.applicant, request.filed_by) == (user, None)
    booking.refresh_from_db()
    assert booking.state == "recorded"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_click_on_the_bookings_page_files_it(district: District, monkeypatch, lang: str) -> None:
    item = advised(district)
    monkeypatch.setattr(timezone, "now", lambda: at(11))
    own, client = f"/{lang}/consultation/bookings/{item.record.booking.uid}/", people.signed_in_as(district.clerk)
    assert f"/{lang}/consultation/items/{item.pk}/request/" in client.get(own).content.decode()
    answer = client.post(f"/{lang}/consultation/items/{item.pk}/request/", follow=True).content.decode()
    request = Request.objects.get()
    assert "先补数据再申请" in answer
    assert own in answer
    assert request.number in client.get(own).content.decode()
    again = client.post(f"/{lang}/consultation/items/{item.pk}/request/", follow=True).content.decode()
    assert ("已经转为请求" if lang == "zh" else "a request already") in again


def test_neither_the_expert_nor_a_stranger_makes_it_a_request(district: District) -> None:
    item = advised(district)
    assert offers(f"item:{item.pk}", district.expert) == []
    with refused("step.not_your_role"):
        actions.follow_up(item=item, by=district.expert, at=at(11))
    stranger = people.signed_in_as(people.person(Role.ENTERPRISE_USER))
    assert stranger.post(f"/zh/consultation/items/{item.pk}/request/").status_code == 404


def test_before_the_record_nothing_becomes_a_request(district: District) -> None:
    item = advised(district)
    Booking.objects.filter(pk=item.record.booking_id).update(state="in_session")
    item = ActionItem.objects.get(pk=item.pk)
    with refused("journeys.not_recorded_yet"):
        actions.follow_up(item=item, by=district.clerk, at=at(11))
    assert Membership.objects.exists()
