"""A machine that goes off in the middle of an ingest: the day before is whole, and the next ingest is right."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from district_files import ENTERPRISES, LIST_HEADING, first_files, granted, later_files, text_of, write

from patentry.corpus import Home, latest, snapshots_of
from patentry.ingestion import ingest
from patentry.statistics import open_statistics
from patentry.status.tenures import tenures_of

AT = datetime(2024, 1, 9, tzinfo=UTC)
ON = date(2023, 6, 30)
PROGRAM = Path(__file__).parent / "disturbed.py"
OWN = ["key", "digest", "file", "added_in"]


def stock(home: Home) -> float | None:
    return open_statistics(home=home.path).figure("effective_inventions", region="core", on=ON).rows[0].value


def content(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table the current snapshot names."""
    snapshot, held = latest(home), {}
    for table in snapshot.versions:
        names = ["file", "added_in"] if table == "files" else OWN
        rows = ds.dataset(snapshot.uris(table), format="parquet").to_table(columns=names).to_pylist()
        held[table] = sorted(tuple(row.values()) for row in rows)
    return held


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False
    )


def copy_of(home: Home, target: Path) -> Home:
    shutil.copytree(home.path, target)
    return Home(target)


@pytest.fixture(scope="module")
def undisturbed(district: Home, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Home]:
    """The later files, and the home that took them in peace.

    Two files each have more of a table that was there and of one that was not, so that both have a moment between two
    portions.
    """
    folder = tmp_path_factory.mktemp("undisturbed")
    paths = [
        *later_files(folder / "later"),
        write(folder, "list3.csv", text_of(LIST_HEADING, [granted(14)])),
        write(folder, "enterprises2.csv", ENTERPRISES.replace("云州乙公司", "云州丙公司")),
    ]
    home = copy_of(district, folder / "home")
    ingest(home=home, paths=paths, at=AT)
    return paths, home


@pytest.fixture(scope="module")
def killed(
    district: Home, undisturbed: tuple[list[Path], Home], tmp_path_factory: pytest.TempPathFactory
) -> list[Home]:
    """Homes whose writer was killed, one for each moment; the last one's writer came to its end."""
    target = tmp_path_factory.mktemp("killed")
    done = run("kill", district.path, target, *undisturbed[0])
    homes = [Home(path) for path in sorted(target.iterdir(), key=lambda path: path.stat().st_ctime)]
    assert done.stdout.split() == ["undisturbed", homes[-1].path.name, "0"], done.stderr
    # Five portions of three tables, the files, the snapshot, the derivation: each with a before and an after.
    assert len(homes) == 2 * (5 + 3) + 1
    return homes


def test_after_a_kill_between_any_two_writes_the_figure_is_the_old_one_or_the_new_one_whole(
    district: Home, undisturbed: tuple[list[Path], Home], killed: list[Home]
) -> None:
    before, after = content(district), content(undisturbed[1])
    published_from = "07-after"
    for home in killed:
        is_new = home.path.name >= published_from and home.path.name != "07-before"
        assert latest(home).number == (2 if is_new else 1), home.path.name
        assert content(home) == (after if is_new else before), home.path.name
        assert stock(home) == (7 if is_new else 4), home.path.name


def test_another_ingest_after_a_kill_shows_nothing_of_the_dead_one(killed: list[Home], tmp_path: Path) -> None:
    (last_before_the_snapshot,) = (home for home in killed if home.path.name == "06-after")
    home = copy_of(last_before_the_snapshot, tmp_path / "home")
    other = write(tmp_path, "other.csv", text_of(LIST_HEADING, [granted(50)]))
    assert ingest(home=home, paths=[other], at=AT).snapshot == 2
    assert stock(home) == 5
    added = [row for rows in content(home).values() for row in rows if row[-1] == 2]
    assert len(added) == 2


def test_the_next_ingest_after_a_kill_gives_exactly_what_an_undisturbed_one_gives(
    undisturbed: tuple[list[Path], Home], killed: list[Home]
) -> None:
    paths, peaceful = undisturbed
    expected = content(peaceful)
    for home in killed:
        report = ingest(home=home, paths=paths, at=AT)
        assert report.snapshot == 2
        assert all(file.rejected == 0 for file in report.files)
        assert content(home) == expected, home.path.name
        assert [snapshot.number for snapshot in snapshots_of(home)] == [1, 2]


def test_a_derivation_half_removed_when_the_machine_went_off_is_made_anew(district: Home, tmp_path: Path) -> None:
    home = copy_of(district, tmp_path / "home")
    folder = tenures_of(latest(home)).folder
    (folder / "meta.json").unlink()
    assert stock(home) == 4
    shutil.rmtree(home.derived)
    home.derived.mkdir()
    assert stock(home) == 4


@pytest.mark.soak
def test_thirty_kills_at_random_moments_of_a_bigger_ingest_lose_and_leak_nothing(tmp_path: Path) -> None:
    chance = random.Random(30)
    home = Home(tmp_path / "home")
    home.create()
    ingest(home=home, paths=first_files(tmp_path / "first"), at=AT)
    expected = {"records": 5, "files": 4}
    for turn in range(30):
        serials = range(1000 * (turn + 1), 1000 * (turn + 1) + 900)
        big = write(tmp_path, f"big{turn}.csv", text_of(LIST_HEADING, [granted(n) for n in serials]))
        before = content(home)
        started = time.monotonic()
        with subprocess.Popen([sys.executable, str(PROGRAM), "ingest", str(home.path), str(big)]) as child:
            time.sleep(chance.uniform(0.4, 3.0))
            child.kill()
        held = content(home)
        assert held == before or len(held["records"]) == len(before["records"]) + 900, time.monotonic() - started
        report = ingest(home=home, paths=[big], at=AT)
        expected = {"records": expected["records"] + 900, "files": expected["files"] + 1}
        assert report.snapshot == turn + 2
        held = content(home)
        assert {name: len(held[name]) for name in expected} == expected
        assert len({row[0] for row in held["records"]}) == expected["records"]
