from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.casework import CaseRefusal, office_calendar

CALENDAR = office_calendar()
DAYS = st.dates(date(2021, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 4), True),  # a Sunday made up for the Spring Festival
        (date(2024, 2, 12), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),  # a Saturday made up for the National Day
        (date(2026, 11, 26), True),
        (date(2026, 11, 28), False),
    ],
)
def test_holidays_and_make_up_days_are_as_announced(day: date, works: bool) -> None:
    assert CALENDAR.is_working(day) is works


def test_five_working_days_before_the_spring_festival_end_after_it() -> None:
    assert CALENDAR.plus(date(2024, 2, 6), 5) == date(2024, 2, 19)


def test_a_year_nobody_has_announced_is_refused_and_not_guessed() -> None:
    with pytest.raises(CaseRefusal) as caught:
        CALENDAR.plus(date(2026, 12, 30), 5)
    assert (caught.value.code, caught.value.values) == ("calendar.year_unknown", {"year": 2027})


@given(day=DAYS, count=st.integers(1, 40))
def test_counting_forth_and_back_agree(day: date, count: int) -> None:
    end = CALENDAR.plus(day, count)
    assert CALENDAR.is_working(end)
    assert CALENDAR.between(day, end) == count
    assert CALENDAR.between(day, end - timedelta(days=1)) == count - 1


def test_every_row_names_the_notice_it_comes_from() -> None:
    from csv import DictReader
    from importlib.resources import files

    rows = list(
        DictReader(files("district.casework").joinpath("workdays.csv").read_text(encoding="utf-8").splitlines())
    )
    assert all(row["source"].startswith("国办发明电") for row in rows)
    assert CALENDAR.years == frozenset(range(2021, 2027))
    for row in rows:
        if row["kind"] == "makeup":
            days = (date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
            assert all(day.weekday() >= 5 for day in days), row
