"""Periods of a series: months, quarters and years, and the dates growth looks back to."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from patentry.wording import Refusal

MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


def month_end(year: int, month: int) -> date:
    """Answer the last day of a month; months beyond 12 or below 1 run into other years."""
    years, index = divmod(month - 1, 12)
    year, month = year + years, index + 1
    return date(year, month, monthrange(year, month)[1])


def is_month_end(day: date) -> bool:
    """Answer whether the day is the last of its month."""
    return (day + timedelta(days=1)).day == 1


def period_ends(*, start: date, end: date, every: str) -> tuple[date, ...]:
    """Answer the ends of the periods in [start, end], and `end` itself where it ends none.

    Raises `Refusal` for an unknown step or a start after the end.
    """
    if every not in MONTHS_OF:
        raise Refusal("period.unknown", value=every, known=", ".join(MONTHS_OF))
    if start > end:
        raise Refusal("period.reversed", start=start, end=end)
    step = MONTHS_OF[every]
    year, month = start.year, -(-start.month // step) * step
    ends: list[date] = []
    while (day := month_end(year, month)) <= end:
        ends.append(day)
        month += step
    if not ends or ends[-1] != end:
        ends.append(end)
    return tuple(ends)


def period_start(day: date, every: str | None) -> date:
    """Answer the first day of the period a day lies in; without a step the year's."""
    step = MONTHS_OF[every or "year"]
    return date(day.year, (day.month - 1) // step * step + 1, 1)


def year_before(day: date) -> date:
    """Answer the same date last year; 29 February goes to 28, a month's last day stays the month's last."""
    if is_month_end(day):
        return month_end(day.year - 1, day.month)
    return day.replace(year=day.year - 1)


def last_year_end(day: date) -> date:
    """Answer 31 December of the year before."""
    return date(day.year - 1, 12, 31)


def period_before(day: date, every: str) -> date:
    """Answer the end of the previous period."""
    return period_start(day, every) - timedelta(days=1)
