"""The series that ship with the library: they add up, contradictions are found, and they keep to themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from patentry.corpus import Home
from patentry.ingestion import ingest
from patentry.records import PublishedFigure
from patentry.statistics import open_statistics
from patentry.statistics.official import (
    Certainty,
    Check,
    checks_of,
    conflicts_of,
    gap_of,
    reference_populations,
    reference_values,
    tables_to_take_in,
)
from patentry.statistics.official.series import write_tables
from patentry.statistics.scope import Quantity, Scope
from patentry.wording import Refusal, codes

YEAR_ENDS = [date(year, 12, 31) for year in (2018, 2019, 2021, 2022, 2023, 2024)]


def checks(kind: str, region: str = "cn-bj", figure: str = "inventions_per_10k") -> dict[date, Check]:
    return {one.date: one for one in checks_of() if (one.kind, one.region, one.figure) == (kind, region, figure)}


@pytest.mark.parametrize("day", [*YEAR_ENDS, date(2021, 9, 30), date(2024, 11, 30)])
def test_beijing_density_follows_from_count_and_population_within_a_tenth(day: date) -> None:
    one = checks("density")[day]
    assert one.recomputed == pytest.approx(one.published, abs=0.1)
    assert one.holds
    assert one.denominator_date == date(day.year if day.year == 2019 else day.year - 1, 12, 31)


def test_density_grows_as_count_and_population_say() -> None:
    grown = {day.year: round(one.recomputed or 0, 4) for day, one in checks("growth").items()}
    assert grown == {2019: 0.1785, 2023: 0.2044}
    assert all(one.holds for one in checks("growth").values())


def test_core_area_is_three_point_two_times_the_city() -> None:
    [one] = checks("ratio", "cn-bj-etown-core").values()
    assert (one.numerator, one.denominator) == (850, 262.9)
    assert round(one.recomputed or 0, 1) == 3.2


def test_a_core_areas_density_and_the_whole_zones_stock_refuse_to_be_divided() -> None:
    [one] = checks("refused", "cn-bj-etown", "effective_inventions").values()
    assert (one.numerator, one.denominator) == (19_100, 850)
    assert one.refused == "versus.definition_and_area"


def test_every_check_holds_and_every_word_can_be_said() -> None:
    assert all(one.holds for one in checks_of())
    assert {f"check.{one.kind}" for one in checks_of()} <= codes()
    assert {f"certainty.{one}" for one in Certainty} <= codes()


def test_every_row_has_its_source_and_units_are_single_patents() -> None:
    assert all(row.figure.source for row in reference_values())
    assert all(row.source for row in reference_populations())
    stated = {row.stated: row.figure.value for row in reference_values()}
    assert stated["66.3490 万件"] == 663_490
    assert stated["401.5 万件"] == 4_015_000


def test_article_that_misdates_a_value_is_the_one_contradiction() -> None:
    [one] = conflicts_of([row.figure for row in reference_values()])
    assert (one.region, one.figure, one.date) == ("cn-bj", "inventions_per_10k", date(2024, 12, 31))
    assert sorted(row.value for row in one.rows) == [262.9, 303.5]
    assert one.misdated is not None
    assert (one.misdated.value, one.meant) == (262.9, date(2023, 12, 31))


ROW = PublishedFigure(
    region="city", figure="effective_inventions", date=date(2023, 12, 31), value=658_000, unit="件", source="甲",
    published_on=None, scope="mainland",
)  # fmt: skip


@pytest.mark.parametrize(("value", "agree"), [(658_000, True), (658_312, True), (660_312, False), (661_000, False)])
def test_rounded_values_of_two_sources_agree(value: float, agree: bool) -> None:
    assert (not conflicts_of([ROW, replace(ROW, value=value, source="乙")])) is agree


def test_other_dates_and_other_holders_contradict_nothing() -> None:
    rows = [ROW, replace(ROW, value=9, date=date(2022, 12, 31)), replace(ROW, value=9, scope="all", source="乙")]
    assert conflicts_of(rows) == ()


def own(value: float | None, figure: str = "effective_inventions", on: date = date(2023, 11, 30)) -> Quantity:
    scope = Scope(region="city", kind="city")
    return Quantity(figure=figure, unit="patents", scope=scope, on=on, value=value, source="computed")


def test_gap_is_told_in_patents_and_per_cent_with_why() -> None:
    gap = gap_of(ROW, own(640_000), kind="city", is_density=False)
    assert (gap.absolute, round(gap.relative or 0, 4)) == (18_000, 0.0281)
    assert gap.why == ("gap.dates", "gap.stock")
    assert gap_of(ROW, own(658_100, on=ROW.date), kind="city", is_density=False).why == ("gap.agrees",)
    assert gap_of(ROW, own(None), kind="city", is_density=False).why == ("gap.not_computed",)


def test_gap_to_another_figure_is_refused() -> None:
    with pytest.raises(Refusal):
        gap_of(ROW, own(850, "inventions_per_10k"), kind="city", is_density=True)


def test_series_are_taken_in_under_the_homes_own_names(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.create()
    paths = write_tables(home, tmp_path, called={"cn-bj": "city"})
    report = ingest(home=home, paths=paths, at=datetime(2026, 1, 1, tzinfo=UTC))
    assert [(file.rejected, file.problems) for file in report.files] == [(0, ()), (0, ())]
    rows = open_statistics(home=home.path).published()
    assert len(rows) == len(reference_values())
    assert {row.value for row in rows if row.region == "city" and row.date == date(2024, 12, 31)} >= {663_490, 262.9}
    assert {row.scope for row in rows if row.region == "cn" and row.date == date(2021, 12, 31)} == {"mainland", "all"}


def test_series_never_enter_a_demonstration(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "demonstration").touch()
    with pytest.raises(Refusal) as refused:
        tables_to_take_in(home)
    assert refused.value.code == "reference.demonstration"
