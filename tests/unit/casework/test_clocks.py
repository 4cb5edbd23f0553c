from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.casework import Basis, CaseRefusal, Clock, Deadline, Unit, due_on, office_calendar

CALENDAR = office_calendar()
TEN = Deadline(days=10, unit=Unit.WORKING, basis=Basis.SETTING, source="service promise")
THIRTY = Deadline(days=30, unit=Unit.CALENDAR, basis=Basis.LAW, source="People's Mediation Law art. 33")


def _due(clock: Clock, deadline: Deadline) -> date | None:
    return due_on(clock=clock, deadline=deadline, calendar=CALENDAR)


def test_the_day_itself_is_not_counted() -> None:
    assert _due(Clock(date(2026, 11, 2)), TEN) == date(2026, 11, 16)


def test_a_period_of_calendar_days_that_ends_on_a_day_off_runs_to_the_next_working_day() -> None:
    assert _due(Clock(date(2026, 9, 2)), THIRTY) == date(2026, 10, 8)


def test_a_clock_that_stands_is_not_due() -> None:
    assert _due(Clock(date(2026, 11, 2)).pause(date(2026, 11, 4)), TEN) is None


def test_days_of_pause_are_added_behind() -> None:
    clock = Clock(date(2026, 11, 2)).pause(date(2026, 11, 4)).resume(date(2026, 11, 11))
    assert _due(clock, TEN) == date(2026, 11, 23)


def test_a_clock_cannot_be_stopped_twice_or_started_while_it_goes() -> None:
    stopped = Clock(date(2026, 11, 2)).pause(date(2026, 11, 4))
    for act, code in (
        (lambda: stopped.pause(date(2026, 11, 5)), "clock.already_paused"),
        (lambda: Clock(date(2026, 11, 2)).resume(date(2026, 11, 5)), "clock.not_paused"),
        (lambda: stopped.resume(date(2026, 11, 3)), "clock.earlier_day"),
    ):
        with pytest.raises(CaseRefusal) as caught:
            act()
        assert caught.value.code == code


@given(
    start=st.dates(date(2022, 1, 1), date(2025, 6, 1)),
    gaps=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20)), max_size=3),
)
def test_a_pause_of_calendar_days_moves_the_end_by_as_many_days(start: date, gaps: list[tuple[int, int]]) -> None:
    clock, day, stood = Clock(start), start, 0
    for wait, length in gaps:
        day += timedelta(days=wait)
        clock = clock.pause(day)
        day += timedelta(days=length)
        clock, stood = clock.resume(day), stood + length
    assert _due(clock, THIRTY) == CALENDAR.next_working(start + timedelta(days=30 + stood))
