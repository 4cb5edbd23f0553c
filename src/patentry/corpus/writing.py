"""Committing an ingest: staged rows into the tables, then the one row that makes them visible."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake

from patentry.corpus.home import Home
from patentry.corpus.snapshots import (
    FILES_SCHEMA,
    SNAPSHOTS_SCHEMA,
    FileRow,
    Snapshot,
    SnapshotKind,
    current_of,
    files_of,
    has_table,
    snapshots_of,
)

Places = npt.NDArray[np.int64]
COMPACT_BEYOND_FILES = 64
PORTION_BYTES = 16 << 20
PLACES_A_SNAPSHOT = 100_000_000
"""Rows one ingest may add to a table before its turns would run into the next snapshot's."""
NO_FORMATS = pa.table({"file": pa.array([], pa.string()), "format": pa.array([], pa.string())})
KEEP_EVERY_VERSION = {"delta.enableExpiredLogCleanup": "false", "delta.logRetentionDuration": "interval 36500 days"}
"""Delta forgets versions after thirty days unless told otherwise; an earlier snapshot must open for good."""


@dataclass(frozen=True, slots=True)
class StagedTable:
    """Rows of one table waiting in Arrow IPC files, in the order they were read.

    `by_format`: what each format says of a key is a matter of its own, because one may be believed before another.
    """

    name: str
    schema: pa.Schema
    paths: tuple[Path, ...]
    by_format: bool = False


@contextmanager
def writer_lock(home: Home) -> Iterator[None]:
    """One writer at a time. The lock belongs to the open file, so a dead process does not keep it."""
    with (home.path / "writer.lock").open("w", encoding="ascii") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def commit(
    *, home: Home, staged: list[StagedTable], files: list[FileRow], at: datetime, is_staged: bool = False
) -> Snapshot:
    """Append what is new and answer the snapshot that shows it; the current one where nothing is.

    A staged snapshot leaves the current one where it is. Its rows lie beyond the versions in force, so the next writer
    takes them out of its own way; the staged snapshot names its versions and still opens.

    Kill the process anywhere before the last write and the previous snapshot is whole: rows beyond the versions it
    names are rolled back by the next writer before it begins.
    """
    with writer_lock(home):
        every = snapshots_of(home)
        current = current_of(every, home)
        number = every[-1].number + 1 if every else 1
        versions = dict(current.versions)
        known = {row.file: row for row in files_of(current)}
        formats = pa.table(_formats({**known, **{row.file: row for row in files}}))
        changed = False
        for table in staged:
            version = _append_new(home, current, table, number, formats)
            if version is not None:
                versions[table.name] = version
                changed = True
        fresh = {row.file: row for row in files if _was_read_anew(known.get(row.file), row)}
        if not changed and not fresh:
            return current
        if fresh:
            versions["files"] = _append_files(home, current, list(fresh.values()), number)
        kind, of = (SnapshotKind.STAGED, current.number) if is_staged else (SnapshotKind.TAKEN, None)
        return publish(home, Snapshot(home, number, at, versions, kind, of))


def _append_new(
    home: Home, current: Snapshot, table: StagedTable, number: int, formats: pa.Table = NO_FORMATS
) -> int | None:
    """Append the staged rows whose key is new or says something new; answer the table's new version."""
    path = home.tables / table.name
    _roll_back(path, current.versions.get(table.name))
    is_new = False
    for batches in _portions(_new_rows(current, table, number, formats)):
        write_table(path, pa.Table.from_batches(batches, schema=table.schema))
        is_new = True
    return _compacted(path) if is_new else None


