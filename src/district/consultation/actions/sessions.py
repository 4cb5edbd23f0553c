"""The day itself and what comes after: arriving, talking, recording, following up, rating."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from district.accounts.models import User
from district.audit.actions import record as log
from district.casework import CaseRefusal
from district.consultation import policies
from district.consultation.actions.bookings import move_up
from district.consultation.actions.moves import locked, move
from district.consultation.models import ActionItem, Booking, SessionRecord, Survey
from district.consultation.rules import is_for


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be done, and by whom."""

    text: str
    who: str


@transaction.atomic
def check_in(*, booking: Booking, by: User, at: datetime) -> Booking:
    """Note that somebody has arrived: by the desk with the code, or by themselves on the day."""
    booking = locked(booking)
    policies.is_the_day(booking, at=at)
    return move(booking, "check_in", by=by, at=at)


@transaction.atomic
def mark_no_show(*, booking: Booking, by: User | None, at: datetime) -> Booking:
    """Note that nobody came, once the slot is over."""
    booking = locked(booking)
    policies.slot_has_ended(booking, at=at)
    return move(booking, "mark_no_show", by=by, at=at)


@transaction.atomic
def begin(*, booking: Booking, by: User, at: datetime) -> Booking:
    """Begin the session."""
    return move(locked(booking), "begin", by=by, at=at)


@transaction.atomic
def record(
    *, booking: Booking, summary: str, advice: str, items: Sequence[Item], by: User, at: datetime
) -> SessionRecord:
    """Write the record: a summary, the advice and at least one thing to be done."""
    items = [item for item in items if item.text.strip()]
    if not (summary.strip() and advice.strip() and items):
        raise CaseRefusal("consultation.record_incomplete")
    booking = move(locked(booking), "record", by=by, at=at, items=len(items))
    written = SessionRecord.objects.create(
        booking=booking, summary=summary.strip(), advice=advice.strip(), written_by=by, written_at=at
    )
    for item in items:
        ActionItem.objects.create(record=written, text=item.text.strip(), who=item.who)
    return written


@transaction.atomic
def follow_up(*, booking: Booking, matter: str, by: User, at: datetime) -> Booking:
    """Note which matter grew out of a session ("request:17"); the room that joins rooms calls this."""
    booking = locked(booking)
    booking.followed_by = matter
    return move(booking, "follow_up", by=by, at=at, matter=matter)


@transaction.atomic
def close(*, booking: Booking, by: User | None, at: datetime) -> Booking:
    """Close a recorded or followed-up booking."""
    return move(locked(booking), "close", by=by, at=at)


@transaction.atomic
def answer_survey(*, booking: Booking, level: int, line: str, by: User, at: datetime) -> Survey:
    """Rate a session one was advised in, once, from the record on until the office's last day."""
    booking = locked(booking)
    if not is_for(booking, by, on=booking.slot.day.day):
        raise CaseRefusal("step.not_your_role", action="rate", roles=("enterprise_user",))
    if booking.state not in ("recorded", "followed_up", "closed"):
        raise CaseRefusal("consultation.nothing_to_rate")
    if Survey.objects.filter(booking=booking).exists():
        raise CaseRefusal("consultation.rated_already")
    answered = Survey.objects.create(booking=booking, level=level, line=line.strip(), answered_at=at)
    log(action="booking.rate", subject=booking.subject, by=by, at=at, detail={"level": level})
    return answered


@transaction.atomic
def release(*, booking: Booking, at: datetime) -> Booking:
    """Free a seat whose hold has ended, for whoever waits for it."""
    booking = locked(booking)
    if booking.held_until is None or booking.held_until > at:
        raise CaseRefusal("consultation.still_held")
    move(booking, "release", by=None, at=at)
    move_up(booking.slot, at=at)
    return booking


@transaction.atomic
def lapse(*, booking: Booking, at: datetime) -> Booking:
    """End a place on a waiting list whose slot has begun."""
    booking = locked(booking)
    if booking.slot.starts_at > at:
        raise CaseRefusal("consultation.slot_has_not_begun")
    return move(booking, "lapse", by=None, at=at)
