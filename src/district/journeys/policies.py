"""May one matter become another now."""

from __future__ import annotations

from datetime import date

from district.accounts import queries as accounts
from district.accounts.models import User
from district.casework import CaseRefusal
from district.consultation import rules as consultation
from district.consultation.models import ActionItem
from district.consultation.states import BOOKING
from district.journeys.models import BookedContact, FollowUp
from district.window.desklog.models import Contact

AFTER_SESSION = ("recorded", "followed_up", "closed")
CAME_TO_NOTHING = ("declined", "released", "lapsed", "cancelled", "no_show")
assert {*AFTER_SESSION, *CAME_TO_NOTHING} <= {state.name for state in BOOKING.states}


def check_booking(contact: Contact, *, by: User, on: date) -> None:
    """Refuse to book for a contact of another point, or for one that has a booking."""
    if contact.point.code not in accounts.places_of(by, on=on):
        raise CaseRefusal("desklog.at_another_point", point=contact.point.name_zh)
    if has_booking(contact):
        raise CaseRefusal("journeys.booked_already")


def has_booking(contact: Contact) -> bool:
    """Answer whether a contact became a booking that has not come to nothing."""
    return BookedContact.objects.filter(contact=contact).exclude(booking__state__in=CAME_TO_NOTHING).exists()


def check_follow_up(item: ActionItem, *, by: User, on: date) -> None:
    """Refuse before the record is written, a second time, and to anybody but whoever was advised and the desk."""
    booking = item.record.booking
    if booking.state not in AFTER_SESSION:
        raise CaseRefusal("journeys.not_recorded_yet")
    if FollowUp.objects.filter(item=item).exists():
        raise CaseRefusal("journeys.followed_up_already")
    if not (consultation.is_for(booking, by, on=on) or is_desk(item, by=by, on=on)):
        raise CaseRefusal("step.not_your_role", action="follow up", roles=())


def is_desk(item: ActionItem, *, by: User, on: date) -> bool:
    """Answer whether somebody works at the point of the session."""
    return bool(consultation.desk_roles(item.record.booking.slot.day.series, by, on=on))
