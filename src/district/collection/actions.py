"""Writes of the officer's desk. What the corpus does is done first or last, so that a process may die in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal, Transition
from district.collection import corpus, inbox, policies, tasks
from district.collection.models import RollBack, Upload, UploadedFile
from district.collection.moves import moved
from district.collection.states import OFFICER, UPLOAD


@transaction.atomic
def receive(*, files: Sequence[File[Any]], source: str, by: User | None, at: datetime) -> Upload:
    """Keep office files in the inbox and queue their reading. Raises `CaseRefusal`; then nothing is kept."""
    if not files:
        raise CaseRefusal("upload.no_files")
    upload = Upload.objects.create(state_since=at, received_at=at, by=by, source=source.strip()[:200])
    try:
        for file in files:
            name = inbox.harmless(file.name or "file")
            if upload.files.filter(name=name).exists():
                raise CaseRefusal("upload.same_name", name=name)
            landed = inbox.land(upload=upload.pk, name=name, content=file)
            UploadedFile.objects.create(upload=upload, name=landed.name, size=landed.size, sha256=landed.sha256)
    except BaseException:
        inbox.drop(upload.pk)
        raise
    # Names of files may be a person's; the log keeps what they are known by.
    digests = list(upload.files.values_list("sha256", flat=True))
    audit.record(action="upload.receive", subject=upload.matter, by=by, at=at, detail={"files": digests})
    return _queued(upload, again=False)


def _queued(upload: Upload, *, again: bool) -> Upload:
    upload.reading = UUID(str(tasks.read.enqueue(upload=upload.pk, again=again).id))
    upload.save(update_fields=["reading"])
    return upload


@transaction.atomic
def accept(*, upload: Upload, by: User, at: datetime) -> Upload:
    """Make the staged snapshot of an upload the current one. Raises `CaseRefusal`."""
    held, step = _step(upload, "accept")
    policies.check(step, policies.Asked(upload=held))
    held.accepted_as = corpus.accept(staged=held.staged or 0, at=at)
    return moved(held, step, by=by, at=at, staged=held.staged, snapshot=held.accepted_as)


@transaction.atomic
def set_aside(*, upload: Upload, by: User, at: datetime, reason: str) -> Upload:
    """Do not use an upload; the reason is kept. Raises `CaseRefusal`."""
    held, step = _step(upload, "set_aside")
    policies.check(step, policies.Asked(upload=held, note=reason))
    held.reason = reason.strip()[:400]
    return moved(held, step, by=by, at=at)


@transaction.atomic
def read_again(*, upload: Upload, by: User, at: datetime) -> Upload:
    """Queue the reading of an upload's files once more, over what is current now. Raises `CaseRefusal`."""
    held, step = _step(upload, "read_again")
    for file in held.files.all():
        if not (inbox.folder_of(held.pk) / file.name).is_file():
            raise CaseRefusal("upload.files_gone", name=file.name)
    return _queued(moved(held, step, by=by, at=at), again=True)


def _step(upload: Upload, action: str) -> tuple[Upload, Transition]:
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    return held, UPLOAD.step(state=held.state, action=action, role=OFFICER)


@transaction.atomic
def map_columns(
    *, upload: Upload, fingerprint: str, fields: dict[str, tuple[str, ...]], by: User, at: datetime
) -> Upload:
    """Keep which column of a table is which, and read the upload again. Raises `CaseRefusal`."""
    mapping = corpus.mapping_of(fingerprint)
    if mapping is None:
        raise CaseRefusal("upload.mapping_gone")
    try:
        made = corpus.confirm_mapping(mapping, fields=fields)
    except corpus.MappingError as error:
        raise CaseRefusal("upload.mapping_wrong", what=error.value) from None
    audit.record(action="upload.map_columns", subject=upload.matter, by=by, at=at, detail={"mapping": made.fingerprint})
    return read_again(upload=upload, by=by, at=at)


@transaction.atomic
def roll_back(*, to: int, reason: str, by: User, at: datetime) -> RollBack:
    """Make the content of an earlier snapshot current again. Raises `CaseRefusal`."""
    if not reason.strip():
        raise CaseRefusal("rollback.says_why")
    row = RollBack(at=at, by=by, to=to, reason=reason.strip()[:400])
    try:
        row.number = corpus.roll_back(to=to, at=at)
    except corpus.Refusal as refusal:
        raise CaseRefusal("rollback.refused", what=refusal.sentence("zh"), en=refusal.sentence("en")) from refusal
    row.save()
    detail = {"to": to, "number": row.number}
    audit.record(action="snapshot.roll_back", subject=f"snapshot:{to}", by=by, at=at, detail=detail)
    return row
