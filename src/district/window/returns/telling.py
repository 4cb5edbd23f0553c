"""What people are told of returns. The only place of the room that knows how a notice is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from district.accounts.models import User
from district.accounts.queries import heads_of, officers, staff_of
from district.audit import actions as audit
from district.notices.actions import announce
from district.window.clocks import local_day
from district.window.desklog.models import Contact
from district.window.returns.models import PointReturn


def of_due_day(row: PointReturn, *, last: date, at: datetime) -> None:
    """Remind a point that its return is due."""
    _announce(row, kind="return.due", to=staff_of(row.point.code, on=local_day(at)), at=at, until=f"{last}")


def of_overdue(row: PointReturn, *, last: date, at: datetime) -> None:
    """Tell a point and the district that a return was not handed in by its day."""
    people = [*staff_of(row.point.code, on=local_day(at)), *officers(on=local_day(at))]
    _announce(row, kind="return.overdue", to=people, at=at, until=f"{last}")


def of_step(row: PointReturn, action: str, *, at: datetime) -> None:
    """Tell whoever acts next: the head of what is checked, the district of what is handed in, the point of the rest."""
    on = local_day(at)
    if action == "check":
        _announce(row, kind="return.checked", to=heads_of(row.point.code, on=on), at=at)
    elif action == "submit":
        _announce(row, kind="return.submitted", to=officers(on=on), at=at)
    elif action == "send_back":
        _announce(row, kind="return.sent_back", to=staff_of(row.point.code, on=on), at=at)
    elif action == "lock":
        _announce(row, kind="return.locked", to=heads_of(row.point.code, on=on), at=at)


def of_late_step(row: PointReturn, last: date, at: datetime) -> None:
    """Tell the head that a checked return lies there, or the district that one handed in does."""
    on = local_day(at)
    if row.state == "checked":
        _announce(row, kind="return.hand_in_late", to=heads_of(row.point.code, on=on), at=at, until=f"{last}")
    else:
        _announce(row, kind="return.look_late", to=officers(on=on), at=at, until=f"{last}")


def of_late_entry(contact: Contact, at: datetime) -> None:
    """Tell the head of the point and the district that a contact came after its return, which stays as it is."""
    on = local_day(at)
    rows = PointReturn.objects.filter(
        point=contact.point, first__lte=contact.on, last__gte=contact.on, state__in=("submitted", "locked")
    )
    for row in rows.select_related("point"):
        audit.record(
            action="return.late_entry", subject=row.matter, by=contact.by, at=at, detail={"contact": contact.pk}
        )
        people = [*heads_of(row.point.code, on=on), *officers(on=on)]
        _announce(row, kind="return.late_entry", to=people, at=at, day=f"{contact.on}")


def _announce(row: PointReturn, *, kind: str, to: Iterable[User], at: datetime, **values: str) -> None:
    told = {"period": row.period.code, "point": row.point.code, **values}
    announce(to=to, kind=kind, matter=row.matter, values=told, at=at)
