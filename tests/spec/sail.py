"""The second engine of the tests: Sail, which speaks Spark Connect, started once in this process."""

from __future__ import annotations

import atexit
import os
from functools import cache
from typing import TYPE_CHECKING

from patentry.corpus.spark_engine import SparkEngine
from patentry.statistics.engines import open_on, session_at
from patentry.status.tenures import Tenures

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@cache
def address() -> str:
    """Answer where it is, starting the server where nobody has."""
    os.environ.setdefault("RUST_LOG", "warn")
    from pysail.spark import SparkConnectServer  # type: ignore[import-untyped]

    server = SparkConnectServer()
    server.start()
    _, port = server.listening_address
    atexit.register(server.stop)
    return f"sc://localhost:{port}"


def session() -> SparkSession:
    """Answer the session."""
    return session_at(address())


def counting(tenures: Tenures) -> SparkEngine:
    """Open the derived tables a figure counts over on the second engine."""
    return open_on(session(), tenures)
