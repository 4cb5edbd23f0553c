"""The demonstration's stock is told apart by every list, and every list says that it is fictional."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from district.demonstration.generator import SITUATION
from district.demonstration.vocabulary import FIELDS
from patentry.corpus.home import Home
from patentry.ingestion import IngestReport
from patentry.statistics import Statistics, open_statistics

Reader = Callable[[str], list[dict[str, str]]]
INDUSTRIES = ("strategic_industry", "digital_industry", "green_technology")


@pytest.fixture(scope="module")
def desk(home: Home, report: IngestReport) -> Statistics:
    return open_statistics(home=home.path)


def groups(desk: Statistics, by: str, on: date = SITUATION, region: str = "core") -> dict[str | None, float]:
    rows = desk.figure("effective_inventions", region=region, on=on, by=by).rows
    return {row.group: row.value or 0 for row in rows if row.value}


def test_every_list_says_that_it_is_a_fictional_excerpt(rows_of: Reader) -> None:
    for name in ("digital_concordance.csv", "green_concordance.csv"):
        rows = rows_of(name)
        assert len(rows) > 5
        assert all("虚构节选" in row["来源"] and "虚构节选" in row["参照关系表"] for row in rows)
    assert all("虚构" in row["来源"] for row in rows_of("enterprise_tags.csv"))
    assert all("excerpt" in row["updated_on"] for row in rows_of("technology_fields.csv"))
    assert all("own words" in row["edition"] for row in rows_of("class_titles.csv"))


def test_every_class_of_a_right_has_a_title_in_both_languages_at_every_level(rows_of: Reader) -> None:
    rows = rows_of("class_titles.csv")
    titled = {(row["symbol"], row["lang"]) for row in rows}
    assert len(titled) == len(rows)
    symbols = {symbol for field in FIELDS for symbol in field.things.values()}
    groups = {f"{symbol.partition('/')[0]}/00" for symbol in symbols}
    wanted = symbols | groups | {symbol[:4] for symbol in symbols}
    assert sorted((symbol, lang) for symbol in wanted for lang in ("zh", "en") if (symbol, lang) not in titled) == []


def test_nothing_in_the_lists_is_refused_or_doubted(report: IngestReport) -> None:
    names = {"enterprise_tags.csv", "technology_fields.csv", "class_titles.csv"}
    names |= {"digital_concordance.csv", "green_concordance.csv"}
    told = {Path(file.path).name: file for file in report.files if Path(file.path).name in names}
    assert set(told) == names
    assert [(name, problem) for name, file in told.items() for problem in file.problems] == []


@pytest.mark.parametrize("by", ["enterprise_tag", "technology_field", "ipc_subclass", *INDUSTRIES])
def test_the_core_areas_stock_falls_into_several_groups(desk: Statistics, by: str) -> None:
    found = groups(desk, by)
    assert len(found) >= 4 - (by in INDUSTRIES)
    assert sum(found.values()) > 5_000


def test_every_thing_the_holders_invent_has_a_technology_field(desk: Statistics) -> None:
    found = groups(desk, "technology_field")
    assert found.get("unknown", 0) == 0
    assert len(found) >= 15


def test_recognitions_begin_and_end(desk: Statistics, rows_of: Reader) -> None:
    rows = rows_of("enterprise_tags.csv")
    assert {row["资质"] for row in rows} == {"高新技术企业", "专精特新中小企业", "上市公司", "主导产业企业"}
    assert "主导产业企业" not in groups(desk, "enterprise_tag", date(2018, 12, 31))
    assert groups(desk, "enterprise_tag", date(2019, 12, 31))["主导产业企业"] > 0
    assert any(row["有效期至"] and row["有效期至"] < "2020-01-01" for row in rows)


def test_branches_have_a_name_in_both_languages(desk: Statistics) -> None:
    for by in INDUSTRIES:
        names = desk.group_names(by)
        assert names
        assert all(name.zh != name.en and "demonstration" in name.en for name in names.values())


def test_a_building_is_a_region_of_its_own_within_the_core_area(desk: Statistics) -> None:
    found = groups(desk, "region")
    assert set(found) == {"core", "park_display", "park_life", "tower_innovation"}
    assert 50 < found["tower_innovation"] < 1_000
    assert sum(found.values()) == 13_022
    (row,) = desk.figure("effective_inventions", region="tower_innovation", on=SITUATION).rows
    assert row.value == found["tower_innovation"]
