"""Snapshots: which version of every table was the truth, by number or by day.

A staged snapshot waits beside the current one: it opens by its number and is nobody's truth until it is accepted.
Accepting one, and going back to an earlier one, each take a new number with the old content; nothing is erased.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from patentry.corpus.home import Home
from patentry.wording import Refusal

SNAPSHOTS_SCHEMA = pa.schema(
    [
        ("number", pa.int64()),
        ("taken_at", pa.timestamp("us", tz="UTC")),
        ("versions", pa.list_(pa.struct([("table", pa.string()), ("version", pa.int64())]))),
        ("kind", pa.string()),
        ("of", pa.int64()),
    ]
)
FILES_SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("name", pa.string()),
        ("format", pa.string()),
        ("documents", pa.int64()),
        ("kept", pa.int64()),
        ("rejected", pa.int64()),
        ("problems", pa.string()),
        ("weekly_authority", pa.string()),
        ("read_at", pa.timestamp("us", tz="UTC")),
        ("added_in", pa.int64()),
    ]
)


class SnapshotKind(StrEnum):
    """How a snapshot came to be: read and current at once, read and waiting, or with the content of another one."""

    TAKEN = "taken"
    STAGED = "staged"
    ACCEPTED = "accepted"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot: its number, when it was taken (UTC) and the version of every table it names.

    `of`: for a staged one the snapshot it was read over, for an accepted or restored one the one it has its content
    from.
    """

    home: Home
    number: int
    taken_at: datetime | None
    versions: dict[str, int]
    kind: SnapshotKind = SnapshotKind.TAKEN
    of: int | None = None

    @property
    def is_staged(self) -> bool:
        """Whether it waits to be accepted, or waited in vain."""
        return self.kind is SnapshotKind.STAGED

    @property
    def content(self) -> str:
        """What it holds in a few characters: an accepted or restored snapshot has those of the one it took over.

        A version of a table never changes, so the versions tell.
        """
        told = "\n".join(f"{table} {version}" for table, version in sorted(self.versions.items()))
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def uris(self, table: str) -> list[str]:
        """Answer the Parquet files of a table at the version this snapshot names; none where it names none."""
        if table not in self.versions:
            return []
        return DeltaTable(self.home.tables / table, version=self.versions[table]).file_uris()


@dataclass(frozen=True, slots=True)
class FileRow:
    """Provenance: one input file, what was read from it and when. `problems` is the report's JSON."""

    file: str
    name: str
    format: str
    documents: int
    kept: int
    rejected: int
    problems: str
    weekly_authority: str | None
    read_at: datetime
    added_in: int


def empty(home: Home) -> Snapshot:
    """Answer the snapshot before the first: number 0, no tables."""
    return Snapshot(home, 0, None, {})


def has_table(path: Path) -> bool:
    """Answer whether a Delta table has been written at the path."""
    return DeltaTable.is_deltatable(str(path))


def snapshots_of(home: Home) -> tuple[Snapshot, ...]:
    """Answer every snapshot, staged ones too, oldest first."""
    home.check()
    path = home.tables / "snapshots"
    if not has_table(path):
        return ()
    rows = DeltaTable(path).to_pyarrow_table().sort_by("number").to_pylist()
    return tuple(_read(home, row) for row in rows)


def _read(home: Home, row: dict[str, Any]) -> Snapshot:
    """A row of a home that was written before there were staged snapshots has neither kind nor origin."""
    versions = {v["table"]: v["version"] for v in row["versions"]}
    kind = SnapshotKind(row.get("kind") or SnapshotKind.TAKEN)
    return Snapshot(home, row["number"], row["taken_at"], versions, kind, row.get("of"))


def current_of(every: Sequence[Snapshot], home: Home) -> Snapshot:
    """Answer the current one of a home's snapshots: the last that is not staged, or the empty one."""
    return next((snapshot for snapshot in reversed(every) if not snapshot.is_staged), empty(home))


def latest(home: Home) -> Snapshot:
    """Answer the current snapshot, or the empty one."""
    return current_of(snapshots_of(home), home)


def open_snapshot(home: Home, which: int | date | None) -> Snapshot:
    """Answer the snapshot of a number, the one current at the end of a day, or the current one.

    Raises `Refusal` where there is none.
    """
    if which is None:
        return latest(home)
    if isinstance(which, date):
        found = snapshot_on(home, which)
        if found.number:
            return found
        raise Refusal("snapshot.none_on", day=which)
    for snapshot in snapshots_of(home):
        if snapshot.number == which:
            return snapshot
    raise Refusal("snapshot.missing", number=which)


def snapshot_on(home: Home, day: date) -> Snapshot:
    """Answer the snapshot that was current at the end of a day (UTC), or the empty one."""
    end = datetime.combine(day, time.max, tzinfo=UTC)
    past = [s for s in snapshots_of(home) if s.taken_at is not None and s.taken_at <= end]
    return current_of(past, home)


def files_of(snapshot: Snapshot) -> tuple[FileRow, ...]:
    """Answer the provenance rows a snapshot stands on, oldest first."""
    if "files" not in snapshot.versions:
        return ()
    table = DeltaTable(snapshot.home.tables / "files", version=snapshot.versions["files"])
    rows = table.to_pyarrow_table().sort_by([("added_in", "ascending"), ("name", "ascending")])
    return tuple(FileRow(**row) for row in rows.to_pylist())
