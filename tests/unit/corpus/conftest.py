"""A corpus with one table of invented rows, written and read without any office format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pyarrow as pa
import pytest

from patentry.corpus import DuckEngine, FileRow, Home, Snapshot, StagedTable, commit

FIRST_DAY = datetime(2024, 1, 1, 12, tzinfo=UTC)
SCHEMA = pa.schema(
    [
        ("said", pa.string()),
        ("key", pa.string()),
        ("digest", pa.string()),
        ("file", pa.string()),
        ("added_in", pa.int64()),
        ("place", pa.int64()),
    ]
)


class Corpus:
    """A home; each `put` is one ingest, a day after the one before."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder / "home")
        self.home.create()
        self._folder = folder
        self._numbers = count()
        self._places = count()

    def staged(self, rows: dict[str, str], *, file: str, table: str = "facts") -> StagedTable:
        """Rows (key → what it says) waiting in a file."""
        path = self._folder / f"{next(self._numbers)}.arrow"
        keys, said = list(rows), list(rows.values())
        digests = [f"{key}={value}" for key, value in rows.items()]
        places = [next(self._places) for _ in rows]
        waiting = pa.table([said, keys, digests, [file] * len(rows), [0] * len(rows), places], schema=SCHEMA)
        with pa.ipc.new_file(str(path), SCHEMA) as writer:
            writer.write_table(waiting)
        return StagedTable(table, SCHEMA, (path,))

    def put(
        self, rows: dict[str, str], *, file: str, day: int = 0, table: str = "facts", is_staged: bool = False
    ) -> Snapshot:
        """Commit rows as a file of that name."""
        at = FIRST_DAY + timedelta(days=day)
        provenance = FileRow(file, f"{file}.csv", "table", len(rows), len(rows), 0, "[]", None, at, 0)
        staged = [self.staged(rows, file=file, table=table)]
        return commit(home=self.home, staged=staged, files=[provenance], at=at, is_staged=is_staged)

    @staticmethod
    def rows(snapshot: Snapshot, table: str = "facts") -> list[tuple[str, str, int]]:
        """Every stored row of a snapshot in its turn: key, what it says, the snapshot that added it."""
        engine = DuckEngine(memory_limit="256MB", threads=1)
        engine.add_files("t", snapshot.uris(table), SCHEMA)
        found = engine.sql("SELECT key, said, added_in FROM t ORDER BY place").to_pylist()
        return [(row["key"], row["said"], row["added_in"]) for row in found]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


@pytest.fixture
def make_corpus() -> Callable[[Path], Corpus]:
    return Corpus
