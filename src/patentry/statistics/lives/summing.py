"""Sums over happenings by period and group, exact on every engine, one pass for any number of months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

import ibis

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import AT_ONCE, Question, asked_of, grouped_rows, groups_of, marked_rows
from patentry.statistics.cubes import answered, cube_of
from patentry.statistics.lives.derivation import happened
from patentry.statistics.measuring import Period
from patentry.statistics.periods import is_month_end

T = TypeVar("T")


Exact = Fraction | int
"""A sum of shares; whole where nothing is shared."""


class Sum(NamedTuple):
    """What one group brought in the period that ends on `last`: settled and open patents, and the sum of amounts."""

    last: date
    group: str | None
    key: Any
    counted: Exact
    open: Exact
    amount: Exact


@dataclass(frozen=True, slots=True)
class Told:
    """What of the happenings of a kind is summed: by the column `key`, with those open that do not tell their amount
    (`amounts`), or of the outcomes `only` this one, with those open that tell none."""

    entry: str
    key: str = "outcome"
    amounts: bool = False
    only: str | None = None


def sums_told(engine: Engine, question: Question, told: Told, periods: Sequence[Period]) -> Iterator[Sum]:
    """Answer the sums of each period by group and key."""
    if question.rule is Attribution.ANY or len(periods) > AT_ONCE:
        rows = _untold_open(marked_happenings(engine, question, told.entry), told)
        yield from sums_of(engine, rows, periods, key=told.key)
    else:
        yield from _from_cube(engine, question, told, periods)


def _untold_open(rows: Any, told: Told) -> Any:
    if told.amounts:
        return with_known_amounts(rows)
    return rows if told.only is None else of_outcome(rows, told.only)


def of_outcome(rows: Any, only: str) -> Any:
    """Answer the rows of an outcome, and those that tell none, open."""
    rows = rows.filter(rows.outcome.isin((only, "")))
    untold = rows.outcome == ""
    return rows.mutate(
        counted=ibis.ifelse(untold, 0, rows.counted),
        open=ibis.ifelse(untold, ibis.greatest(rows["open"], rows.counted), rows["open"]),
    )


def _from_cube(engine: Engine, question: Question, told: Told, periods: Sequence[Period]) -> Iterator[Sum]:
    first, last = min(first for first, _ in periods), max(last for _, last in periods)
    rows = happenings_of(engine, question, told.entry)
    rows = rows.filter((rows.day >= ibis.literal(first)) & (rows.day <= ibis.literal(last)))
    rows = grouped_rows(engine, rows, question, extra=("outcome", "amount"))
    sums: dict[str, Any] = {}
    for index, (first, last) in enumerate(periods):
        within = (rows.day >= ibis.literal(first)) & (rows.day <= ibis.literal(last))
        sums[f"n{index}"] = ibis.ifelse(within, 1, 0).sum()
        sums[f"m{index}"] = ibis.ifelse(within & rows.amount.isnull(), 1, 0).sum()
        sums[f"a{index}"] = ibis.ifelse(within, rows.amount.fill_null(0).cast("int64"), 0).sum()
    cube = cube_of(engine, rows, tuple(dict.fromkeys((*groups_of(question), told.key))), sums)
    table = answered(cube, asked_of(question), tuple(sums), (told.key,))
    columns = {name: table[name].to_pylist() for name in table.column_names}
    for index, (_, last) in enumerate(periods):
        names = ("category", "sharers", told.key, *(f"{name}{index}" for name in ("cn", "un", "cm", "ca")))
        for group, sharers, key, counted, is_open, missing, amount in zip(*map(columns.get, names), strict=True):
            if told.amounts:
                counted, is_open = counted - missing, is_open + missing
            elif told.only is not None and key != told.only:
                if key != "":
                    continue
                counted, is_open, amount = 0, is_open + counted, 0
            if not (counted or is_open):
                continue
            if sharers != 1:
                counted, is_open, amount = (Fraction(one, sharers) for one in (counted, is_open, amount))
            yield Sum(last, group, key, counted, is_open, amount)


def happenings_of(engine: Engine, question: Question, entry: str) -> Any:
    """Answer the happenings of a kind in the question's view."""
    rows = engine.table(happened(entry))
    return rows.filter(rows["view"].isin(("", question.view)))


