"""A million patents: events to intervals, then figures over them."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from bench.register import PATENTS, write_register

Row = tuple[str, str, str, str]


def rows(*, patents: int = PATENTS) -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "home"
        snapshot = write_register(folder, patents=patents)
        events = _count(folder)
        cpu, memory = _apart(_derive, folder)
        figures = _apart(_figures, folder)
    label = f"{patents / 1e6:g}M patents, {events / 1e6:.1f}M events"
    assert snapshot.number == 1
    return [
        (f"{label} to intervals", f"{cpu:.1f} CPU-s", "< 20 CPU-s", "events, holdings, places and terms to tenures"),
        ("… memory at the peak", f"{memory / 1e9:.2f} GB", "< 3 GB", "resident set of the process"),
        ("monthly series 1985-2025 by region", f"{figures[0]:.2f} CPU-s", "< 2 CPU-s", "492 months × 41 regions, warm"),
        ("one figure on one date", f"{figures[1]:.3f} s", "< 0.3 s", "with growth on two dates, warm, median of 5"),
    ]


def _count(folder: Path) -> int:
    from deltalake import DeltaTable

    return DeltaTable(folder / "corpus" / "events").to_pyarrow_dataset().count_rows()


def _apart(function: Callable[[Path], tuple[float, float]], folder: Path) -> tuple[float, float]:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(function, (folder,))


def _derive(folder: Path) -> tuple[float, float]:
    from patentry.corpus import DuckEngine, Home, latest
    from patentry.status.tenures import derive_tables, tenures_of

    derive_tables(DuckEngine(), _tiny(), known=None)
    start = time.process_time()
    tenures_of(latest(Home(folder)))
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def _tiny() -> object:
    """An empty snapshot, so that the walk is compiled and DuckDB is up before the clock starts."""
    from patentry.corpus import Home, empty

    return empty(Home(Path(tempfile.gettempdir())))


def _figures(folder: Path) -> tuple[float, float]:
    from patentry.statistics import open_statistics

    desk = open_statistics(home=folder)
    terms = {"region": "zone", "start": date(1985, 1, 31), "end": date(2025, 12, 31), "every": "month", "by": "region"}
    desk.figure("effective_inventions", **terms)
    start = time.process_time()
    desk.figure("effective_inventions", **terms)
    series = time.process_time() - start
    times = []
    for year in range(2015, 2020):
        start = time.perf_counter()
        desk.figure("effective_inventions", region="park7", on=date(year, 6, 30))
        times.append(time.perf_counter() - start)
    return series, median(times)
