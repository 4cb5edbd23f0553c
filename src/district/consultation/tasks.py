"""What is due by itself: holds that end, waiting that is over, no-shows, surveys that close, reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from district.audit.actions import record
from district.casework import CaseRefusal
from district.consultation import telling
from district.consultation.actions import days, sessions
from district.consultation.actions.bookings import move_up
from district.consultation.actions.moves import hold, locked
from district.consultation.models import Booking, ConsultationDay, Slot

GRACE = timedelta(minutes=30)
"""After the end of a slot, until an absence is noted by itself."""


def overdue(*, at: datetime) -> int:
    """Do what is due; answer how much was done. Each matter is looked at again inside its own transaction, so that
    two loops at once, or one that was killed and runs again, do everything once."""
    rows = Booking.objects.select_related("slot__day__series__point")
    done = _each(rows.filter(state="requested", held_until__lte=at), lambda b: sessions.release(booking=b, at=at))
    done += _each(rows.filter(state="waitlisted", slot__starts_at__lte=at), lambda b: sessions.lapse(booking=b, at=at))
    missed = rows.filter(state="confirmed", slot__ends_at__lte=at - GRACE)
    done += _each(missed, lambda b: sessions.mark_no_show(booking=b, by=None, at=at))
    done += _each(_answered_or_late(at), lambda b: sessions.close(booking=b, by=None, at=at))
    done += sum(_remind(booking, at) for booking in _to_be_reminded(at))
    done += sum(_fill(slot, at) for slot in Slot.objects.filter(bookings__state="waitlisted").distinct())
    return done + _close_days(at)


def _each(rows: Iterable[Booking], act: Callable[[Booking], object]) -> int:
    done = 0
    for booking in list(rows):
        try:
            act(booking)
        except CaseRefusal:
            # Somebody was faster: what was due has been done, or is not due any more.
            continue
        done += 1
    return done


def _answered_or_late(at: datetime) -> list[Booking]:
    rows = Booking.objects.select_related("slot__day__series__point").filter(state__in=("recorded", "followed_up"))
    return [b for b in rows if at >= b.state_since + timedelta(days=b.slot.day.series.survey_days)]


def _to_be_reminded(at: datetime) -> list[Booking]:
    rows = Booking.objects.select_related("slot__day__series").filter(
        state="confirmed", reminded_at=None, slot__starts_at__gt=at
    )
    return [b for b in rows if at >= b.slot.starts_at - timedelta(hours=b.slot.day.series.remind_hours)]


@transaction.atomic
def _remind(booking: Booking, at: datetime) -> bool:
    booking = locked(booking)
    if booking.state != "confirmed" or booking.reminded_at:
        return False
    booking.reminded_at = at
    booking.save()
    telling.tell(booking, kind="consultation.reminder", at=at)
    record(action="booking.remind", subject=booking.subject, by=None, at=at)
    return True


@transaction.atomic
def _fill(slot: Slot, at: datetime) -> int:
    hold(slot.day)
    return len(move_up(slot, at=at))


def _close_days(at: datetime) -> int:
    done = 0
    for day in ConsultationDay.objects.filter(state="published", day__lt=timezone.localtime(at).date()):
        try:
            days.close(day=day, by=None, at=at)
        except CaseRefusal:
            # Somebody is still in session: the day waits for the record.
            continue
        done += 1
    return done
