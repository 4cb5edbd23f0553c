"""What people are told of list checks: once a batch and firm, never a number or a name in the notice itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from district.accounts.models import Organisation, User
from district.accounts.queries import members_of, officers, staff_of
from district.directory.models import ServicePoint
from district.notices.actions import announce
from district.window.clocks import local_day
from district.window.listcheck.models import Batch, Filing


class Tell(Protocol):
    """Tells people of some filings of a batch and of their first day."""

    def __call__(self, batch: Batch, *, to: Iterable[User], until: date, n: int, at: datetime) -> None: ...


def of_batch(batch: Batch, *, at: datetime) -> None:
    """Tell each firm that filings of its are on the list, and the points that follow them up."""
    rows = batch.filings.select_related("organisation", "point")
    for firm in {row.organisation for row in rows if row.organisation}:
        of_match(batch, firm, at=at)
    for point in {row.point for row in rows if row.point}:
        of_assignment(batch, point, at=at)


def of_match(batch: Batch, firm: Organisation, *, at: datetime) -> None:
    """Tell a firm what it is asked, and by when."""
    mine = batch.filings.filter(organisation=firm)
    first = mine.order_by("due_on").values_list("due_on", flat=True)[0]
    people = members_of(firm, on=local_day(at))
    _announce(batch, "listcheck.listed", to=people, at=at, n=mine.count(), until=f"{first}")


def of_assignment(batch: Batch, point: ServicePoint, *, at: datetime) -> None:
    """Tell the staff of a point that filings are theirs to follow up."""
    n = batch.filings.filter(point=point).count()
    _announce(batch, "listcheck.assigned", to=staff_of(point.code, on=local_day(at)), at=at, n=n)


def of_answer(row: Filing, *, at: datetime) -> None:
    """Tell whoever follows it up that the firm has answered."""
    _announce(row.batch, "listcheck.answered", to=handlers(row.point, on=local_day(at)), at=at)


def of_asking_again(row: Filing, *, at: datetime) -> None:
    """Tell the firm that its answer was not enough."""
    assert row.organisation is not None
    people = members_of(row.organisation, on=local_day(at))
    _announce(row.batch, "listcheck.asked_again", to=people, at=at, until=f"{row.due_on}")


def of_due_day(batch: Batch, *, to: Iterable[User], until: date, n: int, at: datetime) -> None:
    """Remind a firm of filings it has not answered."""
    _announce(batch, "listcheck.due", to=to, at=at, until=f"{until}", n=n)


def of_due_day_at_the_desk(batch: Batch, *, to: Iterable[User], until: date, n: int, at: datetime) -> None:
    """Remind whoever follows filings up."""
    _announce(batch, "listcheck.due_desk", to=to, at=at, until=f"{until}", n=n)


def of_overdue(batch: Batch, *, to: Iterable[User], until: date, n: int, at: datetime) -> None:
    """Tell of filings whose day has passed."""
    _announce(batch, "listcheck.overdue", to=to, at=at, until=f"{until}", n=n)


def of_late_answers(batch: Batch, *, to: Iterable[User], until: date, n: int, at: datetime) -> None:
    """Tell whoever follows filings up that answers of firms lie there."""
    _announce(batch, "listcheck.look_late", to=to, at=at, until=f"{until}", n=n)


def handlers(point: ServicePoint | None, *, on: date) -> Iterable[User]:
    """Answer who follows a filing up: the staff of its point, or the district where it has none."""
    return staff_of(point.code, on=on) if point else officers(on=on)


def _announce(batch: Batch, kind: str, *, to: Iterable[User], at: datetime, **values: str | int) -> None:
    announce(to=to, kind=kind, matter=batch.matter, values={"batch": batch.code, **values}, at=at)
