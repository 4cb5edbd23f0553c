"""Which engine counts figures: DuckDB in this process, or a Spark somebody has set up.

The expressions are the same, and so are the answers, row for row. Deriving, looking up and explaining stay with
DuckDB; what is handed to the other engine are the files of the derived tables, never rows.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyarrow import fs

from patentry.corpus.spark_engine import SparkEngine
from patentry.statistics.tables import Counting
from patentry.status.tenures import TABLES, Tenures
from patentry.wording import Refusal

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EMBEDDED, MASTER, CONNECT, LOCAL = "duckdb", "spark", "sc", "local"
PATIENCE_SECONDS = 5.0


def counting_on(engine: str, *, store: str = "") -> Counting | None:
    """Answer what opens an engine by its address; None where figures are counted in this process.

    `duckdb` (or nothing) · `spark://HOST:PORT`, a standalone master · `sc://HOST:PORT`, Spark Connect · `local[N]`,
    Spark on this machine. `store` is a folder or an address of object storage (`s3a://BUCKET/…`) that the workers read:
    the derived tables are copied there, once a content. Without one they must see the home's folder under its own path.
    Raises `Refusal` for another address, where the extra is missing, and where nobody answers.
    """
    if engine in ("", EMBEDDED):
        return None
    session = session_at(engine)
    return lambda tenures: open_on(session, tenures, store=store)


def open_on(session: SparkSession, tenures: Tenures, *, store: str = "") -> SparkEngine:
    """Open the derived tables in a session."""
    derived = tenures.snapshot.home.derived
    engine = SparkEngine(session, shared=_copies(store, derived) if store else _where_it_lies)
    for table in TABLES:
        engine.add_file(table, tenures.folder / f"{table}.parquet")
    return engine


@cache
def session_at(engine: str) -> SparkSession:
    """Answer the session at an address; one a process, as Spark has it. Raises `Refusal`."""
    scheme = LOCAL if engine.startswith(LOCAL) else urlsplit(engine).scheme
    if scheme not in (MASTER, CONNECT, LOCAL):
        raise Refusal("engine.unknown", value=engine)
    if scheme != LOCAL:
        _knock(engine)
    # Workers must run the Python that runs here.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        raise Refusal("engine.extra_missing", value=engine) from None
    builder = SparkSession.builder.appName("patentry")
    try:
        return (builder.remote(engine) if scheme == CONNECT else builder.master(engine)).getOrCreate()
    except PySparkException as error:
        raise Refusal("engine.failed", value=engine, what=str(error).partition("\n")[0][:200]) from error


def _knock(engine: str) -> None:
    """Spark tries for minutes to reach a master that is not there."""
    try:
        told = urlsplit(engine)
        socket.create_connection((told.hostname or "", told.port or 15002), timeout=PATIENCE_SECONDS).close()
    except (OSError, ValueError):
        raise Refusal("engine.unreachable", value=engine) from None


def _where_it_lies(path: Path) -> str:
    return str(path.resolve())


def _copies(store: str, derived: Path) -> Callable[[Path], str]:
    """Answer what copies a derived file into the store, unless it is there, and answers its address."""

    def shared(path: Path) -> str:
        inner = path.relative_to(derived).as_posix()
        address = f"{store.rstrip('/')}/{inner}"
        system, place = _opened(address)
        if system.get_file_info(place).type is fs.FileType.NotFound:
            system.create_dir(place.rpartition("/")[0], recursive=True)
            unfinished = f"{place}.{os.getpid()}"
            fs.copy_files(str(path.resolve()), unfinished, source_filesystem=fs.LocalFileSystem(),
                          destination_filesystem=system)  # fmt: skip
            system.move(unfinished, place)
        return address

    return shared


def _opened(address: str) -> tuple[fs.FileSystem, str]:
    """Spark calls S3 `s3a`, everybody else `s3`."""
    if "://" not in address:
        return fs.LocalFileSystem(), str(Path(address).resolve())
    system, place = fs.FileSystem.from_uri(address.replace("s3a://", "s3://", 1))
    return system, place
