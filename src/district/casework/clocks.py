"""Clocks that pause: when a promise falls due although the matter lay with the applicant for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from district.casework.deadlines import Deadline, Unit
from district.casework.refusals import CaseRefusal
from district.casework.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood from `since` to `until`; `until` is None while it still stands."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock started on a day, with its pauses in order."""

    started: date
    pauses: tuple[Pause, ...] = ()

    @property
    def is_paused(self) -> bool:
        """Whether it stands now."""
        return bool(self.pauses) and self.pauses[-1].until is None

    def pause(self, day: date) -> Clock:
        """Answer the clock stopped on a day. Raises `CaseRefusal` where it already stands or the day lies before."""
        if self.is_paused:
            raise CaseRefusal("clock.already_paused", since=self.pauses[-1].since)
        self._refuse_before(day)
        return replace(self, pauses=(*self.pauses, Pause(day, None)))

    def resume(self, day: date) -> Clock:
        """Answer the clock going again from a day on. Raises `CaseRefusal` where it is not paused."""
        if not self.is_paused:
            raise CaseRefusal("clock.not_paused")
        self._refuse_before(day)
        return replace(self, pauses=(*self.pauses[:-1], Pause(self.pauses[-1].since, day)))

    def _refuse_before(self, day: date) -> None:
        last = max((d for pause in self.pauses for d in (pause.since, pause.until) if d), default=self.started)
        if day < last:
            raise CaseRefusal("clock.earlier_day", day=day, last=last)


def due_on(*, clock: Clock, deadline: Deadline, calendar: WorkCalendar) -> date | None:
    """Answer the last day of a deadline, moved on by every day the clock stood; None while it stands.

    A day of pause is one in (since, until]: the day a supplement is asked for still counts against the office, the
    day it comes does not. A period of calendar days that ends on a day off runs to the next working day.
    """
    if clock.is_paused:
        return None
    pauses = [(p.since, p.until) for p in clock.pauses if p.until is not None]
    day, left = clock.started, deadline.days
    while left > 0:
        day += timedelta(days=1)
        counts = deadline.unit is Unit.CALENDAR or calendar.is_working(day)
        left -= counts and not _stood(day, pauses)
    return calendar.next_working(day) if deadline.unit is Unit.CALENDAR else day


def _stood(day: date, pauses: Iterable[tuple[date, date]]) -> bool:
    return any(since < day <= until for since, until in pauses)
