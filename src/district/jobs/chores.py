"""The room's own chores: rows that have done their service are removed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from district.jobs import loop
from district.jobs.models import Progress, Pulse

KEPT = timedelta(days=30)


def register() -> None:
    """Have them done."""
    loop.register_chore("jobs.tidy", tidy, every=timedelta(hours=6))


def tidy(*, at: datetime) -> None:
    """Remove what finished tasks left a month ago, and the pulses of workers gone for a week."""
    DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT).delete()
    Progress.objects.filter(at__lt=at - KEPT).delete()
    Pulse.objects.filter(name__startswith="worker:", at__lt=at - timedelta(days=7)).delete()
