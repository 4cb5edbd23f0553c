"""Several programs at one home: writers queue, readers see whole snapshots only."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.dataset as ds
from district_files import LIST_HEADING, first_files, granted, text_of, write

from patentry.corpus import Home, Snapshot, files_of, latest, snapshots_of
from patentry.ingestion import ingest
from patentry.statistics import open_statistics

PROGRAM = Path(__file__).parent / "disturbed.py"
AT = datetime(2024, 1, 9, tzinfo=UTC)
PATIENCE = 120


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(PROGRAM), *map(str, arguments)])


def new_lists(folder: Path, *, first: int, files: int) -> list[Path]:
    """Lists of three patents each, and one patent that every list has."""
    return [
        write(
            folder,
            f"list{first + 10 * n}.csv",
            text_of(LIST_HEADING, [granted(serial) for serial in (500, *range(first + 10 * n, first + 10 * n + 3))]),
        )
        for n in range(files)
    ]


def keys_of(snapshot: Snapshot) -> list[str]:
    uris = snapshot.uris("records")
    found: list[str] = ds.dataset(uris, format="parquet").to_table(columns=["key"])["key"].to_pylist() if uris else []
    return found


def is_whole(snapshot: Snapshot) -> bool:
    """Whether a snapshot shows all of each file it stands on: five patents first, three new ones a file later on."""
    files = [row for row in files_of(snapshot) if row.format == "cnipa_table"]
    later = [row for row in files if row.name != "list.csv"]
    return len(keys_of(snapshot)) == 5 + 3 * len(later) + bool(later)


def test_two_writers_both_succeed_and_a_reader_beside_them_never_sees_a_half(home: Home, tmp_path: Path) -> None:
    ingest(home=home, paths=first_files(tmp_path / "first"), at=AT)
    one, two = (new_lists(tmp_path / "lists", first=first, files=2) for first in (100, 200))
    writers = [start("ingest", home.path, *paths) for paths in (one, two)]
    seen: list[int] = []
    deadline = time.monotonic() + PATIENCE
    while any(writer.poll() is None for writer in writers) and time.monotonic() < deadline:
        current = latest(home)
        assert is_whole(current), current
        seen.append(current.number)
    assert [writer.wait(timeout=PATIENCE) for writer in writers] == [0, 0]
    assert seen == sorted(seen)
    snapshots = snapshots_of(home)
    assert [snapshot.number for snapshot in snapshots] == list(range(1, 6))
    assert all(map(is_whole, snapshots))
    keys = keys_of(snapshots[-1])
    assert len(keys) == len(set(keys)) == 5 + 12 + 1
    names = [row.name for row in files_of(snapshots[-1])]
    assert sorted(names) == sorted([p.name for p in (*one, *two)] + [p.name for p in first_files(tmp_path / "first")])
    value = open_statistics(home=home.path).figure("effective_inventions", region="core", on=date(2023, 6, 30))
    assert value.rows[0].value == 5 + 12 + 1 - 1


def test_two_writers_with_the_same_file_make_one_snapshot(home: Home, tmp_path: Path) -> None:
    (path,) = new_lists(tmp_path / "lists", first=100, files=1)
    writers = [start("ingest", home.path, path) for _ in range(2)]
    assert [writer.wait(timeout=PATIENCE) for writer in writers] == [0, 0]
    assert [snapshot.number for snapshot in snapshots_of(home)] == [1]
    assert len(keys_of(latest(home))) == 4


def test_a_writer_killed_while_it_holds_the_lock_does_not_block_the_next(home: Home, tmp_path: Path) -> None:
    ingest(home=home, paths=first_files(tmp_path / "first"), at=AT)
    (dead_file,), (next_file,) = (new_lists(tmp_path, first=first, files=1) for first in (100, 200))
    mark = tmp_path / "holding"
    holder = start("hold", home.path, mark, dead_file)
    try:
        deadline = time.monotonic() + PATIENCE
        while not mark.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        waiting = start("ingest", home.path, next_file)
        time.sleep(2.5)
        assert waiting.poll() is None, "the second writer did not wait for the first"
        assert latest(home).number == 1
    finally:
        holder.kill()
        holder.wait()
    assert waiting.wait(timeout=PATIENCE) == 0
    assert latest(home).number == 2
    assert [row.name for row in files_of(latest(home)) if row.added_in == 2] == [next_file.name]
    assert len(keys_of(latest(home))) == 5 + 4
