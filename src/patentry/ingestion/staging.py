"""Staging: batches of rows on disk as Arrow, one file a table and an input file, memory flat."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pyarrow as pa

from patentry.corpus import StagedTable
from patentry.ingestion.reports import Tally
from patentry.ingestion.sharing import rows_of_chunks
from patentry.offices.reading import Batch, Format, Source, UnreadableFileError
from patentry.records import Severity
from patentry.records.schemas import RECORDS, SHAPES

POOL_FROM_BYTES = 32 * 1024 * 1024
"""A pool costs more than it brings below this size."""


class Staging:
    """The folder of one ingest. Rows are written as they come and wait, file by file, for `tables`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._places: dict[str, int] = {}
        self._open: dict[str, tuple[Path, pa.ipc.RecordBatchFileWriter]] = {}
        self._done: dict[str, list[Path]] = {}

    def add(self, table: str, rows: pa.RecordBatch) -> None:
        """Append rows of a table."""
        if table not in self._open:
            path = self._folder / f"{table}-{next(self._numbers)}.arrow"
            self._open[table] = (path, pa.ipc.new_file(str(path), SHAPES[table].schema))
        first = self._places.get(table, 0)
        self._places[table] = first + rows.num_rows
        turn = pa.array(range(first, first + rows.num_rows), pa.int64())
        self._open[table][1].write_batch(rows.set_column(rows.schema.get_field_index("place"), "place", turn))

    def keep_file(self) -> None:
        """The rows added since the last call belong to a file that was read to its end."""
        for table, (path, writer) in self._open.items():
            writer.close()
            self._done.setdefault(table, []).append(path)
        self._open.clear()

    def drop_file(self) -> None:
        """Forget the rows added since the last call: their file turned out unreadable half-way."""
        for path, writer in self._open.values():
            writer.close()
            path.unlink()
        self._open.clear()

    def tables(self) -> list[StagedTable]:
        """Answer the tables that have rows waiting."""
        return [
            StagedTable(t, SHAPES[t].schema, tuple(paths), by_format=t == RECORDS.name)
            for t, paths in self._done.items()
        ]


def read_file(
    *,
    chosen: Format,
    source: Source,
    file: str,
    staging: Staging,
    quarantine: Path,
    processes: int,
    progress: Callable[[str, int, int], None] | None,
) -> Tally:
    """Read a whole file into staging; set rejected rows aside under the file's sha256; answer the account."""
    tally = Tally()
    size = source.path.stat().st_size
    set_aside = quarantine / f"{file}.jsonl"
    set_aside.unlink(missing_ok=True)
    pool = processes if size >= POOL_FROM_BYTES else 1
    try:
        for read in rows_of_chunks(chosen, source, file, pool):
            tally.add(read.batch)
            for table, rows in read.tables:
                staging.add(table, rows)
            if read.batch.quarantine:
                _set_aside(set_aside, source.name, read.batch)
            if progress:
                progress(source.name, tally.documents, size)
    except UnreadableFileError:
        staging.drop_file()
        raise
    staging.keep_file()
    return tally


def _set_aside(path: Path, name: str, batch: Batch) -> None:
    """Every row set aside says where it stood, what was wrong with which field, and holds the row as it was."""
    refusals = [problem for problem in batch.problems if problem.severity is Severity.REJECTED]
    with path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
        for row, why in zip(batch.quarantine, refusals, strict=True):
            told = {"code": why.code, "field": why.field, "value": why.value, "content": row.content}
            stream.write(json.dumps({"file": name, "row": row.row, **told}, ensure_ascii=False) + "\n")
