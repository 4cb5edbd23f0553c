"""Who holds how many: the counted patents of a region on days, by the organisation of the holder on the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import Question, marked_tenures
from patentry.statistics.holders.derivation import NAMED_HOLDERS, PERSON, UNNAMED

HOLDER = "holder"
PERSONS, NOBODY = "natural_persons", "unnamed_holder"
"""The groups of a breakdown by holder that are no organisation."""


def held_rows(engine: Engine, question: Question) -> Any:
    """Answer the marked tenures with `sort`, `owner` and `called` of their holder, cut where that changes.

    Which of several holders a patent counts for is the attribution rule's: by `any` it counts whole for each that is
    seated in the region, by `fractional` in shares, by the others for the first-named.
    """
    joined = named_rows(engine, question)
    joined = joined.filter((joined.named_from < joined.until) & (joined.named_to > joined.start))
    return joined.mutate(
        start=ibis.greatest(joined.start, joined.named_from), until=ibis.least(joined.until, joined.named_to)
    )


def named_rows(engine: Engine, question: Question) -> Any:
    """Answer the marked tenures once for every organisation their holder's name ever stood for, between `named_from`
    and `named_to`."""
    by_holder = question.by == HOLDER
    asked = replace(question, by=None, labels=None, within=None) if by_holder else question
    rows = marked_tenures(engine, asked)
    named = engine.table(NAMED_HOLDERS).select(
        "named_from", "named_to", "sort", "owner", "called", held_by=ibis._.party
    )
    joined = rows.join(named, rows.party == named.held_by)
    if not by_holder:
        return joined
    group = ibis.cases((joined.sort == PERSON, PERSONS), (joined.sort == UNNAMED, NOBODY), else_=joined.called)
    joined = joined.mutate(category=group)
    return joined if question.within is None else joined.filter(joined.category == question.within)


def alive_on(rows: Any, day: date) -> Any:
    """Answer the rows whose interval contains the day."""
    return rows.filter((rows.start <= ibis.literal(day)) & (rows.until > ibis.literal(day)))


def holdings_on(engine: Engine, question: Question, days: Sequence[date]) -> list[pa.Table]:
    """Answer of each day rows of a group, owner and number of sharers: `category`, `sort`, `owner`, `sharers`, of
    the patents how many are settled (`counted`) and not (`open`), and how many owners are alike in all that (`n`).

    Only where patents are shared the owners are told, one a row: what they have in halves and in thirds is added up.
    """
    rows = held_rows(engine, question)
    keys = ("category", "sort", "owner", "sharers")
    shares = question.rule is Attribution.FRACTIONAL
    if question.rule is Attribution.ANY:
        return [_whole(engine.rows(_alike(_each_once(alive_on(rows, day), keys), [0])), 0) for day in days]
    alive = rows.filter((rows.start <= ibis.literal(max(days))) & (rows.until > ibis.literal(min(days))))
    sums: dict[str, Any] = {}
    for index, day in enumerate(days):
        test = (alive.start <= ibis.literal(day)) & (alive.until > ibis.literal(day))
        sums[f"c{index}"] = ibis.ifelse(test, alive.counted, 0).sum()
        sums[f"u{index}"] = ibis.ifelse(test, alive["open"], 0).sum()
    owners = alive.group_by(*keys).aggregate(**sums)
    places = range(len(days))
    told = engine.rows(owners.mutate(n=1) if shares else _alike(owners, places))
    return [_whole(told, index) for index in places]


def _alike(owners: Any, places: Sequence[int]) -> Any:
    """How many owners hold as many on every day: a nation's are a million, their sizes a few hundred."""
    sums = [f"{letter}{index}" for index in places for letter in "cu"]
    return owners.group_by("category", "sort", "sharers", *sums).aggregate(n=owners.count())


def _whole(told: pa.Table, index: int) -> pa.Table:
    """The rows of one day with sums as whole numbers; some engines answer them as decimals."""
    owner = told["owner"] if "owner" in told.column_names else pa.nulls(told.num_rows, pa.string())
    numbers = {"sharers": "sharers", "counted": f"c{index}", "open": f"u{index}", "n": "n"}
    columns = {name: told[source].cast(pa.int64()) for name, source in numbers.items()}
    return pa.table({"category": told["category"], "sort": told["sort"], "owner": owner, **columns})


def _each_once(alive: Any, keys: Sequence[str]) -> Any:
    """With the rule `any` a patent counts once for an organisation, under however many of its names it stands."""
    patents = alive.group_by(*keys, "id").aggregate(counted=alive.counted.max(), open=alive["open"].max())
    once = patents.mutate(open=ibis.ifelse(patents.counted > 0, 0, patents["open"]))
    return once.group_by(*keys).aggregate(c0=once.counted.sum(), u0=once["open"].sum())
