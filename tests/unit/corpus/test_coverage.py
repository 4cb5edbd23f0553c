from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pytest

from patentry.corpus import DuckEngine, SourceCoverage, coverage_of, data_through

TUESDAY = date(2022, 1, 4)
EVENTS = pa.schema([("number", pa.string()), ("announced", pa.date32())])
RECORDS = pa.schema([("authority", pa.string()), ("publication_date", pa.date32()), ("file", pa.string())])
FILES = pa.schema([("file", pa.string()), ("weekly_authority", pa.string())])


def coverage(
    events: list[tuple[str, date | None]], records: list[tuple[str, date, str]] | None = None
) -> tuple[SourceCoverage, ...]:
    engine = DuckEngine(memory_limit="256MB", threads=1)
    announced = {"number": [number for number, _ in events], "announced": [day for _, day in events]}
    engine.add_rows("events", pa.table(announced, schema=EVENTS))
    rows = records or []
    columns = {name: [row[place] for row in rows] for place, name in enumerate(RECORDS.names)}
    engine.add_rows("records", pa.table(columns, schema=RECORDS))
    files = {"file": ["weekly", "list"], "weekly_authority": ["US", None]}
    engine.add_rows("files", pa.table(files, schema=FILES))
    return coverage_of(engine)


def weeks(*numbers: int) -> list[date]:
    return [TUESDAY + timedelta(weeks=number) for number in numbers]


def gazette(days: list[date], authority: str = "CN") -> list[tuple[str, date | None]]:
    return [(f"{authority}201510000100.9", day) for day in days]


def test_a_dense_gazette_with_a_missing_week_reaches_only_to_the_gap() -> None:
    days = weeks(*(n for n in range(80) if n != 70))
    (source,) = coverage(gazette(days))
    assert (source.source, source.first, source.last) == ("CN gazette", days[0], days[-1])
    assert source.missing_weeks == (date(2023, 5, 8),)
    assert source.through == TUESDAY + timedelta(weeks=69)
    assert data_through((source,)) == source.through


def test_a_dense_gazette_without_a_gap_reaches_to_its_last_announcement() -> None:
    days = [day + timedelta(days=offset) for day in weeks(*range(60)) for offset in (0, 3)]
    (source,) = coverage(gazette(days))
    assert source.missing_weeks == ()
    assert source.through == days[-1]


def test_a_sparse_district_gazette_has_no_gap() -> None:
    days = weeks(0, 3, 4, 9, 17, 30, 31, 32, 50, 64, 80)
    (source,) = coverage(gazette(days))
    assert source.missing_weeks == ()
    assert source.through == days[-1]


def test_a_gazette_that_was_sparse_once_and_is_dense_now_has_its_gap_in_the_dense_stretch_only() -> None:
    days = weeks(0, 20, 33, *(n for n in range(50, 130) if n != 120))
    (source,) = coverage(gazette(days))
    assert source.missing_weeks == (date(2024, 4, 22),)
    assert source.through == TUESDAY + timedelta(weeks=119)


@pytest.mark.parametrize("length", [10, 60])
def test_a_long_hole_in_a_dense_gazette_is_missing_week_by_week(length: int) -> None:
    (source,) = coverage(gazette(weeks(*range(60), *range(60 + length, 150))))
    assert len(source.missing_weeks) == length
    assert source.through == TUESDAY + timedelta(weeks=59)


def test_the_last_file_after_forgotten_weeks_shows_them() -> None:
    (source,) = coverage(gazette(weeks(*range(60), 63)))
    assert len(source.missing_weeks) == 3
    assert source.through == TUESDAY + timedelta(weeks=59)


def test_two_missing_weeks_are_both_named_and_the_first_one_decides() -> None:
    (source,) = coverage(gazette(weeks(*(n for n in range(100) if n not in (60, 75)))))
    assert source.missing_weeks == (date(2023, 2, 27), date(2023, 6, 12))
    assert source.through == TUESDAY + timedelta(weeks=59)


def test_weekly_issues_name_each_missing_week_however_few_they_are() -> None:
    records = [("US", day, "weekly") for day in weeks(0, 1, 3, 6)]
    (source,) = coverage([], records)
    assert source.source == "US weekly issues"
    assert source.missing_weeks == (date(2022, 1, 17), date(2022, 1, 31), date(2022, 2, 7))
    assert source.through == TUESDAY + timedelta(weeks=1)


def test_a_list_of_patents_is_no_weekly_source_and_undated_events_are_none() -> None:
    assert coverage([("CN201510000100.9", None)], [("CN", TUESDAY, "list")]) == ()
    assert data_through(()) is None


@pytest.mark.parametrize(("events", "through"), [(["CN"], 0), ([], 1)])
def test_the_home_gazette_decides_how_far_figures_are_final(events: list[str], through: int) -> None:
    records = [("US", day, "weekly") for day in weeks(0, 1)]
    sources = coverage([event for authority in events for event in gazette(weeks(0), authority)], records)
    assert data_through(sources) == TUESDAY + timedelta(weeks=through)
