"""The demonstration's officer has what tells high-value inventions, all of it fictional."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from district.demonstration.generator import SHOWCASE_NUMBER, SITUATION
from district.demonstration.value_lists import RULE, SOURCE
from patentry.corpus.home import Home
from patentry.ingestion import IngestReport
from patentry.statistics import Case, Statistics, open_statistics

Reader = Callable[[str], list[dict[str, str]]]
LISTS = ("concordance.csv", "overseas_members.csv", "pledges.csv", "awards.csv")


@pytest.fixture(scope="module")
def desk(home: Home, report: IngestReport, tmp_path_factory: pytest.TempPathFactory) -> Statistics:
    rule = tmp_path_factory.mktemp("rule") / "high_value.toml"
    rule.write_text(RULE, encoding="utf-8")
    return open_statistics(home=home.path, rule=rule)


def test_every_list_says_that_it_is_fictional(rows_of: Reader) -> None:
    for name in LISTS:
        rows = rows_of(name)
        assert len(rows) >= 30
        assert {row["来源"] for row in rows} == {SOURCE}
        assert "虚构" in SOURCE


def test_every_case_is_evaluated_and_has_patents_sure_and_possible(desk: Statistics) -> None:
    result = desk.figure("high_value_inventions", region="core", on=SITUATION, by="category")
    assert {row.group for row in result.rows} == set(Case)
    assert all(row.value and not row.notes for row in result.rows)
    assert sum(row.unknown > 0 for row in result.rows) >= 4


def test_overlaps_add_up_to_the_whole_and_the_cases_to_more(desk: Statistics) -> None:
    def told(by: str | None) -> float:
        rows = desk.figure("high_value_inventions", region="core", on=SITUATION, by=by).rows
        return sum(row.value or 0 for row in rows)

    whole = told(None)
    assert whole == told("overlap") == told("region")
    assert whole < told("category")
    effective = desk.figure("effective_inventions", region="core", on=SITUATION).rows[0].value or 0
    assert 0.4 < whole / effective < 0.7


def test_what_the_future_brings_changes_no_earlier_figure(desk: Statistics) -> None:
    before = desk.figure("high_value_inventions", region="core", on=date(2018, 12, 31), by="category").rows
    now = desk.figure("high_value_inventions", region="core", on=SITUATION, by="category").rows
    assert {row.group: row.value for row in before} != {row.group: row.value for row in now}
    assert all((row.value or 0) < 2_000 for row in before)


def test_the_well_known_patent_is_of_high_value_by_its_pledge(desk: Statistics) -> None:
    def pledge(on: date) -> bool | None:
        why = desk.why(SHOWCASE_NUMBER, figure="high_value_inventions", region="core", on=on)
        return next(test.result for test in why.reasons if test.test == "high_value.pledge")

    assert pledge(date(2022, 8, 18)) is False
    assert pledge(date(2022, 8, 19)) is True
