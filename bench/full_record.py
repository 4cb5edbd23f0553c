"""US grants as full records: against bare lxml that reads the same fields, against other readers, on two cores.

The peers are looked for in the environment whose Python `PATENTRY_PEERS` names
(`python -m venv peers && peers/bin/pip install patpubrender fastpat`), else in this one. parse-uspto-xml, measured
elsewhere at 3 MB/s, is on no registry under that name and so in no row of figures.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple, cast

from bench.bare_grant import bare_record
from bench.grant_peers import PEERS
from bench.weekly_xml import Row, write_weekly
from patentry.ingestion.staging import Staging, read_file
from patentry.offices.reading import Source
from patentry.offices.uspto_grant_xml import UsptoGrantXml

FILE_BYTES = 150_000_000
SMALL_BYTES = 40_000_000


class Staged(NamedTuple):
    """What staging a file took: seconds on the wall, CPU seconds of every process, bytes at the peak of the first."""

    wall: float
    cpu: tuple[float, ...]
    peak: float


def rows(*, size: int = FILE_BYTES) -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        weekly, small = Path(name) / "ipgb_weekly.xml", Path(name) / "ipgb_small.xml"
        kind = write_weekly(weekly, size)
        write_weekly(small, min(size, SMALL_BYTES))
        growth = _apart(weekly, 1).peak - _apart(small, 1).peak
        pairs = list(_speeds(weekly))
        one, two = _apart(weekly, 1), _apart(weekly, 2)
        peers = [_peer_row(peer, weekly) for peer in PEERS]
    bare, ours = (median(speeds) / 1e6 for speeds in zip(*pairs, strict=True))
    ratio = median(read / other for other, read in pairs)
    how = f"{size / 1e6:.0f} MB of {kind}, one core, median of {len(pairs)} chunks"
    return [
        ("US grants, full record", f"{ours:.0f} MB/CPU-s", "beat the fastest peer", how),
        ("… against bare lxml reading the same fields", f"{ratio:.2f}", "≥ 0.7", f"bare lxml {bare:.0f} MB/CPU-s"),
        *peers,
        ("… parse-uspto-xml", "not installed", "", "on no registry under that name"),
        (
            "… two processes, to staged Arrow",
            f"{one.wall / two.wall:.2f} of one in wall time",
            "≥ 1.8",
            _two_told(one, two),
        ),
        ("… memory, four times the file", f"{growth / 1e6:+.0f} MB", "flat", "peak resident set of a process each"),
    ]


def _speeds(path: Path) -> Iterator[tuple[float, float]]:
    """Bytes per CPU second of the bare reading and of ours, chunk by chunk in turn, so that noise slows both alike."""
    chosen = UsptoGrantXml()
    for chunk in chosen.chunks(Source(path, path.name)):
        contents = cast("list[bytes]", chunk.payload)
        size = sum(map(len, contents))
        start = time.process_time()
        chosen.read(chunk)
        ours = time.process_time() - start
        start = time.process_time()
        for content in contents:
            bare_record(content)
        yield size / (time.process_time() - start), size / ours


def _apart(path: Path, processes: int) -> Staged:
    """Stage the file in a process of its own, and helpers of it; the CPU time of what it imports is not counted."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_stage, path, processes).result()


def _stage(path: Path, processes: int) -> Staged:
    with tempfile.TemporaryDirectory() as name:
        start, began = time.perf_counter(), time.process_time()
        read_file(
            chosen=UsptoGrantXml(),
            source=Source(path, path.name),
            file="0" * 64,
            staging=Staging(Path(name)),
            quarantine=Path(name),
            processes=processes,
            progress=None,
        )
        wall, own = time.perf_counter() - start, time.process_time() - began
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    return Staged(wall, (own, helpers.ru_utime + helpers.ru_stime), peak)


def _two_told(one: Staged, two: Staged) -> str:
    busiest = f"{one.cpu[0] / max(two.cpu):.2f} by the CPU time of the busier of the two"
    cpu = f"CPU {one.cpu[0]:.1f} s, and {two.cpu[0]:.1f} s beside {two.cpu[1]:.1f} s"
    return f"wall {one.wall:.1f} s and {two.wall:.1f} s; {cpu}: {busiest}"


def _peer_row(peer: str, weekly: Path) -> Row:
    python = os.environ.get("PATENTRY_PEERS", sys.executable)
    script = Path(__file__).with_name("grant_peers.py")
    ran = subprocess.run([python, str(script), peer, str(weekly)], capture_output=True, text=True, check=False)
    if ran.returncode:
        return f"… {peer}", "not installed", "", "PATENTRY_PEERS names a Python that has it"
    return f"… {peer}", f"{float(ran.stdout) / 1e6:.0f} MB/CPU-s", "", "fewer fields, see bench/grant_peers.py"


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
