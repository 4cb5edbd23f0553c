"""Working days of the Chinese calendar: weekdays, less the announced holidays, plus the announced make-up days.

The State Council announces each year by itself, so `workdays.csv` has one row a holiday or make-up day with the
notice it comes from. A year without rows is refused, never guessed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from district.casework.refusals import CaseRefusal

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are working days, for the years it knows."""

    years: frozenset[int]
    holidays: frozenset[date]
    makeup_days: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Answer whether a day is a working day. Raises `CaseRefusal` (`calendar.year_unknown`)."""
        if day.year not in self.years:
            raise CaseRefusal("calendar.year_unknown", year=day.year)
        if day in self.makeup_days:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def plus(self, day: date, working_days: int) -> date:
        """Answer the working day that is so many working days after `day`, which itself is not counted."""
        while working_days > 0:
            day += ONE_DAY
            working_days -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Answer how many working days lie in (start, end]."""
        days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
        return sum(map(self.is_working, days))

    def next_working(self, day: date) -> date:
        """Answer the day itself if it is a working day, else the next one.

        A period whose last day is a holiday ends on the day after the holidays (Civil Code art. 203).
        """
        while not self.is_working(day):
            day += ONE_DAY
        return day


def read_calendar(rows: Iterable[Mapping[str, str]]) -> WorkCalendar:
    """Answer the calendar of rows `year,kind,first,last,name,source`; `kind` is holiday or makeup."""
    days: dict[str, set[date]] = {"holiday": set(), "makeup": set()}
    years = set()
    for row in rows:
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        days[row["kind"]].update(first + ONE_DAY * n for n in range((last - first).days + 1))
        years.add(int(row["year"]))
    return WorkCalendar(frozenset(years), frozenset(days["holiday"]), frozenset(days["makeup"]))


@cache
def office_calendar() -> WorkCalendar:
    """Answer the calendar of `workdays.csv`."""
    table = files("district.casework").joinpath("workdays.csv").read_text(encoding="utf-8")
    return read_calendar(csv.DictReader(table.splitlines()))
