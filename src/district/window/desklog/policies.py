"""May a contact be entered or become a request now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from district.accounts import queries as accounts
from district.accounts.models import User
from district.casework import CaseRefusal
from district.directory.models import ServicePoint
from district.window.desklog.models import Contact

LATEST_ENTRY_DAYS = 31
"""How long after its day a contact may still be entered: a setting of the network."""
_CLOSED: list[Callable[[ServicePoint, date], bool]] = []


def register_closed(is_closed: Callable[[ServicePoint, date], bool]) -> None:
    """Take a question whether a point's day is reported already: the returns, once one has been submitted."""
    if is_closed not in _CLOSED:
        _CLOSED.append(is_closed)


def is_reported(point: ServicePoint, day: date) -> bool:
    """Answer whether a return that counts this day has been handed in: an entry for it is marked, and told."""
    return any(is_closed(point, day) for is_closed in _CLOSED)


def check_entry(*, point: ServicePoint, day: date, by: User, today: date) -> None:
    """Refuse an entry at another point, for a day to come, or too long after its day."""
    if point.code not in accounts.places_of(by, on=today):
        raise CaseRefusal("desklog.at_another_point", point=point.name_zh)
    if day > today:
        raise CaseRefusal("desklog.day_to_come", day=day)
    if (today - day).days > LATEST_ENTRY_DAYS:
        raise CaseRefusal("desklog.too_long_ago", day=day, days=LATEST_ENTRY_DAYS)


def check_becoming(contact: Contact, *, by: User, today: date) -> None:
    """Refuse to make a request of a contact twice, without a name and number to answer, or from another point."""
    if contact.point.code not in accounts.places_of(by, on=today):
        raise CaseRefusal("desklog.at_another_point", point=contact.point.name_zh)
    if contact.request is not None:
        raise CaseRefusal("desklog.became_already", number=contact.request.number)
    if not (contact.caller and contact.mobile):
        raise CaseRefusal("desklog.caller_missing")
