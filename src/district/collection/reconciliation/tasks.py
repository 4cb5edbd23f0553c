"""Comparing a list with our stock: the long work, done by a worker."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import TaskContext

from district.collection.reconciliation import comparison, noting
from district.collection.reconciliation.models import Reconciliation
from district.files import queries as files
from district.jobs import queue


@queue.task(takes_context=True)
def compare(context: TaskContext, *, reconciliation: int) -> None:
    """Compare the list of a reconciliation and note what came of it. Harmless twice."""
    compare_now(reconciliation=reconciliation, key=str(context.task_result.id))


def compare_now(*, reconciliation: int, key: str = "") -> None:
    """Do the same at once; with the key of a task the page is told how far it is."""
    row = Reconciliation.objects.get(pk=reconciliation)
    if row.state != "waiting":
        return
    _tell(key, 0, "comparing")
    file = files.of_matter(row.matter).first()
    if file is None:
        noting.note_missing(reconciliation=reconciliation, at=timezone.now())
        return
    try:
        answer = comparison.compared(row, file)
    except comparison.Refusal as refusal:
        noting.note_refusal(reconciliation=reconciliation, refusal=refusal, at=timezone.now())
        return
    _tell(key, len(answer.rows), "writing")
    noting.note_answer(reconciliation=reconciliation, answer=answer, at=timezone.now())


def _tell(key: str, done: int, stage: str) -> None:
    if key:
        queue.progress(key=key, done=done, at=timezone.now(), stage=stage)
