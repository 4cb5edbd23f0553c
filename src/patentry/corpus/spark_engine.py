"""A second engine: the same table expressions on Spark, or on anything that speaks Spark Connect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_NUMBERS = count()


class SparkEngine:
    """Runs Ibis expressions in a Spark session. Needs the extra `spark`; the library itself never imports it.

    Registered tables are temporary views of the session under names of this engine's own, so that two engines can
    share a session. A table is read when somebody first asks for it. Parquet files must lie where the session's workers
    can read them: `shared` answers under which address they know a file.
    """

    def __init__(self, session: SparkSession, *, shared: Callable[[Path], str] = str) -> None:
        self._session = session
        self._backend: Any = ibis.pyspark.connect(session)
        self._prefix = f"patentry_{next(_NUMBERS)}_"
        self._shared = shared
        self._files: dict[str, Sequence[str | Path]] = {}
        self._tables: dict[str, Any] = {}

    def add_files(self, name: str, uris: Sequence[str | Path]) -> None:
        """Register Parquet files under a name."""
        self._files[name] = tuple(uris)
        self._tables.pop(name, None)

    def add_file(self, name: str, path: Path) -> None:
        """Register one Parquet file under a name."""
        self.add_files(name, [path])

    def table(self, name: str) -> Any:
        """Answer a registered table as an Ibis expression."""
        if name not in self._tables:
            places = (self._shared(uri) if isinstance(uri, Path) else uri for uri in self._files[name])
            self._session.read.parquet(*places).createOrReplaceTempView(self._prefix + name)
            self._tables[name] = self._backend.table(self._prefix + name)
        return self._tables[name]

    def rows(self, expression: Any) -> pa.Table:
        """Run an Ibis expression and answer its rows."""
        answer: pa.Table = self._backend.to_pyarrow(expression)
        return answer

    def kept(self, expression: Any) -> Any:
        """Answer the expression itself: what a session keeps is the operator's to decide."""
        return expression