def _portions(batches: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """Gather batches to the size of one write.

    The writer holds all it is given in memory. Versions between the first portion and the last are named by no
    snapshot, like all of a writer that dies.
    """
    gathered: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        gathered.append(batch)
        size += batch.nbytes
        if size >= PORTION_BYTES:
            yield gathered
            gathered, size = [], 0
    if gathered:
        yield gathered


def _compacted(path: Path) -> int:
    """Join a table's small files where they have become many; answer its version. The rows stay the same."""
    table = DeltaTable(path)
    if len(table.file_uris()) > COMPACT_BEYOND_FILES:
        table.optimize.compact()
    return DeltaTable(path).version()


def _new_rows(current: Snapshot, table: StagedTable, number: int, formats: pa.Table) -> Iterator[pa.RecordBatch]:
    """The staged rows that say something new, numbered: where the last word on a key is the standing one, none.

    Which rows these are is asked of their keys alone. The rows themselves, whole descriptions among them, go from
    the staging files into the table as they are.
    """
    fresh = _fresh_places(current, table, formats)
    for path in table.paths:
        with pa.OSFile(str(path)) as source:
            reader = pa.ipc.open_file(source)
            for index in range(reader.num_record_batches):
                batch = _only(fresh, reader.get_batch(index))
                if batch.num_rows:
                    yield _numbered(batch, number)


def _only(fresh: Places | None, batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows of a batch whose places are among the rising `fresh`; places go on within a batch without a gap."""
    if fresh is None or batch.num_rows == 0:
        return batch
    first = batch["place"][0].as_py()
    start, end = np.searchsorted(fresh, (first, first + batch.num_rows))
    return batch if end - start == batch.num_rows else batch.take(pa.array(fresh[start:end] - first))


def _numbered(batch: pa.RecordBatch, number: int) -> pa.RecordBatch:
    """Give the rows their snapshot, and their turn among all rows of the table."""
    added_in = pa.repeat(pa.scalar(number, pa.int64()), batch.num_rows)
    place = pc.add(batch["place"], number * PLACES_A_SNAPSHOT)
    batch = batch.set_column(batch.schema.get_field_index("added_in"), "added_in", added_in)
    return batch.set_column(batch.schema.get_field_index("place"), "place", place)


def _fresh_places(current: Snapshot, table: StagedTable, formats: pa.Table) -> Places | None:
    """The places of the staged rows that say something new; None where that is all of them."""
    connection = duckdb.connect(":memory:", config={"memory_limit": "1GB", "threads": 2})
    connection.register("staged", ds.dataset([str(path) for path in table.paths], format="ipc"))
    connection.register("formats", formats)
    key, named = (
        ("key || '|' || coalesce(format, '')", "LEFT JOIN formats USING (file)") if table.by_format else ("key", "")
    )
    told = f"SELECT {key} AS key, digest, place"
    repeats = _has_repeats(connection, f"{told} FROM staged {named}")
    uris = current.uris(table.name)
    query = "SELECT k.place FROM keys k"
    if uris:
        last = "(SELECT key, max_by(digest, place) AS digest FROM keys GROUP BY key)" if repeats else "keys"
        listed = ", ".join("'" + uri.replace("'", "''") + "'" for uri in uris)
        query = f"""WITH standing AS (
            SELECT key, max_by(digest, place) AS digest FROM ({told} FROM read_parquet([{listed}]) {named}) GROUP BY key
        ), fresh AS (SELECT key FROM {last} l ANTI JOIN standing USING (key, digest))
        {query} SEMI JOIN fresh USING (key)"""
    elif not repeats:
        return None
    if repeats:
        query += " QUALIFY row_number() OVER (PARTITION BY k.key, k.digest ORDER BY k.place DESC) = 1"
    found: Places = connection.sql(f"SELECT place FROM ({query}) ORDER BY place").to_arrow_table()["place"].to_numpy()
    return found


def _has_repeats(connection: duckdb.DuckDBPyConnection, staged: str) -> bool:
    """Answer whether two staged rows are about the same matter: both are kept, the one read last stands."""
    connection.execute(f"CREATE TABLE keys AS {staged}")
    return bool(connection.execute("SELECT count(*) > count(DISTINCT key) FROM keys").fetchall()[0][0])


def _roll_back(path: Path, version: int | None) -> None:
    """Undo what a writer that died before its snapshot left beyond the version in force."""
    if not has_table(path):
        return
    table = DeltaTable(path)
    if version is None:
        if table.file_uris():
            table.delete()
    elif table.version() > version:
        table.restore(version)


def _was_read_anew(known: FileRow | None, row: FileRow) -> bool:
    """A file has one row for each format it was read by; one that was refused before it could be read has two."""
    return known is None or (bool(row.kept) and known.format != row.format)


def _formats(rows: dict[str, FileRow]) -> dict[str, pa.Array]:
    return {
        "file": pa.array(rows, pa.string()),
        "format": pa.array([row.format for row in rows.values()], pa.string()),
    }


def _append_files(home: Home, current: Snapshot, rows: list[FileRow], number: int) -> int:
    path = home.tables / "files"
    _roll_back(path, current.versions.get("files"))
    columns = {
        name: [number if name == "added_in" else getattr(row, name) for row in rows] for name in FILES_SCHEMA.names
    }
    write_table(path, pa.table(columns, schema=FILES_SCHEMA))
    return _compacted(path)


def publish(home: Home, snapshot: Snapshot) -> Snapshot:
    """The last write: the snapshot's row. Two writers can never both write the same number."""
    versions = [{"table": name, "version": version} for name, version in sorted(snapshot.versions.items())]
    row = {
        "number": [snapshot.number],
        "taken_at": [snapshot.taken_at],
        "versions": [versions],
        "kind": [snapshot.kind.value],
        "of": [snapshot.of],
    }
    home.raise_layout()
    write_table(
        home.tables / "snapshots",
        pa.table(row, schema=SNAPSHOTS_SCHEMA),
        commit_properties=CommitProperties(app_transactions=[Transaction("snapshot", snapshot.number)]),
    )
    _compacted(home.tables / "snapshots")
    return snapshot


def write_table(path: Path, rows: pa.Table, commit_properties: CommitProperties | None = None) -> None:
    """Append rows to a Delta table, making it where there is none."""
    configuration = None if has_table(path) else KEEP_EVERY_VERSION
    write_deltalake(
        path,
        rows,
        mode="append",
        schema_mode="merge",
        configuration=configuration,
        commit_properties=commit_properties,
    )
