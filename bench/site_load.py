"""Fifty people at the site at once, on this machine, for `PATENTRY_LOAD_SECONDS`: SQLite, then PostgreSQL.

The demonstration is served as `patentry serve` serves it, with its worker; locust is on the same machine and takes its
share of the processors.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgresql import DURABLE, cluster, programs

from bench.weekly_xml import Row

SECONDS = int(os.environ.get("PATENTRY_LOAD_SECONDS", "300"))
PROCESSES = int(os.environ.get("PATENTRY_LOAD_PROCESSES", "2"))
USERS = 50
FIGURES = ("inventions_per_10k", "effective_inventions")
REGIONS = ("core", "zone", "city")
GOALS = {"SQLite": 500, "PostgreSQL": 300}
PROGRAM = Path(sys.executable).with_name("patentry")


def rows() -> Iterator[Row]:
    """Give the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        built = Path(name) / "built"
        subprocess.run([PROGRAM, "--home", built, "demo", "--build-only"], check=True, stdout=subprocess.DEVNULL)
        yield from _rows("SQLite", "", _copy(built))
        bin_folder = programs()
        if bin_folder is None:
            return
        with cluster(bin_folder=bin_folder, options=DURABLE) as address:
            yield from _rows("PostgreSQL", address, _copy(built))


def _copy(built: Path) -> Path:
    return Path(shutil.copytree(built, built.with_name(f"home{time.monotonic_ns()}")))


def _rows(database: str, address: str, home: Path) -> Iterator[Row]:
    before = os.getloadavg()[0]
    with _served(home, address) as (where, server):
        accounts = _accounts(home, address)
        _warm(where)
        start = _spent(server)
        found = Answers.of(_load(where, accounts))
        spent, waited = (now - then for now, then in zip(_spent(server), start, strict=True))
    how = f"{found.requests} answers, {found.requests / SECONDS:.0f}/s, {PROCESSES} processes, load {before:.1f} before"
    each = f"{spent / found.requests * 1000:.1f} ms, {waited / found.requests * 1000:.1f} ms"
    yield (f"{USERS} users on {database}, {SECONDS} s, p95", f"{found.share(0.95)} ms", f"< {GOALS[database]} ms", how)
    yield (f"… errors on {database}", f"{found.failures}", "0", "; ".join(found.faults) or "none")
    yield (f"… processor an answer, and waiting for one, {database}", each, "—", "the pages, checking passwords too")
    slow = ", ".join(f"{name} {p95} ms" for name, p95 in found.slowest())
    yield (f"… p50, p99 on {database}", f"{found.share(0.5)}, {found.share(0.99)} ms", "—", f"p95 by page: {slow}")


def _environment(home: Path, address: str) -> dict[str, str]:
    given = {"PATENTRY_HOME": str(home), "PATENTRY_DEMONSTRATION": "1", "PATENTRY_PROXIES": "1"}
    given |= {"DJANGO_SETTINGS_MODULE": "district.config.settings"}
    return os.environ | given | ({"PATENTRY_DATABASE": address} if address else {})


@contextmanager
def _served(home: Path, address: str) -> Iterator[tuple[str, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [PROGRAM, "--home", home, "serve", "--port", str(port), "--processes", str(PROCESSES)]
    with home.with_name("log").open("ab") as log:
        process = subprocess.Popen(command, env=_environment(home, address), stdout=log, stderr=log)
    try:
        where = f"http://127.0.0.1:{port}"
        _wait(where)
        yield where, process.pid
    finally:
        process.terminate()
        process.wait(60)


def _wait(where: str) -> None:
    deadline = time.monotonic() + 180
    while True:
        try:
            urllib.request.urlopen(f"{where}/zh/", timeout=60).read()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _warm(where: str) -> None:
    """Open the figures in every process, so that none is counted for the first time."""
    for lang in ("zh", "en"):
        for page in ("", "statistics/", *(f"statistics/{f}/?region={r}" for f in FIGURES for r in REGIONS)):
            for _ in range(2 * PROCESSES):
                urllib.request.urlopen(f"{where}/{lang}/{page}", timeout=120).read()


def _spent(pid: int) -> tuple[float, float]:
    """Seconds the pages' processes have run and have waited for a processor; the worker beside them is left out."""
    ran = waited = 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        told = (task / "schedstat").read_text().split()
        ran, waited = ran + int(told[0]) / 1e9, waited + int(told[1]) / 1e9
        for child in (task / "children").read_text().split():
            if "district.config.worker" not in Path(f"/proc/{child}/cmdline").read_text():
                more = _spent(int(child))
                ran, waited = ran + more[0], waited + more[1]
    return ran, waited


def _accounts(home: Path, address: str) -> str:
    command = [sys.executable, "-m", "bench.site_crowd"]
    return subprocess.run(
        command, env=_environment(home, address), capture_output=True, text=True, check=True
    ).stdout.strip()


def _load(where: str, accounts: str) -> list[dict[str, Any]]:
    options = f"--headless --users {USERS} --spawn-rate 5 --run-time {SECONDS}s --host {where} --json --loglevel ERROR"
    command = [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("site_users.py")), *options.split()]
    # Ends with 1 where an answer was a fault; the table says so.
    done = subprocess.run(
        command, env={**os.environ, "PATENTRY_LOAD_ACCOUNTS": accounts}, capture_output=True, text=True, check=False
    )
    if not done.stdout.strip():
        raise RuntimeError(done.stderr[-2_000:])
    found: list[dict[str, Any]] = json.loads(done.stdout[done.stdout.index("[") :])
    return found


@dataclass(frozen=True)
class Answers:
    """How long answers took, in milliseconds, by kind of page."""

    times: dict[str, Counter[int]]
    failures: int
    faults: tuple[str, ...]

    @classmethod
    def of(cls, told: list[dict[str, Any]]) -> Answers:
        """Read locust's report."""
        times: dict[str, Counter[int]] = {}
        for one in told:
            taken = {round(float(time)): number for time, number in one["response_times"].items()}
            times.setdefault(one["name"], Counter()).update(taken)
        bad = [f"{one['name']} {one['num_failures']}" for one in told if one["num_failures"]]
        return cls(times, sum(one["num_failures"] for one in told), tuple(bad))

    @property
    def requests(self) -> int:
        """How many answers there were."""
        return sum(times.total() for times in self.times.values())

    def share(self, share: float) -> int:
        """The time within which this share of all answers came."""
        return _within(sum(self.times.values(), Counter[int]()), share)

    def slowest(self, most: int = 8) -> list[tuple[str, int]]:
        """The kinds of page with the highest p95."""
        found = [(name, _within(times, 0.95)) for name, times in self.times.items()]
        return sorted(found, key=lambda one: -one[1])[:most]


def _within(times: Counter[int], share: float) -> int:
    left = times.total() * share
    for time_taken in sorted(times):
        left -= times[time_taken]
        if left <= 0:
            return time_taken
    return 0


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row), flush=True)
