"""On which days a weekly day falls, when holidays are in its way. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from district.casework import WorkCalendar

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The day a week's consultation is held on; `regular` is the day the week's plan names, `held` is None where the
    whole week is off."""

    regular: date
    held: date | None

    @property
    def is_moved(self) -> bool:
        """Whether holidays moved it."""
        return self.held != self.regular


def occurrences(*, weekday: int, first: date, last: date, calendar: WorkCalendar) -> Iterator[Occurrence]:
    """Give the occurrences whose regular day lies in [first, last] (Monday is 0).

    A day off moves to the next working day before the following week's regular day, else to the last working day after
    the preceding week's. Raises `CaseRefusal` (`calendar.year_unknown`) where a year's holidays are not announced yet.
    """
    regular = first + timedelta(days=(weekday - first.weekday()) % 7)
    while regular <= last:
        yield Occurrence(regular, _held(regular, calendar))
        regular += WEEK


def _held(regular: date, calendar: WorkCalendar) -> date | None:
    later = [regular + timedelta(days=n) for n in range(7)]
    earlier = [regular - timedelta(days=n) for n in range(1, 7)]
    return next((day for day in (*later, *earlier) if calendar.is_working(day)), None)
