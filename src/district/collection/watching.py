"""The watched folder: what lies there whole is taken in and staged as if an officer had uploaded it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from district.casework import CaseRefusal
from district.collection import actions

QUIET = timedelta(seconds=20)
"""A file that has not grown for so long is taken for whole."""
TAKEN = "taken"
REFUSED = "refused"


def watch(*, at: datetime) -> int:
    """Take in what lies in the folder `PATENTRY_WATCH`; answers how many files. Files move to `taken` or `refused`.

    Each file is an upload of its own, so that one an officer sets aside does not hold up the others.
    """
    if not settings.PATENTRY_WATCH:
        return 0
    folder = Path(settings.PATENTRY_WATCH)
    whole = [path for path in sorted(folder.iterdir()) if _is_whole(path, at)] if folder.is_dir() else []
    return sum(_taken(path, at) for path in whole)


def _is_whole(path: Path, at: datetime) -> bool:
    if not path.is_file() or path.name.startswith(".") or path.suffix in (".part", ".tmp"):
        return False
    return at.timestamp() - path.stat().st_mtime >= QUIET.total_seconds()


def _taken(path: Path, at: datetime) -> int:
    try:
        with path.open("rb") as stream:
            file = File(stream, name=path.name)
            actions.receive(files=[file], source=f"watched: {path.name}", by=None, at=at)
    except CaseRefusal:
        _move(path, REFUSED)
        return 0
    _move(path, TAKEN)
    return 1


def _move(path: Path, folder: str) -> None:
    """A file that was read but not moved when the process died is taken once more: it brings nothing new."""
    target = path.parent / folder
    target.mkdir(exist_ok=True)
    path.replace(target / path.name)
