"""Random registers: the library agrees with plain Python on every day, and both engines agree with each other."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.registers import Patent, registers, rows_of, stock
from tests.spec.shelf import home_with

from patentry.statistics import Statistics, open_statistics
from patentry.statistics.desk import Counting
from patentry.statistics.periods import period_ends

RULES = ("cnipa", "holder_now", "applicant_at_filing", "any", "fractional")
VIEWS = ("recorded", "legal")
TIMES = 20 if os.environ.get("PATENTRY_SOAK") else 1
"""A register costs a derivation, so a plain run draws few and large ones; `make soak` draws many."""
days = st.lists(st.dates(date(2000, 1, 1), date(2039, 12, 31)), min_size=1, max_size=8, unique=True)
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@contextmanager
def _home_of(register: Sequence[Patent]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield home_with(Path(folder) / "home", rows_of(register)).path


def _asked(statistics: Statistics, on: Sequence[date], view: str, rule: str) -> dict[date, tuple[float | None, float]]:
    result = statistics.figure("effective_inventions", region="zone", on=on, view=view, attribution=rule)
    return {row.on: (row.value, row.unknown) for row in result.rows}


def _edges(register: Sequence[Patent]) -> list[date]:
    """The days on which something happens, which is where mistakes live."""
    told = {day for patent in register for event in patent.told for day in (event.announced, event.effective) if day}
    return sorted(told | {patent.granted for patent in register} | {m.day for p in register for m in p.moved})


@settings(max_examples=8 * TIMES, deadline=None, suppress_health_check=SLOW)
@given(register=registers, on=days, rule=st.sampled_from(RULES))
def test_stock_on_any_day_is_what_plain_python_counts(register: list[Patent], on: list[date], rule: str) -> None:
    first = min(patent.filed for patent in register)
    asked = [day for day in dict.fromkeys([*on, *_edges(register)[:12]]) if day >= first]
    if not asked:
        return
    with _home_of(register) as home:
        statistics = open_statistics(home=home)
        for view in VIEWS:
            expected = {day: stock(register, day, view=view, rule=rule) for day in asked}
            assert _asked(statistics, asked, view, rule) == expected, (view, rule)


@settings(max_examples=3 * TIMES, deadline=None, suppress_health_check=SLOW)
@given(register=registers, rule=st.sampled_from(RULES))
def test_monthly_series_is_what_plain_python_counts(register: list[Patent], rule: str) -> None:
    start, end = max(patent.granted for patent in register), date(2033, 5, 15)
    months = period_ends(start=start, end=end, every="month")
    with _home_of(register) as home:
        result = open_statistics(home=home).figure(
            "effective_inventions", region="zone", start=start, end=end, every="month", view="legal", attribution=rule
        )
    expected = [stock(register, day, view="legal", rule=rule) for day in months]
    assert [(row.value, row.unknown) for row in result.rows] == expected


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*(infer_string|copy keyword).*")
@settings(max_examples=2 * TIMES, deadline=None, suppress_health_check=SLOW)
@given(register=registers, on=days)
def test_both_engines_give_the_same_rows(register: list[Patent], on: list[date]) -> None:
    from tests.spec.sail import counting

    second: Counting = counting
    with _home_of(register) as home:
        embedded, other = open_statistics(home=home), open_statistics(home=home, counting=second)
        for rule in RULES:
            one, two = (
                engine.figure("effective_inventions", region="zone", on=on, attribution=rule)
                for engine in (embedded, other)
            )
            assert one == two, rule
        for figure in ("effective_inventions", "applications"):
            start, end = date(2008, 1, 1), date(2014, 6, 30)
            one, two = (
                engine.figure(figure, region="zone", start=start, end=end, every="month")
                for engine in (embedded, other)
            )
            assert one == two, figure
