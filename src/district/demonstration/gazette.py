"""The days on which the gazette appears."""

from __future__ import annotations

from datetime import date, timedelta

DATA_THROUGH = date(2024, 1, 9)
"""The last gazette in the demonstration's files."""
FIRST_MONTH = (1996, 1)
FIRST_WEEK = date(1996, 1, 1)
"""The Monday of the first week whose announcements are in the files."""
_TWICE_A_WEEK_FROM = date(2018, 1, 1)
_WEDNESDAY, _TUESDAY, _FRIDAY = 2, 1, 4


def is_gazette_day(day: date) -> bool:
    """Answer whether the gazette appears: on Wednesdays before 2018, on Tuesdays and Fridays since."""
    if day < _TWICE_A_WEEK_FROM:
        return day.weekday() == _WEDNESDAY
    return day.weekday() in (_TUESDAY, _FRIDAY)


def gazette_from(day: date) -> date:
    """Answer the first gazette day on or after `day`."""
    while not is_gazette_day(day):
        day += timedelta(days=1)
    return day


def gazette_days(*, first: date, last: date) -> list[date]:
    """Answer every gazette day from `first` to `last`, both included."""
    span = (last - first).days + 1
    return [day for day in (first + timedelta(days=step) for step in range(span)) if is_gazette_day(day)]


def month_end(*, year: int, month: int) -> date:
    """Answer the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def months(*, through: date) -> list[tuple[int, int]]:
    """Answer every (year, month) from the demonstration's first month to the month of `through`."""
    year, month = FIRST_MONTH
    answer = []
    while (year, month) <= (through.year, through.month):
        answer.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return answer


def anniversary(*, day: date, years: int) -> date:
    """Answer the same day `years` later. Nothing is filed on 29 February, so it exists."""
    return day.replace(year=day.year + years)
