"""One firm under many names: the demonstration's organisations, its officer's word, and figures that count it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from district.demonstration.generator import SITUATION
from district.demonstration.spellings import ENGLISH_NAME, FORMER_NAME, MANY_NAMED, RENAMED_ON
from patentry.corpus import Home, Snapshot, latest
from patentry.ingestion import IngestReport
from patentry.statistics import open_statistics
from patentry.status.organisation_lookup import organisation_named, organisations_of


@pytest.fixture(scope="module")
def snapshot(home: Home, report: IngestReport) -> Snapshot:
    return latest(home)


def test_the_many_named_firm_is_one_organisation_under_six_names(snapshot: Snapshot) -> None:
    (firm,) = organisation_named(snapshot, "核芯显示(演示)有限责任公司")
    names = {name.name: name.rule for name in firm.names}
    assert firm.name == MANY_NAMED
    assert names[MANY_NAMED] == "only"
    assert len(names) == 6
    assert {ENGLISH_NAME, FORMER_NAME} <= names.keys()
    assert "alias" in names.values()


def test_figures_count_it_once_and_before_its_change_of_name_under_the_name_of_the_day(snapshot: Snapshot) -> None:
    desk = open_statistics(home=snapshot.home.path)
    now = desk.figure("effective_inventions", region="core", on=SITUATION, by="holder").rows
    groups = {row.group: row.value for row in now if row.value}
    assert MANY_NAMED in groups
    assert not {FORMER_NAME, ENGLISH_NAME} & groups.keys()
    before = desk.figure("effective_inventions", region="core", on=RENAMED_ON - timedelta(days=1), by="holder").rows
    assert sum(row.value or 0 for row in before if row.group in (FORMER_NAME, MANY_NAMED)) > 0
    total = desk.figure("effective_inventions", region="core", on=SITUATION).rows[0].value
    assert sum(groups.values()) == total


def test_firms_that_only_look_alike_are_kept_apart(
    snapshot: Snapshot, rows_of: Callable[[str], list[dict[str, str]]]
) -> None:
    pairs = [(row["名称一"], row["名称二"]) for row in rows_of("separations.csv")]
    assert pairs
    owner = {name.name: one.organisation for one in organisations_of(snapshot) for name in one.names}
    assert all(owner[a] != owner[b] for a, b in pairs if a in owner and b in owner)
    assert not [n for one in organisations_of(snapshot) for n in one.names if n.rule == "similarity"]
