"""The counts and the sums asked last over the tables of one snapshot, which never change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from patentry.corpus.engine import Engine
from patentry.statistics.counting import Counts, Question
from patentry.statistics.measures import MEASURES
from patentry.statistics.measuring import Period

MOST_GROUPS = 200_000
"""Of all that is remembered; a count by every single holder of a nation is not."""


MOST_BYTES = 64_000_000
"""Of all rows that are remembered; an answer larger than a quarter of it is not."""


class Remembering:
    """An engine that remembers the rows of the expressions asked last. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[Any, pa.Table] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def add_file(self, name: str, path: Path) -> None:
        """Register one Parquet file under a name."""
        self._engine.add_file(name, path)

    def table(self, name: str) -> Any:
        """Answer a registered table as an Ibis expression."""
        return self._engine.table(name)

    def kept(self, expression: Any) -> Any:
        """Answer an expression for the same rows, kept at hand where the engine can."""
        return self._engine.kept(expression)

    def rows(self, expression: Any) -> pa.Table:
        """Run an expression, or answer what it answered before."""
        key = expression.op()
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        rows = self._engine.rows(expression)
        with self._lock:
            self._keep(key, rows)
        return rows

    def _keep(self, key: Any, rows: pa.Table) -> None:
        if key in self._kept or rows.nbytes > MOST_BYTES // 4:
            return
        self._kept[key] = rows
        self._bytes += rows.nbytes
        while self._bytes > MOST_BYTES:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes


class Counted:
    """What was counted over one snapshot as it is known on a day. Safe to share between threads.

    A density asks again what its stock has counted, and a page in the second language what the first has.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, tuple[Period, ...]], Mapping[date, Counts]] = OrderedDict()
        self._groups = 0
        self._lock = threading.Lock()

    def counts(
        self, measure: str, engine: Engine, question: Question, periods: Sequence[Period]
    ) -> Mapping[date, Counts]:
        """Answer the counts of a measure, counting them where nobody has."""
        key = (measure, repr(question), tuple(periods))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        counts = MEASURES[measure].counts(engine, question, periods)
        with self._lock:
            self._keep(key, counts)
        return counts

    def _keep(self, key: tuple[str, str, tuple[Period, ...]], counts: Mapping[date, Counts]) -> None:
        if key in self._kept or _size(counts) > MOST_GROUPS // 4:
            return
        self._kept[key] = counts
        self._groups += _size(counts)
        while self._groups > MOST_GROUPS:
            self._groups -= _size(self._kept.popitem(last=False)[1])


def _size(counts: Mapping[date, Counts]) -> int:
    return sum(1 + len(groups) for groups in counts.values())
