"""The second engine of the tests: Sail, which speaks Spark Connect, started once in this process."""

from __future__ import annotations

import atexit
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from patentry.corpus.spark_engine import SparkEngine
from patentry.status.tenures import Tenures

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@cache
def session() -> SparkSession:
    """Answer the session, starting the server where nobody has."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("RUST_LOG", "warn")
    from pysail.spark import SparkConnectServer  # type: ignore[import-untyped]
    from pyspark.sql import SparkSession

    server = SparkConnectServer()
    server.start()
    _, port = server.listening_address
    opened: SparkSession = SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate()
    atexit.register(server.stop)
    return opened


def counting(tenures: Tenures) -> SparkEngine:
    """Open the derived tables a figure counts over on the second engine."""
    engine = SparkEngine(session())
    for table in ("tenures", "entries", "parties"):
        engine.add_files(table, [tenures.folder / f"{table}.parquet"])
    return engine
