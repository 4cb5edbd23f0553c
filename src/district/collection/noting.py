"""What reading an upload came to, written down by the task that read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from district.casework.workflows import SYSTEM
from district.collection import corpus
from district.collection.models import Upload
from district.collection.moves import moved
from district.collection.states import UPLOAD


@transaction.atomic
def note_reading(*, upload: int, read: corpus.Read, differences: Sequence[corpus.Difference], at: datetime) -> Upload:
    """Note what reading came to: staged, nothing new, or nothing that could be taken. A second time changes nothing."""
    held = Upload.objects.select_for_update().get(pk=upload)
    if held.state != "waiting":
        return held
    action = "stage" if read.is_staged else "find_nothing_new" if read.took_anything else "refuse"
    held.report, held.base = read.report, read.base
    held.staged = read.snapshot if read.is_staged else None
    held.differences = [
        {"figure": d.figure, "region": d.region, "on": f"{d.on:%F}", "before": d.before, "after": d.after}
        for d in differences
    ]
    return moved(held, UPLOAD.step(state=held.state, action=action, role=SYSTEM), by=None, at=at)
