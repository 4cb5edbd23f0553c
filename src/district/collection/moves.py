"""One step of an upload: the state, since when, and the audit entry, all in the transaction of the act."""

from __future__ import annotations

from datetime import datetime

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import Transition
from district.collection.models import Upload


def moved(held: Upload, step: Transition, *, by: User | None, at: datetime, **detail: object) -> Upload:
    """Write a step down and answer the upload."""
    source, held.state, held.state_since = held.state, step.target, at
    held.save()
    told = {"from": source, "to": step.target, **detail}
    audit.record(action=f"upload.{step.name}", subject=held.matter, by=by, at=at, detail=told)
    return held
