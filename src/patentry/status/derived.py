"""What is derived from tenures and kept beside them: named by the code that made it, whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from patentry.corpus import DuckEngine
from patentry.status.tenures import Tenures


@cache
def code_digest(*rooms: str) -> str:
    """Answer the digest of the code and rules in rooms ("statistics.uses"), on which a derivation depends, too."""
    digest = hashlib.sha256()
    for room in rooms:
        for part in sorted(files(f"patentry.{room}").iterdir(), key=lambda part: part.name):
            if part.name.endswith((".py", ".csv")):
                digest.update(part.name.encode() + part.read_bytes())
    return digest.hexdigest()[:10]


@contextmanager
def made_whole(folder: Path, tenures: Tenures) -> Iterator[Path]:
    """Give a folder to write into, which becomes the folder asked for with all that is in it, or not at all."""
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent.parent))
    yield unfinished
    try:
        unfinished.rename(folder)
    except OSError:  # another process finished the same derivation first
        shutil.rmtree(unfinished)
    os.utime(tenures.folder)


def write_tables(engine: DuckEngine, folder: Path, tables: Iterable[str], *, in_order: bool = False) -> None:
    """Write tables of an engine as the files of a folder; `in_order`: their rows by all their columns."""
    order = " ORDER BY ALL" if in_order else ""
    for table in tables:
        engine.sql(f"COPY (SELECT * FROM \"{table}\"{order}) TO '{folder / table}.parquet' (COMPRESSION lz4_raw)")
