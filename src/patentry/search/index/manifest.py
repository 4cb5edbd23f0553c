"""`index.json`: which segments make up the index, which of their documents are outdated, which snapshot they hold."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from patentry.wording import Refusal

NAME = "index.json"
LOCK = "writer.lock"
LEARNT = "learnt"
"""What was learnt from the documents, in a folder of its own: an index made anew uses it again."""


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment's folder, its documents, and the file that marks those outdated, where some are."""

    folder: str
    documents: int
    outdated: str | None = None
    outdated_documents: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What holds. `content` is the snapshot's, `rules` what else the documents depend on."""

    snapshot: int
    content: str
    rules: str
    segments: tuple[SegmentEntry, ...]

    @property
    def documents(self) -> int:
        """How many documents can be found."""
        return sum(entry.documents - entry.outdated_documents for entry in self.segments)


def read_manifest(folder: Path) -> Manifest | None:
    """Answer what holds; None where nothing was ever built. A file that cannot be read counts as none."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        entries = tuple(SegmentEntry(**entry) for entry in told.pop("segments"))
        return Manifest(segments=entries, **told)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Let another manifest hold, in one step; then remove what it no longer names."""
    fresh = folder / f"{NAME}.new"
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(asdict(manifest), stream)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(folder / NAME)
    clean_up(folder, manifest)


def clean_up(folder: Path, manifest: Manifest | None) -> None:
    """Remove what no manifest names: outdated segments, and what a writer that died has left."""
    entries = manifest.segments if manifest else ()
    named = (
        {NAME, LOCK, LEARNT}
        | {entry.folder for entry in entries}
        | {entry.outdated for entry in entries if entry.outdated}
    )
    for path in folder.iterdir():
        if path.name not in named:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """One writer at a time. The lock belongs to the open file, so a dead process does not keep it.

    Raises `Refusal` where another process is writing: waiting would only do its work a second time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w", encoding="ascii") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("search.index_busy", path=folder) from None
        yield
