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
_LOCKS: list[Callable[[ServicePoint, date], bool]] = []


def register_lock(is_locked: Callable[[ServicePoint, date], bool]) -> None:
    """Take a question that closes a point's days: the returns, once a month has been submitted."""
    if is_locked not in _LOCKS:
        _LOCKS.append(is_locked)


def check_entry(*, point: ServicePoint, day: date, by: User, today: date) -> None:
    """Refuse an entry at another point, for a day to come, too long after its day, or in a month that is submitted."""
    if point.code not in accounts.places_of(by, on=today):
        raise CaseRefusal("desklog.at_another_point", point=point.name_zh)
    if day > today:
        raise CaseRefusal("desklog.day_to_come", day=day)
    if (today - day).days > LATEST_ENTRY_DAYS:
        raise CaseRefusal("desklog.too_long_ago", day=day, days=LATEST_ENTRY_DAYS)
    if any(is_locked(point, day) for is_locked in _LOCKS):
        raise CaseRefusal("desklog.month_is_locked", month=f"{day:%Y-%m}")


def check_becoming(contact: Contact, *, by: User, today: date) -> None:
    """Refuse to make a request of a contact twice, without a name and number to answer, or from another point."""
    if contact.point.code not in accounts.places_of(by, on=today):
        raise CaseRefusal("desklog.at_another_point", point=contact.point.name_zh)
    if contact.request is not None:
        raise CaseRefusal("desklog.became_already", number=contact.request.number)
    if not (contact.caller and contact.mobile):
        raise CaseRefusal("desklog.caller_missing")
