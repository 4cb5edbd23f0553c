"""Who holds how many: the counted patents of a region on days, by the organisation of the holder on the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import (
    DECIDING_TOLD,
    Question,
    decided,
    marked_compact,
    marked_tenures,
    told_tenures,
)
from patentry.statistics.holders.derivation import NAMED_HOLDERS, PERSON, UNNAMED

HOLDER = "holder"
PERSONS, NOBODY = "natural_persons", "unnamed_holder"
"""The groups of a breakdown by holder that are no organisation."""


def held_rows(engine: Engine, question: Question, *, explained: bool = True) -> Any:
    """Answer the marked tenures with `sort`, `owner`, its `number` and `called` of their holder, cut where that
    changes; not `explained`, without what explains them.

    Which of several holders a patent counts for is the attribution rule's: by `any` it counts whole for each that is
    seated in the region, by `fractional` in shares, by the others for the first-named.
    """
    joined = named_rows(engine, question, explained=explained)
    joined = joined.filter((joined.named_from < joined.until) & (joined.named_to > joined.start))
    return joined.mutate(
        start=ibis.greatest(joined.start, joined.named_from), until=ibis.least(joined.until, joined.named_to)
    )


def named_rows(engine: Engine, question: Question, *, explained: bool = True) -> Any:
    """Answer the marked tenures once for every organisation their holder's name ever stood for, between `named_from`
    and `named_to`."""
    by_holder = question.by == HOLDER
    asked = replace(question, by=None, labels=None, within=None) if by_holder else question
    rows = marked_tenures(engine, asked) if explained else marked_compact(engine, asked)
    named = engine.table(NAMED_HOLDERS).select(
        "named_from", "named_to", "sort", "owner", "number", "called", held_by=ibis._.party
    )
    joined = rows.join(named, rows.party == named.held_by)
    if not by_holder:
        return joined
    group = ibis.cases((joined.sort == PERSON, PERSONS), (joined.sort == UNNAMED, NOBODY), else_=joined.called)
    joined = joined.mutate(category=group)
    return joined if question.within is None else joined.filter(joined.category == question.within)


def owned(engine: Engine, question: Question, ends: Mapping[str, Ending]) -> Any:
    """Answer decided rows of a group, holder (`sort`, `number`) and number of sharers, and for each name of `ends` how
    many of its tenures pass that test.

    Rows alike are summed before the region is looked at: a nation's rows meet no list of regions.
    """
    rows = told_tenures(engine, question)
    named = engine.table(NAMED_HOLDERS).select("named_from", "named_to", "sort", "number", held_by=ibis._.party)
    joined = rows.join(named, rows.party == named.held_by)
    sums = {name: ibis.ifelse(test(joined), 1, 0).sum() for name, test in ends.items()}
    return decided(joined.group_by(*DECIDING_TOLD, "sort", "number").aggregate(**sums), question)


Ending = Callable[[Any], Any]
"""A test of tenures joined with the names of their holders."""


def alive_on(rows: Any, day: date) -> Any:
    """Answer the rows whose interval contains the day."""
    return rows.filter((rows.start <= ibis.literal(day)) & (rows.until > ibis.literal(day)))


def holdings_on(engine: Engine, question: Question, days: Sequence[date]) -> list[pa.Table]:
    """Answer of each day rows of a group, owner and number of sharers: `category`, `sort`, `number`, `sharers`, of
    the patents how many are settled (`counted`) and not (`open`), and how many owners are alike in all that (`n`).

    Only where patents are shared the owners are told, one a row: what they have in halves and in thirds is added up.
    """
    keys = ("category", "sort", "number", "sharers")
    if question.rule is Attribution.ANY:
        rows = held_rows(engine, question, explained=False)
        return [_whole(engine.rows(_alike(_each_once(alive_on(rows, day), keys), [0])), 0) for day in days]
    places = range(len(days))
    if question.by == HOLDER:
        owners = _owners_by_name(engine, question, days, keys)
    else:
        rows = owned(engine, question, {f"n{index}": _held_on(days[index]) for index in places})
        rows = rows.filter(ibis.or_(*(rows[f"n{index}"] > 0 for index in places)))
        sums: dict[str, Any] = {}
        for index in places:
            sums[f"c{index}"] = ibis.ifelse(rows.counted, rows[f"n{index}"], 0).sum()
            sums[f"u{index}"] = ibis.ifelse(rows.open, rows[f"n{index}"], 0).sum()
        owners = rows.group_by(*keys).aggregate(**sums)
    shares = question.rule is Attribution.FRACTIONAL
    told = engine.rows(owners.mutate(n=1) if shares else _alike(owners, places))
    return [_whole(told, index) for index in places]


def _held_on(day: date) -> Ending:
    """Whether a tenure contains the day and its holder's name stood for the organisation then."""
    on = ibis.literal(day)
    return lambda rows: (rows.start <= on) & (rows.until > on) & (rows.named_from <= on) & (rows.named_to > on)


def _owners_by_name(engine: Engine, question: Question, days: Sequence[date], keys: Sequence[str]) -> Any:
    rows = held_rows(engine, question, explained=False)
    alive = rows.filter((rows.start <= ibis.literal(max(days))) & (rows.until > ibis.literal(min(days))))
    sums: dict[str, Any] = {}
    for index, day in enumerate(days):
        test = (alive.start <= ibis.literal(day)) & (alive.until > ibis.literal(day))
        sums[f"c{index}"] = ibis.ifelse(test, alive.counted, 0).sum()
        sums[f"u{index}"] = ibis.ifelse(test, alive["open"], 0).sum()
    return alive.group_by(*keys).aggregate(**sums)


def _alike(owners: Any, places: Sequence[int]) -> Any:
    """How many owners hold as many on every day: a nation's are a million, their sizes a few hundred."""
    sums = [f"{letter}{index}" for index in places for letter in "cu"]
    return owners.group_by("category", "sort", "sharers", *sums).aggregate(n=owners.count())


def _whole(told: pa.Table, index: int) -> pa.Table:
    """The rows of one day with sums as whole numbers; some engines answer them as decimals."""
    owner = told["number"] if "number" in told.column_names else pa.nulls(told.num_rows, pa.int32())
    numbers = {"sharers": "sharers", "counted": f"c{index}", "open": f"u{index}", "n": "n"}
    columns = {name: told[source].cast(pa.int64()) for name, source in numbers.items()}
    return pa.table({"category": told["category"], "sort": told["sort"], "number": owner, **columns})


def _each_once(alive: Any, keys: Sequence[str]) -> Any:
    """With the rule `any` a patent counts once for an organisation, under however many of its names it stands."""
    patents = alive.group_by(*keys, "id").aggregate(counted=alive.counted.max(), open=alive["open"].max())
    once = patents.mutate(open=ibis.ifelse(patents.counted > 0, 0, patents["open"]))
    return once.group_by(*keys).aggregate(c0=once.counted.sum(), u0=once["open"].sum())
