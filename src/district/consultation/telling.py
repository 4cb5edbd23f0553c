"""What people are told of a booking. The only place of the room that knows how a notice is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from district.accounts.models import ForADuration, Membership, User
from district.accounts.queries import staff_of
from district.consultation.models import Booking
from district.notices.actions import announce

PER_STEP = {
    "confirm": "consultation.confirmed",
    "decline": "consultation.declined",
    "release": "consultation.released",
    "put_on_waiting_list": "consultation.waitlisted",
    "lapse": "consultation.lapsed",
    "reschedule": "consultation.rescheduled",
    "cancel": "consultation.cancelled",
    "mark_no_show": "consultation.no_show",
    "record": "consultation.recorded",
}
"""The kind of notice that goes out with a step; steps not named here tell nobody."""


def tell(booking: Booking, *, kind: str, at: datetime) -> None:
    """Announce to whom a booking is for, in the transaction of the step: the person, or else the firm's members.

    Somebody without an account, for whom the desk booked, is told by the desk.
    """
    _announce(booking, to=_whom(booking), kind=kind, at=at)


def ask_the_desk(booking: Booking, *, at: datetime) -> None:
    """Announce to the desk that a finding waits to be judged."""
    people = staff_of(booking.slot.day.series.point.code, on=timezone.localtime(at).date())
    _announce(booking, to=people, kind="consultation.to_judge", at=at)


def _announce(booking: Booking, *, to: Iterable[User], kind: str, at: datetime) -> None:
    starts = timezone.localtime(booking.slot.starts_at)
    values = {"day": f"{starts:%Y-%m-%d}", "time": f"{starts:%H:%M}"}
    announce(to=to, kind=kind, matter=f"booking:{booking.uid}", values=values, at=at)


def _whom(booking: Booking) -> Iterable[User]:
    if booking.person:
        return [booking.person]
    today = booking.slot.day.day
    members = Membership.objects.filter(ForADuration.holds(today), organisation=booking.organisation_id)
    return User.objects.filter(pk__in=members.values("user"), is_active=True)