def marked_happenings(engine: Engine, question: Question, entry: str) -> Any:
    """Answer the happenings of a kind with what they add: `counted` and `open` (0 or 1, of `sharers`), `category`."""
    rows = marked_rows(engine, happenings_of(engine, question, entry), question)
    if question.rule is not Attribution.ANY:
        return rows
    # With the rule `any` a patent counts once, however many of its holders are seated here.
    once = rows.group_by("category", "id", "day", "outcome", "amount", "sharers").aggregate(
        counted=rows.counted.max(), open=rows["open"].max()
    )
    return once.mutate(open=ibis.ifelse(once.counted > 0, 0, once["open"]))


def with_known_amounts(rows: Any) -> Any:
    """Answer the rows, those without an amount open."""
    missing = rows.amount.isnull()
    return rows.mutate(
        counted=ibis.ifelse(missing, 0, rows.counted),
        open=ibis.ifelse(missing, ibis.greatest(rows["open"], rows.counted), rows["open"]),
        amount=rows.amount.fill_null(0),
    )


def sums_of(engine: Engine, rows: Any, periods: Sequence[Period], *, key: str) -> Iterator[Sum]:
    """Answer the sums of each period by group and by the column `key`."""
    whole = [period for period in periods if is_month_end(period[1])]
    if len(whole) > AT_ONCE:
        yield from _by_months(engine, rows, whole, key)
        periods = [period for period in periods if not is_month_end(period[1])]
    for start in range(0, len(periods), AT_ONCE):
        yield from _at_once(engine, rows, periods[start : start + AT_ONCE], key)


def _at_once(engine: Engine, rows: Any, periods: Sequence[Period], key: str) -> Iterator[Sum]:
    if not periods:
        return
    first, last = min(first for first, _ in periods), max(last for _, last in periods)
    rows = rows.filter((rows.day >= ibis.literal(first)) & (rows.day <= ibis.literal(last)))
    sums = {}
    for index, (first, last) in enumerate(periods):
        within = (rows.day >= ibis.literal(first)) & (rows.day <= ibis.literal(last))
        for name, value in _added(rows).items():
            sums[f"{name}{index}"] = ibis.ifelse(within, value, 0).sum()
    told = engine.rows(rows.group_by("category", "sharers", key).aggregate(**sums)).to_pylist()
    for index, (_, last) in enumerate(periods):
        for row in told:
            if row[f"c{index}"] or row[f"u{index}"]:
                yield _sum(row, last, key, str(index))


def _by_months(engine: Engine, rows: Any, periods: Sequence[Period], key: str) -> Iterator[Sum]:
    sums = {name: value.sum() for name, value in _added(rows).items()}
    months = rows.group_by("category", "sharers", key, year=rows.day.year(), month=rows.day.month()).aggregate(**sums)
    ends: dict[tuple[int, int], list[date]] = {}
    for first, last in periods:
        for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            ends.setdefault(divmod(month, 12), []).append(last)
    for row in engine.rows(months).to_pylist():
        for last in ends.get((row["year"], row["month"] - 1), ()):
            yield _sum(row, last, key, "")


def _added(rows: Any) -> dict[str, Any]:
    amount = rows.amount.fill_null(0).cast("int64")
    return {"c": rows.counted, "u": rows["open"], "a": rows.counted * amount}


def _sum(row: dict[str, Any], last: date, key: str, index: str) -> Sum:
    # Whole numbers come from the engine and are divided here: three thirds are one on every engine.
    counted, is_open, amount = (Fraction(int(row[f"{name}{index}"]), row["sharers"]) for name in "cua")
    return Sum(last, row["category"], row[key], counted, is_open, amount)


def gathered(
    sums: Iterator[Sum], periods: Sequence[Period], answer: Callable[[Sequence[Sum]], T]
) -> dict[date, dict[str | None, T]]:
    """Answer what `answer` makes of the sums of each period and group."""
    groups: dict[date, dict[str | None, list[Sum]]] = {last: {} for _, last in periods}
    for one in sums:
        groups[one.last].setdefault(one.group, []).append(one)
    return {last: {group: answer(some) for group, some in found.items()} for last, found in groups.items()}
