"""What recurs can change: one day is moved or cancelled, a series takes another weekday, and everybody is told."""

from __future__ import annotations

from datetime import date, timedelta

import people
import pytest
from consultation_district import DAY, NOW, at, build

from district.accounts.roles import Role
from district.audit.queries import history_of
from district.casework import CaseRefusal
from district.consultation import queries, ratings
from district.consultation.actions import bookings, days, recurring, sessions
from district.consultation.models import Booking, ConsultationDay
from district.directory.actions import facilities
from district.notices.models import Notice

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
LATER = DAY + timedelta(days=1)


def refused(code: str):
    return pytest.raises(CaseRefusal, match=rf"consultation\.{code}|step\.{code}")


@pytest.fixture
def district():
    return build()


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("to", flat=True))


def test_a_cancelled_day_cancels_what_is_booked_and_tells_everybody_why(district):
    first, waiting = district.book(1), district.book(2, waits=True)
    assert recurring.cancel_day(day=district.day, reason="专家临时出差", by=district.head, at=NOW) == 2
    assert set(Booking.objects.values_list("state", "reason")) == {("cancelled", "专家临时出差")}
    assert told("consultation.day_cancelled") == {first.person_id, waiting.person_id}
    assert not told("consultation.cancelled")
    assert not queries.offers(at=NOW)
    assert "专家临时出差" not in str([entry.detail for entry in history_of(f"day:{district.day.pk}")])
    assert Booking.objects.get(pk=first.pk).sequence == first.sequence + 1
    with refused("not_from_here"):
        recurring.cancel_day(day=district.day, reason="x", by=district.head, at=NOW)


def test_a_day_is_cancelled_by_its_head_with_a_reason_and_while_nobody_is_there(district):
    with refused("reason_needed"):
        recurring.cancel_day(day=district.day, reason=" ", by=district.head, at=NOW)
    with refused("not_your_role"):
        recurring.cancel_day(day=district.day, reason="x", by=district.clerk, at=NOW)
    sessions.check_in(booking=district.book(1), by=district.clerk, at=at(8))
    with refused("somebody_has_arrived"):
        recurring.cancel_day(day=district.day, reason="x", by=district.head, at=at(8, 30))
    with refused("somebody_has_arrived"):
        recurring.move_day(day=district.day, to=LATER, by=district.head, at=at(8, 30))


def test_a_moved_day_takes_its_slots_and_bookings_along_and_tells_everybody(district):
    booking = district.book(1)
    assert recurring.move_day(day=district.day, to=LATER, by=district.head, at=NOW) == 1
    moved = Booking.objects.select_related("slot__day").get(pk=booking.pk)
    assert (moved.state, moved.seat, moved.slot.day.day) == ("confirmed", 1, LATER)
    assert moved.slot.starts_at == at(9, day=LATER)
    assert (moved.slot.day.regular_day, moved.slot.day.is_moved) == (DAY, True)
    assert moved.sequence == booking.sequence + 1
    assert told("consultation.day_moved") == {booking.person_id}
    assert [entry.action for entry in history_of(f"day:{district.day.pk}")][-1] == "roster.move_day"


def test_a_day_moves_to_a_free_day_to_come_on_which_experts_and_rooms_have_time(district):
    days.plan_days(series=district.series, first=DAY + timedelta(days=7), weeks=1, by=district.head, at=NOW)
    for to in (DAY, DAY + timedelta(days=7), NOW.date()):
        with refused("day_taken"):
            recurring.move_day(day=district.day, to=to, by=district.head, at=NOW)
    with refused("not_your_role"):
        recurring.move_day(day=district.day, to=LATER, by=district.clerk, at=NOW)
    other = ConsultationDay.objects.create(
        series=type(district.series).objects.create(
            code="other", name_zh="另一", name_en="Other", point=district.series.point, weekday=4
        ),
        day=LATER,
        regular_day=LATER,
    )
    plan = days.SlotPlan(
        starts_at=at(9, 30, day=LATER), ends_at=at(10, day=LATER), experts=(district.advisers[0],), topics=("filing",)
    )
    days.put_slot(day=other, plan=plan, by=district.head, at=NOW)
    with refused("expert_is_busy"):
        recurring.move_day(day=district.day, to=LATER, by=district.head, at=NOW)
    district.day.refresh_from_db()
    assert district.day.day == DAY
    recurring.cancel_day(day=other, reason="取消", by=district.head, at=NOW)
    recurring.move_day(day=district.day, to=LATER, by=district.head, at=NOW)


def test_a_day_is_not_moved_onto_a_time_at_which_its_room_is_taken(district):
    wanted = facilities.Wish(starts_at=at(9, 30, day=LATER), ends_at=at(11, day=LATER), purpose="座谈会")
    use = facilities.take(facility=district.room, wish=wanted, by=district.clerk, at=NOW)
    with refused("facility_taken"):
        recurring.move_day(day=district.day, to=LATER, by=district.head, at=NOW)
    facilities.cancel(use=use, by=district.clerk, at=NOW)
    recurring.move_day(day=district.day, to=LATER, by=district.head, at=NOW)


def test_a_cancelled_day_leaves_its_room_free(district):
    recurring.cancel_day(day=district.day, reason="停办", by=district.head, at=NOW)
    wanted = facilities.Wish(starts_at=at(9), ends_at=at(12), purpose="座谈会")
    assert facilities.take(facility=district.room, wish=wanted, by=district.clerk, at=NOW).pk


