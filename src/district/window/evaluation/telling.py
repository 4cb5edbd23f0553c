"""What people are told of evaluations. The only place of the room that knows how a notice is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from district.accounts.models import User
from district.accounts.queries import heads_of, officers
from district.notices.actions import announce
from district.window.clocks import local_day
from district.window.evaluation.models import Evaluation


def of_opening(row: Evaluation, *, at: datetime) -> None:
    """Tell the head that the self-report is asked for."""
    _announce(row, "evaluation.opened", to=_heads(row, at), at=at, until=f"{row.due_on}")


def of_step(row: Evaluation, action: str, *, at: datetime) -> None:
    """Tell the district what came in, and the head what was decided."""
    if action in ("submit", "report_rectification"):
        _announce(row, "evaluation.to_judge", to=officers(on=local_day(at)), at=at)
    elif action == "order_rectification":
        _announce(row, "evaluation.to_rectify", to=_heads(row, at), at=at, until=f"{row.rectify_by}")
    else:
        kind = "evaluation.sent_back" if action == "send_back" else "evaluation.decided"
        _announce(row, kind, to=_heads(row, at), at=at)


def of_due_day(row: Evaluation, *, last: date, at: datetime) -> None:
    """Remind the head of the day that runs."""
    _announce(row, "evaluation.due", to=_heads(row, at), at=at, until=f"{last}")


def of_overdue(row: Evaluation, *, last: date, at: datetime) -> None:
    """Tell the head and the district that a day has passed."""
    people = [*_heads(row, at), *officers(on=local_day(at))]
    _announce(row, "evaluation.overdue", to=people, at=at, until=f"{last}")


def of_late_step(row: Evaluation, last: date, at: datetime) -> None:
    """Tell the district that what was handed in is not judged."""
    _announce(row, "evaluation.judge_late", to=officers(on=local_day(at)), at=at, until=f"{last}")


def _heads(row: Evaluation, at: datetime) -> Iterable[User]:
    return heads_of(row.point.code, on=local_day(at))


def _announce(row: Evaluation, kind: str, *, to: Iterable[User], at: datetime, **values: str) -> None:
    told: dict[str, str | int] = {"year": row.year, "point": row.point.code, **values}
    announce(to=to, kind=kind, matter=row.matter, values=told, at=at)
