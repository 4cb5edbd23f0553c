"""The catalogue over a synthetic nation gives the same rows on DuckDB, on Sail and on a Spark with two workers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench.nation import write_nation

from patentry.statistics import open_statistics
from patentry.statistics.engines import counting_on, session_at
from patentry.wording import Refusal
from tests.spec.catalogue import answers
from tests.spec.cluster import standalone

PATENTS = 3_000


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a small nation."""
    home = tmp_path_factory.mktemp("nation") / "home"
    write_nation(home, patents=PATENTS)
    return home


@pytest.fixture(scope="module")
def embedded(nation: Path) -> list[Any]:
    """What the embedded engine answers: every figure, by every breakdown there is, with something in it to compare."""
    told = answers(nation, "duckdb", amount="chosen")
    counted = [rows for _, _, rows in told if not isinstance(rows, str)]
    assert len(counted) > len(told) // 2
    assert sum(bool(row["value"]) for rows in counted for row in rows) > 5_000
    offered = {(one.id, by) for one in open_statistics(home=nation).figures() for by in one.breakdowns}
    assert {figure for figure, _ in offered} == {figure for figure, _, _ in told}
    assert {by for _, by in offered} == {terms["by"] for _, terms, _ in told} - {None}
    return told


def _differing(one: list[Any], other: list[Any]) -> list[Any]:
    return [(a[:2], a[2], b[2]) for a, b in zip(one, other, strict=True) if a != b]


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*(infer_string|copy keyword).*")
def test_sail_answers_the_catalogue_row_for_row(nation: Path, embedded: list[Any], tmp_path: Path) -> None:
    from tests.spec.sail import address

    store = tmp_path / "store"
    assert not _differing(embedded, answers(nation, address(), store=str(store), amount="chosen"))
    copied = {path.relative_to(store).name for path in store.rglob("*.parquet")}
    assert {"tenures.parquet", "entries.parquet"} <= copied
    assert not [path for path in store.rglob("*") if path.is_file() and path.suffix != ".parquet"]


@pytest.mark.engine
@pytest.mark.soak
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*(infer_string|copy keyword).*")
def test_sail_answers_the_whole_catalogue_row_for_row(nation: Path, tmp_path: Path) -> None:
    from tests.spec.sail import address

    assert not _differing(answers(nation, "duckdb"), answers(nation, address(), store=str(tmp_path / "store")))


def _from_a_cluster(nation: Path, folder: Path, amount: str) -> list[Any]:
    with standalone(folder) as (address, environment):
        command = [sys.executable, "-m", "tests.spec.catalogue", str(nation), address, str(folder / "store"), amount]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=1_800)
        assert done.returncode == 0, done.stderr[-3_000:]
        assert (folder / "worker1").is_dir()
        executors = [list((folder / worker).rglob("stderr")) for worker in ("worker1", "worker2")]
        assert all(executors), "one of the workers had nothing to do"
    told: list[Any] = json.loads(done.stdout)
    return told


@pytest.mark.java
def test_spark_with_two_workers_answers_the_stocks_row_for_row(nation: Path, tmp_path: Path) -> None:
    assert not _differing(answers(nation, "duckdb", amount="brief"), _from_a_cluster(nation, tmp_path, "brief"))


@pytest.mark.java
@pytest.mark.soak
def test_spark_with_two_workers_answers_the_whole_catalogue_row_for_row(nation: Path, tmp_path: Path) -> None:
    assert not _differing(answers(nation, "duckdb"), _from_a_cluster(nation, tmp_path, "whole"))


@pytest.mark.parametrize(
    ("engine", "code"),
    [
        ("oracle", "engine.unknown"),
        ("spark://127.0.0.1:1", "engine.unreachable"),
        ("sc://127.0.0.1:1", "engine.unreachable"),
    ],
)
def test_an_engine_that_is_none_or_does_not_answer_is_refused_in_words(engine: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        session_at(engine)
    assert refusal.value.code == code
    assert all(engine in refusal.value.sentence(lang) for lang in ("zh", "en"))


def test_without_an_engine_figures_are_counted_in_this_process() -> None:
    assert counting_on("") is None
    assert counting_on("duckdb") is None
