"""A weekly file of grants, from XML to a committed snapshot, against a bare parse of the same bytes."""

from __future__ import annotations

import resource
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from bench.weekly_xml import FILE_BYTES, Row, parse_bare, write_weekly
from patentry.corpus import Home
from patentry.ingestion import ingest
from patentry.offices.reading import Source
from patentry.offices.uspto_grant_xml import UsptoGrantXml


def rows(*, size: int = FILE_BYTES) -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        weekly = Path(name) / "weekly.xml"
        kind = write_weekly(weekly, size)
        with get_context("spawn").Pool(1) as pool:
            bare, whole, memory = pool.apply(_measure, (weekly, Path(name) / "home"))
        megabytes = weekly.stat().st_size / 1e6
    how = f"{megabytes:.0f} MB of {kind}, CPU time of all threads, one reading process; bare lxml {bare:.1f} CPU-s"
    return [
        ("weekly XML to committed snapshot", f"{bare / whole:.2f} of a bare parse", "≥ 0.35", how),
        ("… memory at the peak", f"{memory / 1e6:.0f} MB", "flat", "resident set of the process"),
    ]


def _measure(weekly: Path, folder: Path) -> tuple[float, float, float]:
    home = Home(folder)
    home.create()
    start = time.process_time()
    ingest(home=home, paths=[weekly], at=datetime(2026, 1, 1, tzinfo=UTC))
    whole = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    bare = 0.0
    for chunk in UsptoGrantXml().chunks(Source(weekly, weekly.name)):
        start = time.process_time()
        parse_bare(chunk.payload)  # type: ignore[arg-type]
        bare += time.process_time() - start
    return bare, whole, memory


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
