"""Changing what recurs: one day moved, one day cancelled, another weekday from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from district.accounts.models import User
from district.audit.actions import record
from district.casework import CaseRefusal
from district.consultation import policies, telling
from district.consultation.actions.days import demand_head, plan_days, step
from district.consultation.actions.moves import hold, move
from district.consultation.models import Booking, ConsultationDay, Series, Slot
from district.consultation.rules import desk_roles, roles_on_day
from district.consultation.states import UPCOMING

ARRIVED = ("checked_in", "in_session")


@dataclass(frozen=True, slots=True)
class Changed:
    """What a new weekday did: how many days were planned anew, and the days that stay because somebody has booked."""

    planned: int
    kept: tuple[ConsultationDay, ...]


def _upcoming(day: ConsultationDay) -> list[Booking]:
    rows = Booking.objects.select_related("slot__day__series__point", "organisation", "person")
    return list(rows.filter(slot__day=day, state__in=UPCOMING).order_by("pk"))


@transaction.atomic
def cancel_day(*, day: ConsultationDay, reason: str, by: User, at: datetime) -> int:
    """Cancel a day with everything that is booked on it; whoever has booked or waits is told, and reads why.

    Answers how many bookings that were. Refused once somebody has arrived.
    """
    if not reason.strip():
        raise CaseRefusal("consultation.reason_needed")
    hold(day)
    if Booking.objects.filter(slot__day=day, state__in=ARRIVED).exists():
        raise CaseRefusal("consultation.somebody_has_arrived")
    step(day, "cancel", by=by, at=at)
    booked = _upcoming(day)
    for booking in booked:
        booking.sequence += 1
        booking.reason = reason.strip()[:200]
        move(booking, "cancel", by=by, at=at, notice="consultation.day_cancelled")
    return len(booked)


@transaction.atomic
def move_day(*, day: ConsultationDay, to: date, by: User, at: datetime) -> int:
    """Hold a day on another one, at the same hours, with its slots and bookings; whoever has booked or waits is told.

    Answers how many bookings moved along. Refused where the series has a day then, an expert or a room has not the
    time, the day is over, or somebody has arrived.
    """
    hold(day)
    day.refresh_from_db()
    demand_head(roles_on_day(day, by=by, at=at))
    today = timezone.localtime(at).date()
    if day.state not in ("draft", "published") or day.day < today:
        raise CaseRefusal("consultation.roster_closed")
    if to <= today or to == day.day or ConsultationDay.objects.filter(series=day.series, day=to).exists():
        raise CaseRefusal("consultation.day_taken")
    if Booking.objects.filter(slot__day=day, state__in=ARRIVED).exists():
        raise CaseRefusal("consultation.somebody_has_arrived")
    by_days, before = to - day.day, day.day
    for slot in day.slots.order_by("pk"):
        slot.starts_at, slot.ends_at = slot.starts_at + by_days, slot.ends_at + by_days
        policies.place_and_experts_are_free(slot)
        slot.save()
    day.day = to
    day.save()
    record(
        action="roster.move_day",
        subject=f"day:{day.pk}",
        by=by,
        at=at,
        detail={"from": before.isoformat(), "to": to.isoformat()},
    )
    return sum(_moves_along(booking, at=at) for booking in _upcoming(day))


def _moves_along(booking: Booking, *, at: datetime) -> bool:
    booking.sequence += 1
    booking.reminded_at = None
    if booking.held_until:
        booking.held_until = policies.held_until(booking.slot, at=at)
    booking.save()
    telling.tell(booking, kind="consultation.day_moved", at=at)
    return True


@transaction.atomic
def change_weekday(*, series: Series, weekday: int, first: date, by: User, at: datetime) -> Changed:
    """Hold a series on another weekday from a day on.

    Days planned from then on are planned anew as drafts. A day on which somebody has ever booked stays as it is: it is
    moved or cancelled by itself, so that each person is told.
    """
    today = timezone.localtime(at).date()
    demand_head(desk_roles(series, by, on=today))
    series = Series.objects.select_for_update().get(pk=series.pk)
    if first <= today or weekday not in range(7):
        raise CaseRefusal("consultation.change_from_tomorrow")
    plan_days(series=series, first=today, weeks=(first - today).days // 7 + 1, by=by, at=at)
    kept = []
    for day in ConsultationDay.objects.filter(series=series, regular_day__gte=first).exclude(state="closed"):
        hold(day)
        if Booking.objects.filter(slot__day=day).exists() or day.state == "cancelled":
            kept.append(day)
            continue
        Slot.objects.filter(day=day).delete()
        record(action="roster.unplan", subject=f"day:{day.pk}", by=by, at=at, detail={"day": day.day.isoformat()})
        day.delete()
    series.weekday = weekday
    series.save()
    record(
        action="series.weekday",
        subject=f"series:{series.pk}",
        by=by,
        at=at,
        detail={"weekday": weekday, "from": first.isoformat()},
    )
    weeks = [day.regular_day.isocalendar()[:2] for day in kept]
    planned = plan_days(series=series, first=first, weeks=series.weeks_ahead, by=by, at=at, without=weeks)
    return Changed(len(planned), tuple(day for day in kept if day.state != "cancelled"))
