"""The same questions over a nation on the embedded engine and on a Spark standalone master with two workers.

On one machine the cluster cannot win; what is printed is what a question costs there before any data are moved, so
that an operator can judge from which size on it pays.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.nation import _apart, _derive, _write

Row = tuple[str, str, str, str]
PATENTS = 1_000_000
_ASK = """
import json, sys, time
from pathlib import Path
from datetime import date
from patentry.statistics import open_statistics
from patentry.statistics.engines import counting_on
home, engine, store = sys.argv[1:]
began = time.perf_counter()
desk = open_statistics(home=Path(home), counting=counting_on(engine, store=store))
terms = {"region": "nation", "by": "region"}
told = []
for year in (2019, 2020, 2021, 2022):
    told.append([row.value for row in desk.figure("effective_inventions", on=date(year, 6, 30), **terms).rows])
    if year == 2019:
        first, began = time.perf_counter() - began, time.perf_counter()
each = (time.perf_counter() - began) / 3
began = time.perf_counter()
series = {"start": date(1985, 1, 31), "end": date(2025, 12, 31), "every": "month"}
told.append([row.value for row in desk.figure("effective_inventions", **series, **terms).rows])
json.dump({"first": first, "each": each, "series": time.perf_counter() - began, "told": told}, sys.stdout)
"""


def rows(*, patents: int = 0) -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    from tests.spec.cluster import standalone

    patents = patents or int(os.environ.get("PATENTRY_BENCH_PATENTS", PATENTS))
    with tempfile.TemporaryDirectory() as name:
        home, folder = Path(name) / "home", Path(name) / "spark"
        _apart(_write, home, patents)
        _apart(_derive, home)
        here = _asked(home, "duckdb", "", dict(os.environ))
        began = time.perf_counter()
        with standalone(folder) as (address, environment):
            up = time.perf_counter() - began
            there = _asked(home, address, str(folder / "store"), environment)
        size = sum(path.stat().st_size for path in (folder / "store").rglob("*.parquet"))
    same = "the same rows" if here["told"] == there["told"] else "OTHER ROWS"
    label = f"{patents / 1e6:g}M patents on Spark, master and two workers on this machine"
    return [
        (f"{label}: one date by 34 regions", f"{there['each']:.1f} s", "", f"DuckDB {here['each']:.2f} s; {same}"),
        ("… monthly series 1985-2025 by 34 regions", f"{there['series']:.1f} s", "", f"DuckDB {here['series']:.2f} s"),
        ("… first question", f"{there['first']:.1f} s", "", "session, executors, files copied to the store"),
        ("… cluster up", f"{up:.1f} s", "", f"{size / 1e6:.0f} MB of tables in the store"),
    ]


def _asked(home: Path, engine: str, store: str, environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-c", _ASK, str(home), engine, store]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told
