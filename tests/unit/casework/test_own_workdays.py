"""The operator's own table of working days: added years, corrected years, broken tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from district.casework import CaseRefusal, office_calendar, workdays

HEAD = "year,kind,first,last,name,source\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the operator's table lies."""
    place = tmp_path / "rules" / "workdays.csv"
    place.parent.mkdir()
    monkeypatch.setattr(workdays, "_own", lambda: place)
    return place


def test_a_year_the_operator_adds_is_counted_at_once(table: Path) -> None:
    with pytest.raises(CaseRefusal):
        office_calendar().plus(date(2026, 12, 30), 5)
    table.write_text(f"{HEAD}2027,holiday,2027-01-01,2027-01-03,元旦,x\n2027,makeup,2027-01-09,2027-01-09,元旦,x\n")
    assert office_calendar().plus(date(2026, 12, 30), 2) == date(2027, 1, 4)
    assert office_calendar().is_working(date(2027, 1, 9))
    assert not office_calendar().is_working(date(2024, 2, 12))


def test_a_year_in_the_table_replaces_the_one_that_comes_along(table: Path) -> None:
    assert not office_calendar().is_working(date(2024, 2, 12))
    table.write_text(f"{HEAD}2024,holiday,2024-10-01,2024-10-07,国庆节,x\n")
    assert office_calendar().is_working(date(2024, 2, 12))
    assert not office_calendar().is_working(date(2025, 10, 8))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("year,kind,first\n2027,holiday,2027-01-01\n", 1),
        (f"{HEAD}2027,holiday,2027-01-01,2027-01-03,元旦,\n", 2),
        (f"{HEAD}2027,feast,2027-01-01,2027-01-03,元旦,x\n", 2),
        (f"{HEAD}2027,holiday,2027-01-01,2027-01-03,元旦,x\n2027,holiday,1/5/2027,2027-05-05,劳动节,x\n", 3),
        (f"{HEAD}2027,holiday,2027-01-03,2027-01-01,元旦,x\n", 2),
        (f"{HEAD}2027,holiday,2028-01-01,2028-01-03,元旦,x\n", 2),
        (f"{HEAD}2027,holiday,2027-01-01,2027-12-31,元旦,x\n", 2),
        ("\ufffe\x00", 1),
    ],
)
def test_a_broken_table_is_told_with_its_line_and_changes_nothing(table: Path, text: str, line: int) -> None:
    table.write_text(text)
    assert f"第 {line} 行" in workdays.check_own_table()
    assert f"line {line}:" in workdays.check_own_table()
    assert office_calendar().years == workdays._shipped().years


def test_bytes_that_are_no_text_are_told(table: Path) -> None:
    table.write_bytes(b"\xff\xfe\x81year")
    assert "UTF-8" in workdays.check_own_table()


def test_nothing_is_wrong_where_there_is_no_table(table: Path) -> None:
    assert workdays.check_own_table() == ""


def test_the_demonstration_writes_the_years_nobody_has_announced(table: Path) -> None:
    from district.demonstration.working_days import SOURCE, ensure_working_days

    home = table.parent.parent
    assert not ensure_working_days(home=home, at=datetime(2025, 6, 1))  # noqa: DTZ001
    assert ensure_working_days(home=home, at=datetime(2027, 6, 1))  # noqa: DTZ001
    assert {2027, 2028} <= office_calendar().years
    assert SOURCE in table.read_text("utf-8")
    assert workdays.check_own_table() == ""
    assert ensure_working_days(home=home, at=datetime(2028, 6, 1))  # noqa: DTZ001
    assert 2029 in office_calendar().years
