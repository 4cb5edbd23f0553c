"""Self-reports and rectifications whose day is near or has passed, and those that wait for the district too long.

Each is told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from district.jobs.loop import Due
from district.window.clocks import local_day
from district.window.evaluation import telling
from district.window.evaluation.models import Evaluation
from district.window.evaluation.states import EVALUATION
from district.window.late_steps import late_steps

REMIND_BEFORE = timedelta(days=5)
RUNNING = ("self_report", "rectifying")
"""States whose day is named by the district, not by the table."""


def overdue(*, at: datetime) -> int:
    """Remind heads of days that are near, tell of days that have passed; answer how much was told."""
    rows = Evaluation.objects.filter(state__in=RUNNING, overdue_told_on__isnull=True).order_by("pk")
    return sum(_tell(row.pk, at) for row in rows)


def steps(*, at: datetime) -> Iterator[Due]:
    """Answer the evaluations whose self-report or rectification the district has not judged within its time."""
    return late_steps(EVALUATION, Evaluation.objects.select_related("point"), tell=telling.of_late_step, at=at)


def last_day(row: Evaluation) -> date | None:
    """Answer the last day of what the head has to do now; None where nothing runs."""
    return {"self_report": row.due_on, "rectifying": row.rectify_by}.get(row.state)


@transaction.atomic
def _tell(key: int, at: datetime) -> int:
    today, held = local_day(at), Evaluation.objects.select_for_update().select_related("point").get(pk=key)
    last = last_day(held)
    if last is None:
        return 0
    if today > last and held.overdue_told_on is None:
        held.overdue_told_on = today
        telling.of_overdue(held, last=last, at=at)
    elif last - REMIND_BEFORE <= today <= last and held.reminded_on is None:
        held.reminded_on = today
        telling.of_due_day(held, last=last, at=at)
    else:
        return 0
    held.save(update_fields=["reminded_on", "overdue_told_on"])
    return 1
