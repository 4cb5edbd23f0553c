"""Building the index, and telling what is new on it: long work, done by a worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskContext

from district.jobs import queue
from district.workbench import library, telling
from district.workbench.models import IndexBuild
from district.workbench.noting import note_build

PROGRESS_SECONDS = 1.0
LOOK_EVERY = timedelta(minutes=10)
"""So often it is seen whether the index was moved on by the command, or a worker died before it had told."""


class Teller:
    """Tells the page how far the building is, about once a second."""

    def __init__(self, key: str) -> None:
        self.key, self.last = key, timezone.now()

    def __call__(self, done: int, count: int) -> None:
        now = timezone.now()
        if (now - self.last).total_seconds() >= PROGRESS_SECONDS:
            self.last = now
            queue.progress(key=self.key, done=done, total=count, at=now, stage="index")


@queue.task(takes_context=True)
def build(context: TaskContext, *, build: int) -> None:
    """Bring the index to the current snapshot. Harmless twice: what is there already is not written again."""
    row = IndexBuild.objects.get(pk=build)
    if row.ended_at is not None:
        return
    try:
        update = library.build(is_anew=row.is_anew, progress=Teller(str(context.task_result.id)))
    except library.Refusal as refusal:
        note_build(build=row, update=None, refused=refusal.code, at=timezone.now())
        return
    note_build(build=row, update=update, at=timezone.now())
    tell_news.enqueue()


@queue.task()
def tell_news() -> None:
    """Tell who watches a search what is new in it. Harmless twice: each index is told once."""
    telling.look(at=timezone.now())


def look_for_news(*, at: datetime) -> None:
    """Have it told where it was not yet."""
    if telling.to_look_at().exists():
        tell_news.enqueue()
