"""What there is to say about the work behind the pages, for the operator and the health page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from district.jobs.loop import CHORES, DEADLINES
from district.jobs.models import Pulse, Setback
from district.jobs.queue import SILENCE


@dataclass(frozen=True, slots=True)
class Standing:
    """Ages are seconds since the last round, None where there never was one."""

    workers: int
    deadlines_age: float | None
    chores_age: float | None
    tasks_waiting: int
    setbacks: int


def standing(*, at: datetime) -> Standing:
    """Answer how the work behind the pages stands."""
    beats = dict(Pulse.objects.filter(name__in=(DEADLINES, CHORES)).values_list("name", "at"))
    ages = {name: (at - beat).total_seconds() for name, beat in beats.items()}
    return Standing(
        workers=Pulse.objects.filter(name__startswith="worker:", at__gt=at - SILENCE).count(),
        deadlines_age=ages.get(DEADLINES),
        chores_age=ages.get(CHORES),
        tasks_waiting=DBTaskResult.objects.filter(status=TaskResultStatus.READY).count(),
        setbacks=Setback.objects.count(),
    )
