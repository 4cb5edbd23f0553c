"""The figure's page of the demonstration, warm: time the server takes, without the network."""

from __future__ import annotations

import os
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from bench.weekly_xml import Row

PAGES = {
    "home page": "/zh/",
    "figure page": "/zh/statistics/inventions_per_10k/?region=core&on=2023-11-30",
    "breakdown of a figure": "/zh/statistics/high_value_inventions/?region=core&on=2023-11-30",
    "one patent's page": "/zh/patents/201219990315.3/",
}
TIMES = 40


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        spawn = get_context("spawn")
        with spawn.Pool(1) as pool:
            built = pool.apply(_build, (home,))
        with spawn.Pool(1) as pool:
            times = pool.apply(_serve, (home,))
    goals = {"figure page": "< 60 ms", "breakdown of a figure": "< 30 ms"}
    found = [
        (f"{page}, server time", _spent(seconds, size), goals.get(page, "—"), f"warm, median of {TIMES}")
        for page, (seconds, size) in times.items()
    ]
    return [("demonstration from nothing", f"{built:.0f} s", "< 60 s", "generate, ingest, derive"), *found]


def _spent(seconds: float, size: int) -> str:
    return f"{seconds * 1000:.0f} ms, {size / 1000:.0f} kB"


def _build(home: Path) -> float:
    from district.demonstration.build import build

    start = time.perf_counter()
    build(home=home, seed=2023)
    return time.perf_counter() - start


def _serve(home: Path) -> dict[str, tuple[float, int]]:
    os.environ["PATENTRY_DEMONSTRATION"] = "1"
    from district.config.command import prepare

    prepare(home=home)
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    answer = {}
    for page, path in PAGES.items():
        size = len(client.get(path).content)
        times = []
        for _ in range(TIMES):
            start = time.perf_counter()
            client.get(path)
            times.append(time.perf_counter() - start)
        answer[page] = (median(times), size)
    return answer


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
