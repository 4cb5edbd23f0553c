"""Snapshots: which version of every table was the truth, by number or by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable

from patentry.corpus.home import Home
from patentry.wording import Refusal

SNAPSHOTS_SCHEMA = pa.schema(
    [
        ("number", pa.int64()),
        ("taken_at", pa.timestamp("us", tz="UTC")),
        ("versions", pa.list_(pa.struct([("table", pa.string()), ("version", pa.int64())]))),
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


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot: its number, when it was taken (UTC) and the version of every table it names."""

    home: Home
    number: int
    taken_at: datetime | None
    versions: dict[str, int]

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
    """Answer every snapshot, oldest first."""
    home.check()
    path = home.tables / "snapshots"
    if not has_table(path):
        return ()
    rows = DeltaTable(path).to_pyarrow_table().sort_by("number").to_pylist()
    return tuple(
        Snapshot(home, r["number"], r["taken_at"], {v["table"]: v["version"] for v in r["versions"]}) for r in rows
    )


def latest(home: Home) -> Snapshot:
    """Answer the current snapshot, or the empty one."""
    every = snapshots_of(home)
    return every[-1] if every else empty(home)


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
    return past[-1] if past else empty(home)


def files_of(snapshot: Snapshot) -> tuple[FileRow, ...]:
    """Answer the provenance rows a snapshot stands on, oldest first."""
    if "files" not in snapshot.versions:
        return ()
    table = DeltaTable(snapshot.home.tables / "files", version=snapshot.versions["files"])
    rows = table.to_pyarrow_table().sort_by([("added_in", "ascending"), ("name", "ascending")])
    return tuple(FileRow(**row) for row in rows.to_pylist())
