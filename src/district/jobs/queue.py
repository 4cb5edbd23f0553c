"""The queue: work put aside in the transaction of the act that wants it, and put back when its worker died."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid5

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from district.jobs.models import Progress, Pulse

__all__ = ["State", "Waiting", "follow", "is_told", "progress", "put_back", "state_of", "task", "tell", "told"]

SILENCE = timedelta(seconds=30)
"""A worker that has not shown itself for so long is taken for dead; it shows itself every five seconds."""
NAMES = UUID("5b0d2f0a-6a83-4d0c-9a51-2f0d7c9f6c11")
"""Under which names of work become keys."""
ATTEMPTS = 5
"""A task whose workers died so often is what kills them, and is given up."""


@dataclass(frozen=True, slots=True)
class State:
    """How a task stands: `waiting`, `running`, `done` or `failed`, and how far it is."""

    stands: str
    stage: str = ""
    done: int = 0
    total: int | None = None


_STANDS = {
    TaskResultStatus.READY: "waiting",
    TaskResultStatus.RUNNING: "running",
    TaskResultStatus.SUCCESSFUL: "done",
    TaskResultStatus.FAILED: "failed",
}


class Waiting(Protocol):
    """What enqueueing a task answers; its id is the key to ask with."""

    id: str


def follow(waiting: Waiting) -> UUID:
    """Answer the key by which a page asks how far a task is."""
    return UUID(str(waiting.id))


def progress(*, key: UUID | str, done: int, at: datetime, total: int | None = None, stage: str = "") -> None:
    """Note how far a task is. Call it outside the task's transactions, or nobody sees it before they end."""
    Progress.objects.update_or_create(
        task=UUID(str(key)), defaults={"done": done, "total": total, "stage": stage, "at": at}
    )


def tell(name: str, *, done: int, at: datetime, total: int | None = None, stage: str = "") -> None:
    """Note how far a piece of work is that has a name, so that a room that did not enqueue it can ask."""
    progress(key=uuid5(NAMES, name), done=done, total=total, stage=stage, at=at)


def is_told(name: str) -> bool:
    """Answer whether a piece of work of this name has begun."""
    return Progress.objects.filter(task=uuid5(NAMES, name)).exists()


def told(name: str) -> State | None:
    """Answer how far a piece of work of this name is; None where nobody has begun it."""
    row = Progress.objects.filter(task=uuid5(NAMES, name)).first()
    if row is None:
        return None
    return State("done" if row.done == row.total else "running", row.stage, row.done, row.total)


def state_of(key: UUID) -> State | None:
    """Answer how a task stands; None for a key nobody gave out, or one long past."""
    row = DBTaskResult.objects.filter(pk=key).first()
    if row is None:
        return None
    far = Progress.objects.filter(task=key).first()
    stands = _STANDS[TaskResultStatus(row.status)]
    return State(stands, far.stage, far.done, far.total) if far else State(stands)


def put_back(*, at: datetime) -> int:
    """Put the tasks of dead workers back into the queue; answers how many.

    A task may thus begin more than once, so it must be harmless twice: it does its writing in one transaction, or
    looks first whether that has been done.
    """
    alive = set(Pulse.objects.filter(at__gt=at - SILENCE).values_list("name", flat=True))
    with transaction.atomic():
        running = DBTaskResult.objects.select_for_update().filter(
            status=TaskResultStatus.RUNNING, started_at__lte=at - SILENCE
        )
        orphans = [row for row in running if not row.worker_ids or worker_pulse(row.worker_ids[-1]) not in alive]
        for row in orphans:
            _release(row, at=at)
    return len(orphans)


def _release(row: DBTaskResult[..., object], *, at: datetime) -> None:
    if len(row.worker_ids) >= ATTEMPTS:
        row.status, row.finished_at = TaskResultStatus.FAILED, at
        row.exception_class_path, row.traceback = "district.jobs.queue.WorkersDied", ""
    else:
        row.status = TaskResultStatus.READY
    row.save(update_fields=["status", "finished_at", "exception_class_path", "traceback"])


class WorkersDied(Exception):  # noqa: N818 - what is written down for a task given up
    """Every worker that took the task died."""


def worker_pulse(worker: str) -> str:
    """Answer the name under which a worker shows itself."""
    return f"worker:{worker}"
