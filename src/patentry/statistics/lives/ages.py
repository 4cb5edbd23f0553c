"""How old the patents in force are: the mean of the days from filing to the date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import ibis

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import (
    AT_ONCE,
    Counts,
    Question,
    asked_of,
    grouped_tenures,
    groups_of,
    marked_tenures,
)
from patentry.statistics.cubes import answered, cube_of
from patentry.statistics.lives.derivation import FILINGS
from patentry.statistics.lives.summing import Sum, gathered
from patentry.statistics.lives.waits import mean_of_sums
from patentry.statistics.measuring import Period

_FIRST = date(1970, 1, 1)


def mean_age(engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer the mean age of the patents in force on the last day of each period; one without a filing date is open."""
    days = list(dict.fromkeys(last for _, last in periods))
    once = question.rule is Attribution.ANY
    return gathered((_each_once if once else _sums)(engine, question, days), periods, mean_of_sums)


def _sums(engine: Engine, question: Question, days: Sequence[date]) -> Iterator[Sum]:
    rows = _filed(engine, grouped_tenures(engine, question))
    for start in range(0, len(days), AT_ONCE):
        some = days[start : start + AT_ONCE]
        alive = rows.filter((rows.start <= ibis.literal(max(some))) & (rows.until > ibis.literal(min(some))))
        sums: dict[str, Any] = {}
        for index, day in enumerate(some):
            there = (alive.start <= ibis.literal(day)) & (alive.until > ibis.literal(day))
            sums[f"n{index}"] = ibis.ifelse(there & alive.filed.notnull(), 1, 0).sum()
            sums[f"m{index}"] = ibis.ifelse(there & alive.filed.isnull(), 1, 0).sum()
            sums[f"f{index}"] = ibis.ifelse(there, alive.filed.fill_null(0), 0).sum()
        cube = cube_of(engine, alive, groups_of(question), sums)
        for row in answered(cube, asked_of(question), tuple(sums)).to_pylist():
            yield from _told(row, some)


def _told(row: dict[str, Any], days: Sequence[date]) -> Iterator[Sum]:
    """The sum of ages on a day is as many times the day as there are patents, less the sum of their days of filing."""
    for index, day in enumerate(days):
        counted = row[f"cn{index}"]
        is_open = row[f"un{index}"] + row[f"um{index}"] + row[f"cm{index}"]
        age = counted * (day - _FIRST).days - row[f"cf{index}"]
        if counted or is_open:
            exact = (Fraction(number, row["sharers"]) for number in (counted, is_open, age))
            yield Sum(day, row["category"], None, *exact)


def _filed(engine: Engine, rows: Any) -> Any:
    """The rows with the day each was filed on."""
    filed = engine.table(FILINGS).select("id", "filed")
    joined = rows.left_join(filed, "id")
    return joined.select(*[joined[name] for name in rows.columns], filed=joined.filed.cast("int64"))


def _each_once(engine: Engine, question: Question, days: Sequence[date]) -> Iterator[Sum]:
    """With the rule `any` a patent counts once, however many of its holders are seated here."""
    told = _filed(engine, marked_tenures(engine, question))
    missing = told.filed.isnull()
    rows = told.mutate(
        counted=ibis.ifelse(missing, 0, told.counted),
        open=ibis.ifelse(missing, ibis.greatest(told["open"], told.counted), told["open"]),
        filed=told.filed.fill_null(0),
    )
    for day in days:
        alive = rows.filter((rows.start <= ibis.literal(day)) & (rows.until > ibis.literal(day)))
        once = alive.group_by("category", "id", "filed").aggregate(
            counted=alive.counted.max(), open=alive["open"].max()
        )
        age = once.counted * ((day - _FIRST).days - once.filed)
        sums = once.group_by("category").aggregate(
            counted=once.counted.sum(), open=ibis.ifelse(once.counted > 0, 0, once["open"]).sum(), age=age.sum()
        )
        for row in engine.rows(sums).to_pylist():
            yield Sum(day, row["category"], None, *(Fraction(int(row[name])) for name in ("counted", "open", "age")))


def with_ages(engine: Engine, rows: Any, on: date) -> Any:
    """Answer the patents in force behind a mean age, each with its age as `days`."""
    filed = engine.table(FILINGS).select("id", "filed")
    joined = rows.left_join(filed, "id")
    told = joined.select(*[joined[name] for name in rows.columns], days=(on - _FIRST).days - joined.filed)
    return told.mutate(counted=told.counted & told.days.notnull())
