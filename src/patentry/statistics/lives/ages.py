"""How old the patents in force are: the mean of the days from filing to the date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import ibis

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import AT_ONCE, Counts, Question, marked_tenures
from patentry.statistics.lives.derivation import FILINGS
from patentry.statistics.lives.summing import Sum, gathered
from patentry.statistics.lives.waits import mean_of_sums
from patentry.statistics.measuring import Period

_FIRST = date(1970, 1, 1)


def mean_age(engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer the mean age of the patents in force on the last day of each period; one without a filing date is open."""
    rows = _aged(engine, marked_tenures(engine, question))
    return gathered(
        _sums(engine, rows, question, list(dict.fromkeys(last for _, last in periods))), periods, mean_of_sums
    )


def _aged(engine: Engine, rows: Any) -> Any:
    """The rows with the day each was filed on; without one they are open."""
    filed = engine.table(FILINGS).select("id", "filed")
    joined = rows.left_join(filed, "id")
    told = joined.select(*[joined[name] for name in rows.columns], filed=joined.filed)
    missing = told.filed.isnull()
    return told.mutate(
        counted=ibis.ifelse(missing, 0, told.counted),
        open=ibis.ifelse(missing, ibis.greatest(told["open"], told.counted), told["open"]),
        filed=told.filed.fill_null(0).cast("int64"),
    )


def _sums(engine: Engine, rows: Any, question: Question, days: Sequence[date]) -> Iterator[Sum]:
    once = question.rule is Attribution.ANY
    for start in range(0, len(days), 1 if once else AT_ONCE):
        some = days[start : start + (1 if once else AT_ONCE)]
        alive = rows.filter((rows.start <= ibis.literal(max(some))) & (rows.until > ibis.literal(min(some))))
        if once:  # with the rule `any` a patent counts once, however many of its holders are seated here
            alive = alive.group_by("category", "id", "sharers", "filed").aggregate(
                counted=alive.counted.max(), open=alive["open"].max(), start=alive.start.min(), until=alive.until.max()
            )
            alive = alive.mutate(open=ibis.ifelse(alive.counted > 0, 0, alive["open"]))
        yield from _on(engine, alive, some)


def _on(engine: Engine, alive: Any, days: Sequence[date]) -> Iterator[Sum]:
    sums = {}
    for index, day in enumerate(days):
        there = (alive.start <= ibis.literal(day)) & (alive.until > ibis.literal(day))
        age = (day - _FIRST).days - alive.filed
        for name, value in {"c": alive.counted, "u": alive["open"], "a": alive.counted * age}.items():
            sums[f"{name}{index}"] = ibis.ifelse(there, value, 0).sum()
    for row in engine.rows(alive.group_by("category", "sharers").aggregate(**sums)).to_pylist():
        for index, day in enumerate(days):
            counted, is_open, age = (Fraction(int(row[f"{name}{index}"]), row["sharers"]) for name in "cua")
            if counted or is_open:
                yield Sum(day, row["category"], None, counted, is_open, age)


def with_ages(engine: Engine, rows: Any, on: date) -> Any:
    """Answer the patents in force behind a mean age, each with its age as `days`."""
    filed = engine.table(FILINGS).select("id", "filed")
    joined = rows.left_join(filed, "id")
    told = joined.select(*[joined[name] for name in rows.columns], days=(on - _FIRST).days - joined.filed)
    return told.mutate(counted=told.counted & told.days.notnull())
