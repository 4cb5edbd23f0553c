"""Steps somebody should have made by now: the time a workflow's table gives in a state has passed, and is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet

from district.casework import Workflow
from district.jobs.loop import Due
from district.window.clocks import local_day, start_of, time_of

REMEMBERED = timedelta(days=90)
"""What entered its state longer ago is not told any more, as after a site stood still."""

Tell = Callable[[Any, date, datetime], object]
"""Tells whoever has to act in a row's state that its last day has passed."""


def timed(workflow: Workflow) -> tuple[str, ...]:
    """Answer the states that give their owner a time, and in which the system makes no step by itself."""
    return tuple(state.name for state in workflow.states if state.deadline and not state.when_due)


def late_steps(workflow: Workflow, rows: QuerySet[Any], *, tell: Tell, at: datetime) -> Iterator[Due]:
    """Answer the rows that have stood too long in a state; each is told once an entry into it.

    The rows have `state`, `state_since` and `matter`.
    """
    waiting = rows.filter(state__in=timed(workflow), state_since__gte=at - REMEMBERED)
    for row in waiting.order_by("state_since", "pk"):
        last = time_of(workflow.state(row.state), since=row.state_since)
        if last is not None and last < local_day(at):
            yield Due(
                matter=row.matter,
                deadline=f"{row.state}_over",
                due_at=start_of(last),
                act=partial(_told_if_it_stands, rows, row, last, tell),
            )


def _told_if_it_stands(rows: QuerySet[Any], row: Any, last: date, tell: Tell, *, at: datetime) -> None:
    held = rows.select_for_update(of=("self",)).filter(pk=row.pk, state=row.state, state_since=row.state_since).first()
    if held is not None:
        tell(held, last, at)
