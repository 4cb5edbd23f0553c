"""What came of building the index, noted by the worker that did it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from district.audit import actions as audit
from district.workbench import library
from district.workbench.models import IndexBuild


def note_build(*, build: IndexBuild, update: library.Update | None, refused: str = "", at: datetime) -> None:
    """Note what came of building the index: what a worker did, or the code of the library's refusal."""
    with transaction.atomic():
        build.ended_at, build.refused = at, refused[:60]
        if update is not None:
            build.snapshot, build.documents = update.snapshot, update.documents
            build.written, build.removed = update.written, update.removed
        build.save()
        audit.record(
            action="workbench.index_built", subject="search_index", by=None, at=at, detail={"refused": refused}
        )
