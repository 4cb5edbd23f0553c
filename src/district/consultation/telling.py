"""What people are told of a booking. The only place of the room that knows how a notice is sent."""

from __future__ import annotations

from datetime import datetime

from district.consultation.models import Booking

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
    """Announce to whom a booking is for, in the transaction of the step; without an account there is nobody to tell."""
