"""The embedded engine: DuckDB in memory over a snapshot's Parquet files, one connection a process."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import pyarrow as pa
import pyarrow.dataset as ds

from patentry.corpus.at_hand import AtHand

MEMORY_LIMIT = "2GB"
THREADS = 2


class Engine(Protocol):
    """Where table expressions run. Written once in Ibis, they give the same rows on every engine."""

    def add_file(self, name: str, path: Path) -> None:
        """Register one Parquet file under a name."""
        ...

    def table(self, name: str) -> Any:
        """Answer a registered table as an Ibis expression."""
        ...

    def rows(self, expression: Any) -> pa.Table:
        """Run an expression."""
        ...

    def kept(self, expression: Any) -> Any:
        """Answer an expression for the same rows, kept at hand where the engine has room and they are asked for again;
        without an order."""
        ...


class DuckEngine:
    """DuckDB, never with a database file of its own: a second process must always be able to read.

    An Ibis expression is compiled against the schemas only; it runs on a cursor of the calling thread.
    """

    def __init__(self, *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS) -> None:
        self._connection = duckdb.connect(
            ":memory:",
            config={"memory_limit": memory_limit, "threads": threads, "preserve_insertion_order": False},
        )
        self._connection.execute("SET enable_progress_bar = false")
        self._schemas: dict[str, Any] = {}
        self._files: dict[str, Path] = {}
        self._at_hand = AtHand(self)
        self._local = threading.local()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
        return cursor

    def add_files(self, name: str, uris: Sequence[str | Path], schema: pa.Schema, *, added: Sequence[str] = ()) -> None:
        """Register Parquet files under a name; no files give an empty table of that schema.

        `added` are columns of texts that files of earlier versions do not have; there they are NULL.
        """
        if uris:
            listed = ", ".join("'" + str(uri).replace("'", "''") + "'" for uri in uris)
            source = f"read_parquet([{listed}]{', union_by_name = true' if added else ''})"
            held = self._cursor().sql(f"SELECT * FROM {source} LIMIT 0").columns if added else schema.names
            columns = ", ".join(f'"{c}"' if c in held else f'NULL::VARCHAR AS "{c}"' for c in schema.names)
            self._cursor().execute(f'CREATE OR REPLACE VIEW "{name}" AS SELECT {columns} FROM {source}')
        else:
            self.add_rows(name, schema.empty_table())
        self._forget(name)

    def add_file(self, name: str, path: Path) -> None:
        """Register one Parquet file under a name, with the columns it has."""
        if self._files.get(name) == path:
            return
        self._forget(name)
        quoted = str(path).replace("'", "''")
        self._cursor().execute(f"CREATE OR REPLACE VIEW \"{name}\" AS SELECT * FROM read_parquet('{quoted}')")
        self._files[name] = path

    def add_rows(self, name: str, rows: pa.Table) -> None:
        """Register rows in memory under a name."""
        cursor = self._cursor()
        cursor.register("arriving", rows)
        cursor.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM arriving')
        cursor.unregister("arriving")
        self._forget(name)

    def add_arrow_files(self, name: str, paths: Sequence[Path], columns: Sequence[str]) -> None:
        """Copy these columns of Arrow IPC files into memory, under a name."""
        cursor = self._cursor()
        cursor.register("arriving", ds.dataset([str(path) for path in paths], format="ipc"))
        cursor.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT {", ".join(columns)} FROM arriving')
        cursor.unregister("arriving")
        self._forget(name)

    def _forget(self, name: str) -> None:
        """Another table of this name: what was made of the former is gone."""
        self._files.pop(name, None)
        if self._schemas.pop(name, None) is not None:
            self._at_hand = AtHand(self)

    def kept(self, expression: Any) -> Any:
        """Answer an expression for the same rows, in memory from the second time they are asked for."""
        return self._at_hand.kept(expression)

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pa.Table:
        """Run DuckDB SQL, for what Ibis cannot say; used to derive tables and to look rows up, never for a figure."""
        answer = self._cursor().sql(query, params=list(parameters) or None)
        return pa.table({}) if answer is None else answer.to_arrow_table()

    def batches(self, query: str, *, rows: int) -> Iterator[pa.RecordBatch]:
        """Run DuckDB SQL and answer its rows a batch at a time, for what is too large to hold."""
        yield from self._cursor().sql(query).to_arrow_reader(rows)

    def table(self, name: str) -> Any:
        """Answer a registered table as an Ibis expression."""
        if name not in self._schemas:
            empty = self.sql(f'SELECT * FROM "{name}" LIMIT 0')
            self._schemas[name] = ibis.schema(empty.schema)
        return ibis.table(self._schemas[name], name=name)

    def rows(self, expression: Any) -> pa.Table:
        """Run an Ibis expression and answer its rows."""
        return self.sql(str(ibis.to_sql(expression, dialect="duckdb")))
