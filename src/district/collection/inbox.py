"""Where handed-in files lie: a folder of the data folder, one a upload, outside the web root and never given out."""

from __future__ import annotations

import hashlib
import os
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from district.casework import CaseRefusal

FORBIDDEN = frozenset('/\\:*?"<>|')


@dataclass(frozen=True, slots=True)
class Landed:
    """A file that lies in the inbox whole."""

    name: str
    size: int
    sha256: str


def folder_of(upload: int) -> Path:
    """Answer the folder of an upload's files."""
    return Path(settings.PATENTRY_HOME) / "site" / "inbox" / str(upload)


def harmless(name: str) -> str:
    """Answer a name that is only a name: no folders, no control characters, and it does not begin with a dot."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in FORBIDDEN).strip().lstrip(".")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:150]}{dot}{ending[:20]}" if stem else kept[:150] or "file"


def land(*, upload: int, name: str, content: File[bytes]) -> Landed:
    """Write a file into the inbox, whole or not at all. Raises `CaseRefusal` for an empty one and one too large."""
    limit = settings.PATENTRY_COLLECT_MB * 1024 * 1024
    folder = folder_of(upload)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = folder / harmless(name)
    part = folder / f".{place.name}.part"
    digest, size = hashlib.sha256(), 0
    try:
        with part.open("wb") as out:
            for chunk in content.chunks():
                size += len(chunk)
                if size > limit:
                    raise CaseRefusal("upload.too_large", name=place.name, limit=settings.PATENTRY_COLLECT_MB)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if not size:
            raise CaseRefusal("upload.empty", name=place.name)
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return Landed(place.name, size, digest.hexdigest())


def drop(upload: int) -> None:
    """Remove an upload's folder, where its row was not written in the end."""
    shutil.rmtree(folder_of(upload), ignore_errors=True)
