"""The files go the ordinary path: all is kept, and the tenures come to the generator's own bookkeeping."""

from __future__ import annotations

from datetime import date

import pytest

from district.demonstration.generator import DATA_THROUGH, SITUATION, Written
from patentry.corpus.home import Home
from patentry.corpus.snapshots import latest
from patentry.ingestion import IngestReport
from patentry.statistics import open_statistics
from patentry.status.tenures import Tenures, tenures_of

FIGURE = "effective_inventions"


@pytest.fixture(scope="module")
def tenures(home: Home, report: IngestReport) -> Tenures:
    return tenures_of(latest(home))


def test_every_row_of_every_file_is_kept(report: IngestReport) -> None:
    assert [file.path for file in report.files if file.rejected or file.kept != file.documents] == []
    codes = {problem.code for file in report.files for problem in file.problems}
    assert codes <= {"effective_date_missing", "encoding_guessed"}


def test_gazette_reaches_to_the_end_of_the_data_without_a_gap(tenures: Tenures) -> None:
    assert tenures.data_through == DATA_THROUGH
    assert [source.missing_weeks for source in tenures.coverage] == [()]


def test_figures_come_to_the_generators_own_bookkeeping(home: Home, report: IngestReport, written: Written) -> None:
    desk = open_statistics(home=home.path)
    answered: dict[tuple[str, str, date], tuple[float | None, float]] = {}
    for region, view in {(stock.region, stock.view) for stock in written.truth}:
        years = desk.figure(
            FIGURE, start=date(2012, 1, 1), end=date(2023, 12, 31), every="year", region=region, view=view
        ).rows
        days = [
            desk.figure(FIGURE, on=day, region=region, view=view).rows[0] for day in (date(2022, 11, 30), SITUATION)
        ]
        for row in (*years, *days):
            answered[region, view, row.on] = (row.value, row.unknown)
    wrong = [stock for stock in written.truth if answered[stock.region, stock.view, stock.on][0] != stock.value]
    assert wrong == []
    assert {stock.on for stock in written.truth} >= {date(2012, 12, 31), SITUATION}
    assert answered["core", "recorded", SITUATION] == (13_022, 97)
    assert answered["zone", "recorded", SITUATION][0] == 19_100


def test_core_area_stands_at_850_per_ten_thousand(home: Home, report: IngestReport) -> None:
    desk = open_statistics(home=home.path)
    row = desk.figure("inventions_per_10k", region="core", on=SITUATION, versus="published:city").rows[0]
    assert row.value == 850.0
    assert row.versus is not None
    assert row.versus.value == 262.9
    assert round(row.versus.ratio or 0, 1) == 3.2
    assert row.versus.notes == ("versus.dates_differ", "versus.part_of_whole")
