"""Bookings of the consultation day: seats, waiting list, moving, giving up, the day itself, the record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from consultation_district import DAY, NOW, District, at, build, declare, wish
from django.db import IntegrityError, transaction

from district.accounts.models import Organisation, User
from district.accounts.privacy import notice
from district.audit.queries import history_of, verify
from district.casework import CaseRefusal
from district.consultation import tasks
from district.consultation.actions import bookings, days, experts, sessions
from district.consultation.models import Booking, Slot
from district.consultation.states import SEATED
from district.directory import occupancy
from district.directory.actions import facilities
from district.jobs import loop
from district.notices.models import Notice


@pytest.fixture
def district(db: None) -> District:
    return build()


def refused(code: str):
    return pytest.raises(CaseRefusal, match=rf"^consultation\.{code}\b")


def to_record(district: District, booking: Booking) -> None:
    sessions.check_in(booking=booking, by=district.clerk, at=at(8, 50))
    sessions.begin(booking=booking, by=district.expert, at=at(9))
    items = [sessions.Item("准备国内优先权文件", "firm")]
    sessions.record(booking=booking, summary="问", advice="答", items=items, by=district.expert, at=at(9, 40))
    booking.refresh_from_db()


def test_a_booking_without_a_finding_is_confirmed_at_once(district):
    booking = district.book()
    assert (booking.state, booking.seat) == ("confirmed", 1)
    assert [entry.action for entry in history_of(booking.subject)] == ["booking.book", "booking.confirm"]


def test_a_full_slot_is_refused_or_waits(district):
    district.book(1)
    with refused("slot_full"):
        district.book(2)
    assert district.book(3, waits=True).state == "waitlisted"


def test_the_database_itself_lets_no_seat_be_given_twice(district):
    first = district.book(1)
    other = district.book(2, waits=True)
    for state in SEATED:
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.filter(pk=other.pk).update(state=state, seat=first.seat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=other.pk).update(state="confirmed", seat=None)


def test_the_database_itself_knows_no_seat_beyond_those_of_the_slot(district):
    district.book(1)
    other = district.book(2, waits=True)
    for state in SEATED:
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.filter(pk=other.pk).update(state=state, seat=2)
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.filter(pk=other.pk).update(state=state, seat=2, seats=None)


def test_every_way_to_a_seat_keeps_how_many_the_slot_has(district):
    first = district.book(1)
    waiting = district.book(2, waits=True)
    Slot.objects.filter(pk=district.slot.pk).update(capacity=3)
    assert district.book(3).seats == 3
    later = bookings.confirm(booking=waiting, by=district.clerk, at=NOW)
    assert (later.seat, later.seats) == (3, 3)
    moved = bookings.reschedule(booking=first, to=district.other, by=first.person, at=NOW)
    assert (moved.seat, moved.seats) == (1, 1)


def test_a_cancelled_seat_goes_to_whoever_waits_longest(district):
    first = district.book(1)
    second, third = district.book(2, waits=True), district.book(3, waits=True)
    bookings.cancel(booking=first, by=first.person, at=NOW)
    states = {b.pk: (b.state, b.seat) for b in Booking.objects.all()}
    assert states == {first.pk: ("cancelled", None), second.pk: ("confirmed", 1), third.pk: ("waitlisted", None)}


def test_a_firm_has_one_booking_a_day(district):
    booking = district.book(1)
    with refused("one_a_day"):
        bookings.book(slot=district.other, wish=wish(organisation=booking.organisation), by=booking.person, at=NOW)
    district.series.bookings_per_firm = 2
    district.series.save()
    bookings.book(slot=district.other, wish=wish(organisation=booking.organisation), by=booking.person, at=NOW)


def test_a_person_without_a_firm_has_one_booking_a_day_too(district):
    person = User.objects.create(username="alone")
    with pytest.raises(CaseRefusal, match=r"accounts\.notice_not_accepted"):
        bookings.book(slot=district.slot, wish=wish(), by=person, at=NOW)
    notice.accept(by=person, at=NOW, seen=notice.version())
    bookings.book(slot=district.slot, wish=wish(), by=person, at=NOW)
    with refused("one_a_day"):
        bookings.book(slot=district.other, wish=wish(), by=person, at=NOW)


def test_nobody_books_for_a_firm_that_is_not_theirs(district):
    stranger = User.objects.create(username="stranger")
    with refused("not_your_firm"):
        bookings.book(slot=district.slot, wish=wish(organisation=district.firm(5)[1]), by=stranger, at=NOW)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"topic": "trade_mark"}, "topic_not_offered"),
        ({"late": True}, "slot_has_begun"),
        ({"draft": True}, "not_published"),
    ],
)
def test_a_slot_that_is_not_open_is_refused(district, change, code):
    user, firm = district.firm(1)
    if change.pop("draft", False):
        district.day.state = "draft"
        district.day.save()
    when = at(9) if change.pop("late", False) else NOW
    with refused(code):
        bookings.book(slot=district.slot, wish=wish(organisation=firm, **change), by=user, at=when)


def test_moving_takes_the_new_seat_and_frees_the_old_one_together(district):
    booking, waiting = district.book(1), district.book(2, waits=True)
    moved = bookings.reschedule(booking=booking, to=district.other, by=booking.person, at=NOW)
    waiting.refresh_from_db()
    assert (moved.slot, moved.seat, moved.sequence) == (district.other, 1, 1)
    assert (waiting.state, waiting.slot) == ("confirmed", district.slot)


def test_moving_to_a_full_slot_leaves_everything_as_it_was(district):
    booking = district.book(1)
    district.book(2, slot=district.other)
    with refused("slot_full"):
        bookings.reschedule(booking=booking, to=district.other, by=booking.person, at=NOW)
    booking.refresh_from_db()
    assert (booking.slot, booking.seat, booking.sequence) == (district.slot, 1, 0)


def test_within_the_last_day_only_the_desk_cancels(district):
    booking, late = district.book(1), at(9) - timedelta(hours=23)
    with refused("too_late_to_cancel"):
        bookings.cancel(booking=booking, by=booking.person, at=late)
    assert bookings.cancel(booking=booking, by=district.clerk, at=late).state == "cancelled"


def test_an_opponent_of_an_experts_client_is_refused_without_naming_the_client(district):
    declare(district, "秘密客户股份有限公司")
    user, firm = district.firm(1)
    with pytest.raises(CaseRefusal) as caught:
        bookings.book(slot=district.slot, wish=wish(organisation=firm, competitors="秘密客户"), by=user, at=NOW)
    assert caught.value.code == "consultation.conflict_client"
    assert "秘密" not in str(caught.value)
    bookings.book(slot=district.other, wish=wish(organisation=firm, competitors="秘密客户"), by=user, at=NOW)


def test_a_possible_conflict_is_held_until_somebody_has_judged_it(district):
    declare(district, "华芯微电子集团")
    booking = district.book(1, counterparties="华芯微电子")
    assert (booking.state, booking.needs_a_look, booking.seat) == ("requested", True, 1)
    with refused("conflict_needs_judgement"):
        bookings.confirm(booking=booking, by=district.clerk, at=NOW)
    confirmed = bookings.confirm(booking=booking, by=district.clerk, at=NOW, judged="同名不同企业")
    assert (confirmed.state, confirmed.held_until) == ("confirmed", None)


def test_a_hold_ends_with_its_second_working_day_and_the_next_moves_up(district):
    district.series.confirms_itself = False
    district.series.save()
    held, waiting = district.book(1), district.book(2, waits=True)
    ends = at(0, day=date(2026, 12, 1))
    assert (held.state, held.held_until) == ("requested", ends)
    assert tasks.overdue(at=ends - timedelta(seconds=1)) == 0
    tasks.overdue(at=ends)
    assert [Booking.objects.get(pk=b.pk).state for b in (held, waiting)] == ["released", "confirmed"]
    assert tasks.overdue(at=ends) == 0


def test_the_desk_books_on_behalf_with_a_note_and_it_is_logged(district):
    behalf = bookings.Behalf(note="电话登记", called="王女士", phone="010-0000")
    booking = bookings.book(slot=district.slot, wish=wish(), by=district.clerk, at=NOW, behalf=behalf)
    assert history_of(booking.subject)[0].on_behalf_of == "user:None"
    for wrong, code in (
        (bookings.Behalf(note="", called="王"), "behalf_needs_a_note"),
        (bookings.Behalf(note="x"), "behalf_of_nobody"),
    ):
        with refused(code):
            bookings.book(slot=district.other, wish=wish(), by=district.clerk, at=NOW, behalf=wrong)
    with pytest.raises(CaseRefusal, match=r"step\.not_your_role"):
        bookings.book(slot=district.other, wish=wish(), by=district.expert, at=NOW, behalf=behalf)


def test_the_day_runs_from_arrival_to_the_closed_record(district):
    booking = district.book()
    with refused("not_today"):
        sessions.check_in(booking=booking, by=district.clerk, at=NOW)
    to_record(district, booking)
    assert (booking.state, booking.record.items.get().who) == ("recorded", "firm")
    sessions.answer_survey(booking=booking, level=5, line="很有帮助", by=booking.person, at=at(11))
    with refused("rated_already"):
        sessions.answer_survey(booking=booking, level=1, line="", by=booking.person, at=at(11))
    sessions.follow_up(booking=booking, matter="request:1", by=district.clerk, at=at(12))
    sessions.close(booking=booking, by=district.clerk, at=at(13))
    booking.refresh_from_db()
    assert (booking.state, booking.followed_by) == ("closed", "request:1")
    assert verify().fault is None


@pytest.mark.parametrize("gap", ["summary", "advice", "items"])
def test_a_record_needs_summary_advice_and_something_to_do(district, gap):
    booking = district.book()
    sessions.check_in(booking=booking, by=district.clerk, at=at(8, 50))
    sessions.begin(booking=booking, by=district.expert, at=at(9))
    told = {"summary": "问", "advice": "答", "items": [sessions.Item("做", "firm")]} | {
        gap: [] if gap == "items" else " "
    }
    with refused("record_incomplete"):
        sessions.record(booking=booking, by=district.expert, at=at(9, 40), **told)


def test_another_expert_and_a_stranger_can_do_nothing(district):
    booking, stranger = district.book(), User.objects.create(username="stranger")
    for act in (sessions.check_in, bookings.cancel):
        with pytest.raises(CaseRefusal, match=r"step\.not_your_role"):
            act(booking=booking, by=stranger, at=at(8))
    sessions.check_in(booking=booking, by=district.clerk, at=at(8))
    with pytest.raises(CaseRefusal, match=r"step\.not_your_role"):
        sessions.begin(booking=booking, by=district.second, at=at(9))


def test_nobody_is_called_absent_before_the_slot_is_over(district):
    booking = district.book()
    with refused("slot_not_over"):
        sessions.mark_no_show(booking=booking, by=district.clerk, at=at(9, 30))
    tasks.overdue(at=at(10, 15))
    booking.refresh_from_db()
    assert (booking.state, booking.seat) == ("no_show", None)


def test_waiting_ends_when_the_slot_begins_and_the_survey_after_five_days(district):
    first, waiting = district.book(1), district.book(2, waits=True)
    tasks.overdue(at=at(9))
    waiting.refresh_from_db()
    assert waiting.state == "lapsed"
    to_record(district, first)
    tasks.overdue(at=at(9, 39, day=DAY + timedelta(days=5)))
    first.refresh_from_db()
    assert first.state == "recorded"
    tasks.overdue(at=at(9, 40, day=DAY + timedelta(days=5)))
    first.refresh_from_db()
    assert first.state == "closed"


def test_a_reminder_goes_out_once_a_day_before(district):
    booking = district.book()
    assert tasks.overdue(at=at(8, 59) - timedelta(days=1)) == 0
    assert tasks.overdue(at=at(9) - timedelta(days=1)) == 1
    assert tasks.overdue(at=at(9) - timedelta(days=1)) == 0
    bookings.reschedule(booking=booking, to=district.other, by=district.clerk, at=at(9) - timedelta(days=1))
    assert tasks.overdue(at=at(8)) == 1


def test_text_for_the_question_bank_names_nobody(district):
    booking = district.book(1, competitors="秘密客户")
    to_record(district, booking)
    firm = Organisation.objects.get(pk=booking.organisation_id)

    def publish(answer: str) -> object:
        text = experts.Text(topic="filing", question_zh="先在国内还是先在海外申请？", answer_zh=answer)
        return experts.publish_question(text=text, booking=booking, by=district.expert, at=at(12))

    for told in (f"{firm.name_zh}应先在国内申请", "秘密客户已申请", "致电 13900000001"):
        with refused("names_somebody"):
            publish(told)
    assert publish("一般先在国内申请，再在十二个月内要求优先权。").source == booking


def test_the_one_loop_does_what_is_due(district):
    booking = district.book()
    loop.make_round(at=at(10, 15))
    booking.refresh_from_db()
    assert booking.state == "no_show"


def test_each_step_tells_whom_it_concerns_once(district):
    first, waiting = district.book(1), district.book(2, waits=True)
    bookings.cancel(booking=first, by=first.person, at=NOW)
    told = [(notice.to, notice.kind) for notice in Notice.objects.order_by("pk")]
    assert told == [
        (first.person, "consultation.confirmed"),
        (waiting.person, "consultation.waitlisted"),
        (first.person, "consultation.cancelled"),
        (waiting.person, "consultation.confirmed"),
    ]


def test_a_finding_is_announced_to_the_desk(district):
    declare(district, "华芯微电子集团")
    district.book(1, counterparties="华芯微电子")
    assert {n.to for n in Notice.objects.filter(kind="consultation.to_judge")} == {district.clerk, district.head}


def test_a_tie_stands_in_the_way_only_on_days_on_which_it_holds(district):
    counterparties = "旧客户有限公司"
    declare(district, counterparties, holds_from=date(2025, 1, 1), ended_on=date(2026, 11, 30))
    assert district.book(1, counterparties=counterparties).state == "confirmed"
    declare(district, counterparties, holds_from=date(2027, 1, 1))
    assert district.book(2, slot=district.online, counterparties=counterparties).state == "confirmed"


def test_a_tie_that_holds_on_the_day_is_refused(district):
    declare(district, "现客户有限公司", holds_from=date(2026, 12, 1), ended_on=date(2026, 12, 31))
    with refused("conflict_client"):
        district.book(counterparties="现客户有限公司")


def test_a_tie_does_not_end_before_it_begins(district):
    with refused("tie_ends_first"):
        declare(district, "某公司", holds_from=date(2026, 12, 1), ended_on=date(2026, 12, 1))


def test_a_slot_does_not_take_a_room_its_calendar_has_given_away(district):
    wanted = facilities.Wish(starts_at=at(16), ends_at=at(17), purpose="座谈会")
    facilities.take(facility=district.room, wish=wanted, by=district.clerk, at=NOW)
    plan = days.SlotPlan(
        starts_at=at(16, 30),
        ends_at=at(17, 15),
        experts=(district.advisers[0],),
        topics=("filing",),
        facility=district.room,
    )
    with refused("facility_taken"):
        days.put_slot(day=district.day, plan=plan, by=district.head, at=NOW)


def test_the_calendar_of_a_room_shows_the_slots_and_gives_their_time_to_nobody(district):
    taken = occupancy.between(district.room, start=at(0), end=at(23))
    assert [one.starts_at for one in taken] == [at(9), at(10)]
    wanted = facilities.Wish(starts_at=at(9, 30), ends_at=at(10), purpose="座谈会")
    with pytest.raises(CaseRefusal, match=r"^directory\.use_taken\b"):
        facilities.take(facility=district.room, wish=wanted, by=district.clerk, at=NOW)
