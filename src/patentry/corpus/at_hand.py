"""Rows kept in an engine's memory because they are asked for again and again, words as numbers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from itertools import count
from typing import Any, Protocol

import ibis
import pyarrow as pa

MOST_ROWS = 40_000_000
"""Of all that is kept: a nation's tenures by two rules in both views."""
MOST_WORDS = 5_000
"""A column of more different words stays one of words."""
_NUMBERS = count()


class _Running(Protocol):
    def sql(self, query: str) -> pa.Table: ...


class AtHand:
    """Tables of an embedded engine made of expressions. Safe to share between threads.

    An expression asked once is not worth the room; from the second time its rows are kept, without order.
    """

    def __init__(self, engine: _Running) -> None:
        self._engine = engine
        self._asked: OrderedDict[Any, tuple[Any, int] | None] = OrderedDict()
        self._leaving = ""
        self._lock = threading.Lock()

    def kept(self, expression: Any) -> Any:
        """Answer an expression for the same rows."""
        key = expression.op()
        with self._lock:
            if key not in self._asked:
                self._asked[key] = None
                return expression
            self._asked.move_to_end(key)
            found = self._asked[key] or self._keep(expression)
            self._asked[key] = found
            self._make_room(found)
        return found[0]

    def _keep(self, expression: Any) -> tuple[Any, int]:
        name = f"kept_{next(_NUMBERS)}"
        query = str(ibis.to_sql(expression, dialect="duckdb"))
        coded = ", ".join(f'"{column}"::{kind} AS "{column}"' for column, kind in self._types(name, expression, query))
        columns = f"* REPLACE ({coded})" if coded else "*"
        self._engine.sql(f"CREATE TABLE {name} AS SELECT {columns} FROM ({query})")
        rows = int(self._engine.sql(f"SELECT count(*) AS n FROM {name}")["n"][0].as_py())
        return ibis.table(expression.schema(), name=name), rows

    def _types(self, name: str, expression: Any, query: str) -> list[tuple[str, str]]:
        """The columns of few words, each with a type of them."""
        columns = [column for column, kind in expression.schema().items() if kind.is_string()]
        if not columns:
            return []
        lists = ", ".join(f'list(DISTINCT "{column}") AS "{column}"' for column in columns)
        told = self._engine.sql(f"SELECT {lists} FROM ({query})").to_pylist()[0]
        found = []
        for number, column in enumerate(columns):
            words = sorted(word for word in told[column] or () if word is not None)
            if 0 < len(words) <= MOST_WORDS:
                quoted = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
                self._engine.sql(f"CREATE TYPE {name}_{number} AS ENUM ({quoted})")
                found.append((column, f"{name}_{number}"))
        return found

    def _make_room(self, newest: tuple[Any, int]) -> None:
        """What goes stays until the next goes, for who was answered it may be about to read it."""
        while sum(one[1] for one in self._asked.values() if one) > MOST_ROWS:
            oldest = next(key for key, one in self._asked.items() if one)
            gone = self._asked[oldest]
            if gone is None or gone is newest:
                return
            del self._asked[oldest]
            if self._leaving:
                self._engine.sql(f"DROP TABLE {self._leaving}")
            self._leaving = gone[0].get_name()
