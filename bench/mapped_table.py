"""A table nobody knows of some 300,000 rows, from the zip to a committed snapshot, and its published totals."""

from __future__ import annotations

import json
import os
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from bench.weekly_xml import Row
from patentry.corpus import DuckEngine, Home, open_snapshot
from patentry.ingestion import ingest
from patentry.records.schemas import RECORDS

DOCUMENTS, FAMILIES = 287_532, 155_770
"""The totals its makers publish."""


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    packed = Path(os.environ.get("PATENTRY_SAMPLES", "/nowhere")) / "scale" / "patent_database.csv.zip"
    if not packed.is_file():
        return [("table nobody knows", "left out", "", "needs PATENTRY_SAMPLES")]
    with tempfile.TemporaryDirectory() as name, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        seconds, memory, documents, kept, families = pool.submit(_measure, packed, Path(name)).result()
    how = f"zip to committed snapshot; {kept:,} rows kept, the rest in quarantine with their reasons"
    return [
        ("table nobody knows, 300,000 rows", f"{seconds:.0f} s, {memory / 1e9:.2f} GB", "< 60 s, 1.5 GB", how),
        ("… documents", f"{documents:,}", f"{DOCUMENTS:,}", "rows accounted for"),
        ("… families", f"{families:,}", f"{FAMILIES:,}", "of kept rows and of those in quarantine together"),
    ]


def _measure(packed: Path, folder: Path) -> tuple[float, float, int, int, int]:
    home = Home(folder / "home")
    home.create()
    start = time.perf_counter()
    report = ingest(home=home, paths=[packed], at=datetime(2026, 1, 1, tzinfo=UTC), processes=os.cpu_count() or 1)
    seconds = time.perf_counter() - start
    # At most: the process itself and as many of its largest reader as it may start.
    readers = (os.cpu_count() or 1) * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + readers) * 1024.0
    engine = DuckEngine()
    engine.add_files("records", open_snapshot(home, None).uris("records"), RECORDS.schema)
    families = set(engine.sql("SELECT DISTINCT family_id FROM records")["family_id"].to_pylist())
    for path in home.quarantine.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            families.add(json.loads(json.loads(line)["content"])["Simple_family_ID"])
    documents = sum(file.documents for file in report.files)
    return seconds, memory, documents, sum(file.kept for file in report.files), len(families - {None})


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
