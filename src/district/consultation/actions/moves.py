"""One step of a booking: the table, the state, the log and the notice, together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from district.accounts.models import User
from district.audit.actions import record
from district.consultation import telling
from district.consultation.models import Booking, ConsultationDay
from district.consultation.rules import roles_in_booking
from district.consultation.states import BOOKING, SEATED


def locked(booking: Booking) -> Booking:
    """Answer the booking as it stands now, its day's row held until the transaction ends.

    Everybody who gives or frees a seat of a day queues at that row, so two readers never see one seat free.
    """
    hold(booking.slot.day)
    return Booking.objects.select_related("slot__day__series__point", "organisation", "person").get(pk=booking.pk)


def hold(*days: ConsultationDay) -> None:
    """Hold the rows of days, always in one order."""
    keys = sorted({day.pk for day in days})
    list(ConsultationDay.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def may_do(booking: Booking, action: str, *, by: User | None, at: datetime) -> str:
    """Answer the role in which somebody may take a step; raises the table's refusal where nobody they are may."""
    roles = roles_in_booking(booking, by=by, at=at)
    _step, role = BOOKING.step_by(state=booking.state, action=action, roles=roles)
    return role


def move(booking: Booking, action: str, *, by: User | None, at: datetime, notice: str = "", **detail: Any) -> Booking:
    """Take a step: change the state, write the log, tell whom it concerns. Guards are the caller's.

    `notice` is the kind they are told instead of the step's own.
    """
    role = may_do(booking, action, by=by, at=at)
    before, after = booking.state, BOOKING.step(state=booking.state, action=action, role=role).target
    booking.state, booking.state_since = after, at
    if after not in SEATED:
        booking.seat = None
    booking.save()
    detail = {"from": before, "to": after, "role": role, **detail}
    record(action=f"booking.{action}", subject=booking.subject, by=by, at=at, detail=detail)
    if notice or action in telling.PER_STEP:
        telling.tell(booking, kind=notice or telling.PER_STEP[action], at=at)
    return booking
