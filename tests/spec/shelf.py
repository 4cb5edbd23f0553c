"""Corpora for the cases of the manual, built once and opened on any engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pyarrow as pa

from patentry.corpus import FileRow, Home, StagedTable, commit
from patentry.records.schemas import SHAPES
from patentry.statistics import FigureResult, Statistics, open_statistics
from patentry.statistics.desk import Counting
from tests.spec.cases import Case, Chapter
from tests.spec.world import DEFAULT_FORMAT, Placed, marks, placed

TAKEN_AT = datetime(2026, 1, 1, tzinfo=UTC)


def home_with(folder: Path, rows: dict[str, list[object]], formats: Sequence[str] = ()) -> Home:
    """Make a home that holds these rows as one snapshot; with formats each record stands in a file of its format."""
    home = Home(folder)
    home.create()
    staged = [_staged(home, table, some, formats if table == "records" else ()) for table, some in rows.items() if some]
    told = [FileRow(name, name, name, 1, 1, 0, "[]", None, TAKEN_AT, 0) for name in sorted({DEFAULT_FORMAT, *formats})]
    commit(home=home, staged=staged, files=told, at=TAKEN_AT)
    return home


def _staged(home: Home, table: str, rows: list[object], formats: Sequence[str]) -> StagedTable:
    schema, path = SHAPES[table].schema, home.staging / f"{table}.arrow"
    with pa.ipc.new_file(str(path), schema) as writer:
        batch = SHAPES[table].to_arrow(rows, file=DEFAULT_FORMAT)
        if formats:
            files = pa.array(formats, pa.string())
            batch = batch.set_column(schema.get_field_index("file"), "file", files)
        turns = pa.array(range(len(rows)), pa.int64())
        writer.write_batch(batch.set_column(batch.schema.get_field_index("place"), "place", turns))
    return StagedTable(table, schema, (path,), by_format=bool(formats))


@dataclass(slots=True)
class Corpus:
    """One home, open on the embedded engine and, where somebody asks, on another."""

    home: Home
    statistics: Statistics
    _others: dict[Counting, Statistics] = field(default_factory=dict)

    def on(self, counting: Counting) -> Statistics:
        """Answer the corpus with its counting on another engine."""
        if counting not in self._others:
            self._others[counting] = open_statistics(home=self.home.path, counting=counting)
        return self._others[counting]


@dataclass(frozen=True, slots=True)
class Opened:
    """A case ready to be asked, and what the embedded engine has answered."""

    place: Placed
    corpus: Corpus
    known: dict[str, FigureResult] = field(default_factory=dict)


@dataclass(slots=True)
class Shelf:
    """Every corpus of the manual, under one folder."""

    folder: Path
    _opened: dict[tuple[str, int], Opened] = field(default_factory=dict)
    _names: count[int] = field(default_factory=count)

    def open(self, chapter: Chapter, case: Case) -> Opened:
        """Answer the case in its corpus, building that where nobody has."""
        key = (chapter.id, case.index)
        if key not in self._opened:
            batch = next(batch for batch in chapter.batches() if case in batch)
            self._build(batch)
        return self._opened[key]

    def _build(self, batch: Sequence[Case]) -> None:
        serials, names = count(1), marks()
        places = [placed(case, mark="" if case.alone else next(names), serials=serials) for case in batch]
        rows: dict[str, list[object]] = {}
        formats = [name for place in places for name in place.formats]
        for place in places:
            for table, some in place.rows.items():
                rows.setdefault(table, []).extend(some)
        home = home_with(self.folder / f"home-{next(self._names)}", rows, formats)
        corpus = Corpus(home, open_statistics(home=home.path))
        for place in places:
            self._opened[place.case.chapter, place.case.index] = Opened(place, corpus)