def test_a_new_weekday_plans_anew_and_leaves_days_on_which_somebody_has_booked(district):
    days.plan_days(series=district.series, first=DAY, weeks=3, by=district.head, at=NOW)
    district.book(1)
    changed = recurring.change_weekday(
        series=district.series, weekday=1, first=date(2026, 12, 1), by=district.head, at=NOW
    )
    assert [day.day for day in changed.kept] == [DAY]
    planned = set(ConsultationDay.objects.values_list("day", flat=True))
    assert DAY in planned
    assert date(2026, 12, 8) in planned
    assert date(2026, 12, 10) not in planned
    assert date(2026, 12, 1) not in planned, "the week has its day already"
    district.series.refresh_from_db()
    assert district.series.weekday == 1
    with refused("change_from_tomorrow"):
        recurring.change_weekday(series=district.series, weekday=1, first=NOW.date(), by=district.head, at=NOW)
    with refused("not_your_role"):
        recurring.change_weekday(series=district.series, weekday=1, first=DAY, by=district.clerk, at=NOW)


def test_days_before_the_change_are_planned_on_the_old_weekday(district):
    recurring.change_weekday(series=district.series, weekday=1, first=date(2026, 12, 6), by=district.head, at=NOW)
    before = ConsultationDay.objects.filter(day__lt=date(2026, 12, 6)).values_list("day", flat=True)
    after = ConsultationDay.objects.filter(day__gte=date(2026, 12, 6)).values_list("regular_day", flat=True)
    assert {day.weekday() for day in before} == {3}
    assert after
    assert {day.weekday() for day in after} == {1}


@LANGS
def test_the_head_moves_and_cancels_on_the_pages(lang, district):
    booking = district.book(1)
    head, clerk = people.signed_in_as(district.head), people.signed_in_as(district.clerk)
    page = f"/{lang}/consultation/rosters/{district.day.pk}/"
    assert f"{page}change/" in head.get(page).content.decode()
    assert clerk.post(f"{page}change/", {"move": "1", "to": LATER.isoformat()}).status_code == 403
    head.post(f"{page}change/", {"move": "1", "to": LATER.isoformat()})
    assert LATER.isoformat() in head.get(f"/{lang}/consultation/rosters/").content.decode()
    head.post(f"{page}change/", {"cancel": "1", "reason": "场地维修"})
    own = people.signed_in_as(booking.person).get(f"/{lang}/consultation/bookings/{booking.uid}/").content.decode()
    assert "场地维修" in own
    answer = head.post(
        f"/{lang}/consultation/rosters/weekly/weekday/", {"weekday": "1", "first": "2027-03-01"}, follow=True
    )
    assert answer.status_code == 200


@LANGS
def test_ratings_are_read_in_numbers_and_lines_without_names(lang, district):
    booking = district.book(1)
    district.book(2, slot=district.other)
    sessions.check_in(booking=booking, by=district.clerk, at=at(9))
    sessions.begin(booking=booking, by=district.expert, at=at(9))
    items = [sessions.Item("补充交底", "firm")]
    sessions.record(booking=booking, summary="s", advice="a", items=items, by=district.expert, at=at(9, 30))
    sessions.answer_survey(booking=booking, level=4, line="讲得很清楚", by=booking.person, at=at(10))
    [month] = ratings.months(series=[district.series], year=2026)
    assert (month.held, month.rated, month.levels, month.satisfied) == (1, 1, (0, 1, 0, 0, 0), 100)
    page = f"/{lang}/consultation/ratings/?year=2026"
    for user in (district.head, people.person(Role.DISTRICT_OFFICER)):
        text = people.signed_in_as(user).get(page).content.decode()
        assert "讲得很清楚" in text
        assert booking.whose("zh") not in text
    assert people.signed_in_as(district.clerk).get(page).status_code == 403
    elsewhere = people.person(Role.POINT_HEAD, place="elsewhere")
    assert "讲得很清楚" not in people.signed_in_as(elsewhere).get(page).content.decode()


def test_the_link_of_an_online_session_shows_to_its_two_sides_near_the_time_and_nowhere_else(district, monkeypatch):
    from district.consultation.views import answers, mine

    booking = district.book(1, slot=district.online)
    link, own = district.online.link, f"/zh/consultation/bookings/{booking.uid}/"
    sides = [people.signed_in_as(user) for user in (booking.person, district.expert)]
    others = [people.signed_in_as(user) for user in (district.clerk, district.second)]
    for when, shown in ((at(13, 29), False), (at(13, 31), True), (at(14, 46), False)):
        for module in (answers, mine):
            monkeypatch.setattr(module, "now", lambda when=when: when)
        assert [link in client.get(own).content.decode() for client in sides] == [shown, shown]
        assert not any(link in client.get(own).content.decode() for client in others)
        for page in ("/zh/consultation/", f"/zh/consultation/slots/{district.online.pk}/", f"{own}entry.ics"):
            assert link not in sides[0].get(page).content.decode(), page
    bookings.cancel(booking=booking, by=district.clerk, at=at(13))
    monkeypatch.setattr(mine, "now", lambda: at(13, 31))
    assert link not in sides[0].get(own).content.decode()
