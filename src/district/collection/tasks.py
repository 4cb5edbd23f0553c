"""Reading an upload: the long work, done by a worker."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone
from django_tasks import TaskContext

from district.collection import corpus, inbox
from district.collection.models import Upload
from district.collection.noting import note_reading
from district.jobs import queue

PROGRESS_SECONDS = 1.0


class Teller:
    """Tells the page how far the reading is, about once a second."""

    def __init__(self, key: str) -> None:
        self.key, self.last = key, timezone.now()

    def __call__(self, name: str, documents: int, _size: int) -> None:
        now = timezone.now()
        if (now - self.last).total_seconds() >= PROGRESS_SECONDS:
            self.last = now
            queue.progress(key=self.key, done=documents, at=now, stage=name[-60:])


@queue.task(takes_context=True)
def read(context: TaskContext, *, upload: int, again: bool) -> None:
    """Read the files of an upload into a staged snapshot and note what came of it. Harmless twice."""
    row = Upload.objects.get(pk=upload)
    if row.state != "waiting":
        return
    paths = [inbox.folder_of(upload) / file.name for file in row.files.all()]
    at = timezone.now()
    try:
        done = corpus.stage(paths, at=at, again=again, progress=Teller(str(context.task_result.id)))
    except corpus.Refusal as refusal:
        done = corpus.refused(row.files.values_list("name", flat=True), refusal)
    if done.is_staged:
        queue.progress(key=str(context.task_result.id), done=0, at=timezone.now(), stage="figures")
    differences = corpus.differences(done.snapshot) if done.is_staged else []
    note_reading(upload=upload, read=_named(done), differences=differences, at=timezone.now())


def _named(done: corpus.Read) -> corpus.Read:
    """The report with names instead of places in the data folder."""
    inbox_name = str(inbox.folder_of(0).parent)
    report = [
        {**file, "path": file["path"].removeprefix(inbox_name).lstrip("/").partition("/")[2] or file["path"]}
        if file["path"].startswith(inbox_name)
        else file
        for file in done.report
    ]
    return replace(done, report=report)
