"""Figures as JSON under load: the demonstration served as `patentry serve` serves it, asked by wrk on this machine.

`wrk` (Debian's package) asks as fast as it is answered over sixteen connections, so its rate is the most the site gives
on this machine while wrk takes its own share of the processors.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.site_load import PROGRAM, _served, _spent
from bench.weekly_xml import Row

SECONDS = int(os.environ.get("PATENTRY_LOAD_SECONDS", "15"))
CONNECTIONS = 16
DAYS = ("2023-11-30", "2022-12-31", "2021-12-31", "2020-12-31")
FIGURES = ("inventions_per_10k", "effective_inventions", "grants")
REGIONS = ("core", "zone")
ADDRESSES = [f"/api/v1/figures/{f}?region={r}&on={day}" for f in FIGURES for r in REGIONS for day in DAYS]
GOALS = ("> 200/s", "< 150 ms", "< 6 ms")
ASK = (
    "local i = 0\nlocal all = {{{}}}\nrequest = function()\n i = i % #all + 1\n return wrk.format('GET', all[i])\nend\n"
)
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def rows() -> Iterator[Row]:
    """Give the table rows: what, measured, goal, how."""
    if shutil.which("wrk") is None:
        yield ("figure JSON, answers a second", "not measured", GOALS[0], "wrk is not installed: apt-get install wrk")
        return
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "built"
        subprocess.run([PROGRAM, "--home", home, "demo", "--build-only"], check=True, stdout=subprocess.DEVNULL)
        yield from of(home)


def of(home: Path) -> Iterator[Row]:
    """Give the rows of a demonstration that is built already."""
    asking = home.with_name("ask.lua")
    asking.write_text(ASK.format(", ".join(f"'{one}'" for one in ADDRESSES)), encoding="utf-8")
    with _served(home, "") as (where, server):
        cold = _warm(where)
        spent = _spent(server)[0]
        told = _wrk(where, asking)
        spent = _spent(server)[0] - spent
    yield from _measured(told, spent, cold)


def _measured(told: str, spent: float, cold: float) -> Iterator[Row]:
    count = int(_found(r"(\d+) requests in", told)[0])
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", told)[0])
    number, unit = _found(r"99%\s+([\d.]+)(us|ms|s)", told)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    how = (
        f"{SECONDS} s, {CONNECTIONS} connections, load {os.getloadavg()[0]:.1f}, {refused[1] if refused else 0} refused"
    )
    yield ("figure JSON, answers a second", f"{rate:,.0f}", GOALS[0], how)
    yield ("… p99", f"{float(number) * MILLISECONDS[unit]:.0f} ms", GOALS[1], f"{len(ADDRESSES)} addresses in turn")
    yield ("… processor an answer", f"{spent / count * 1000:.2f} ms", GOALS[2], "all processes of the pages")
    yield ("… the first answer of an address", f"{cold * 1000:.0f} ms", "—", "counted, mean")


def _found(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    if found is None:
        sys.exit(f"wrk said nothing of {pattern}:\n{text}")
    return found.groups()


def _warm(where: str) -> float:
    """Ask every address often enough that every process has it; answers the mean time of the first asking."""
    start = time.perf_counter()
    for turn in range(8):
        for address in ADDRESSES:
            urllib.request.urlopen(where + address, timeout=120).read()
        if turn == 0:
            first = (time.perf_counter() - start) / len(ADDRESSES)
    return first


def _wrk(where: str, asking: Path) -> str:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", str(asking), where]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
