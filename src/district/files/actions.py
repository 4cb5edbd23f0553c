"""Keeping files and giving them up."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction

from district.audit.actions import record
from district.files import inspection, names
from district.files.models import StoredFile
from district.files.storage import everything, uploads

ORPHAN_AGE = timedelta(hours=24)


@transaction.atomic
def keep(*, upload: File[bytes], name: str, matter: str, by: AbstractBaseUser | None, at: datetime) -> StoredFile:
    """Look at an upload and keep it for a matter ("request:17"); answers its row.

    The bytes are on the disk before the row is written; a transaction that ends without the row leaves an orphan,
    which the sweep removes. Raises `CaseRefusal` (`file.…`) for a file that is not taken.
    """
    shown = names.harmless(name)
    kind = inspection.inspect(upload, name=shown)
    digest, size = _digest(upload)
    place = f"{digest[:2]}/{digest}-{secrets.token_hex(8)}"
    upload.seek(0)
    saved = uploads().save(place, upload)
    row = StoredFile.objects.create(
        matter=matter,
        name=shown,
        kind=kind.code,
        size=size,
        sha256=digest,
        place=saved,
        kept_by_id=by.pk if by else None,
        kept_at=at,
    )
    record(action="file.keep", subject=matter, by=by, at=at, detail={"file": row.pk, "kind": kind.code, "size": size})
    return row


@transaction.atomic
def remove(*, file: StoredFile, by: AbstractBaseUser | None, at: datetime) -> None:
    """Give a file up: its row now, its bytes once the transaction stands."""
    place = file.place
    record(action="file.remove", subject=file.matter, by=by, at=at, detail={"file": file.pk})
    file.delete()
    transaction.on_commit(lambda: uploads().delete(place))


def note_reading(*, file: StoredFile, by: AbstractBaseUser | None, at: datetime) -> None:
    """Write into the audit log that somebody was given the file."""
    with transaction.atomic():
        record(action="file.read", subject=file.matter, by=by, at=at, detail={"file": file.pk})


def sweep(*, at: datetime) -> int:
    """Remove bytes without a row that are older than a day; answers how many. What is younger may still get its row."""
    storage, swept = uploads(), 0
    for name in everything(storage):
        if storage.get_modified_time(name) > at - ORPHAN_AGE or StoredFile.objects.filter(place=name).exists():
            continue
        storage.delete(name)
        swept += 1
    return swept


def _digest(upload: File[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
