"""The promise's clock of a request: when it started, when it stood, on which day it runs out."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from district.casework import CaseRefusal, Clock, Deadline, State, due_on, office_calendar
from district.casework import Pause as Stood
from district.window.models import Request
from district.window.states import REQUEST


def local_day(at: datetime) -> date:
    """Answer the day a moment falls on at the office."""
    return timezone.localtime(at).date()


def clock_of(request: Request) -> Clock | None:
    """Answer the promise's clock with its pauses; None where it has not started."""
    if request.clock_started_on is None:
        return None
    return Clock(request.clock_started_on, tuple(Stood(p.since, p.until) for p in request.pauses.all()))


def days_run(clock: Clock, *, on: date) -> int:
    """Answer the working days a clock has run until a day, without those it stood."""
    calendar = office_calendar()
    stood = sum(calendar.between(pause.since, min(pause.until or on, on)) for pause in clock.pauses)
    return calendar.between(clock.started, on) - stood


def promised_on(request: Request) -> date | None:
    """Answer the last day of the promise; None while the clock stands, before it starts, and without a promise."""
    clock = clock_of(request)
    if clock is None or request.promise_days is None:
        return None
    deadline = Deadline(
        days=request.promise_days, unit=PROMISE.unit, basis=PROMISE.basis, source="time promise of the catalogue item"
    )
    return due_on(clock=clock, deadline=deadline, calendar=office_calendar())


def time_of(state: State, *, since: datetime) -> date | None:
    """Answer the last day of the time a table gives whoever has to act in a state, counted from the entry into it.

    None where the table gives none, and where the holidays of the year it runs into are not announced yet.
    """
    if state.deadline is None:
        return None
    try:
        return due_on(clock=Clock(local_day(since)), deadline=state.deadline, calendar=office_calendar())
    except CaseRefusal:
        return None


def start_of(day: date) -> datetime:
    """Answer the moment a day begins at the office."""
    return timezone.make_aware(datetime.combine(day, time()))


def _promise_of_the_table() -> Deadline:
    deadline = REQUEST.state("in_progress").deadline
    assert deadline is not None
    return deadline


PROMISE = _promise_of_the_table()
"""What is promised where the item itself promises nothing: the time the table gives to answer."""
