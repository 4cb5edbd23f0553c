"""Newcomers and leavers: organisations that hold patents of the region on a day and did not a year before, or the
reverse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

import ibis

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import AT_ONCE, Count, Counts, Part, Question
from patentry.statistics.holders.derivation import ORGANISATION
from patentry.statistics.holders.holdings import HOLDER, alive_on, named_rows, owned
from patentry.statistics.measuring import Period
from patentry.statistics.periods import year_before

INVENTIONS = "inventions"


class Turn(StrEnum):
    """Who came, who went."""

    CAME = "came"
    WENT = "went"


def turnover(turn: Turn, engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer how many organisations came, or went, within the year up to the last day of each period.

    Sure is one that surely holds at one end of the year and has nothing, not even an open patent, at the other; what
    open patents could make a newcomer or a leaver is not settled. By holder each stands alone, with its patents.
    """
    days = [last for _, last in periods]
    answer: dict[date, Counts] = {}
    for start in range(0, len(days), AT_ONCE // 2):
        answer.update(_some(turn, engine, question, days[start : start + AT_ONCE // 2]))
    return answer


def _some(turn: Turn, engine: Engine, question: Question, days: Sequence[date]) -> dict[date, Counts]:
    rows = engine.rows(_both_turns(engine, question, days)).to_pylist()
    by_holder = question.by == HOLDER
    answer: dict[date, Counts] = {}
    for index, day in enumerate(days):
        told = [(row["category"], *(row[f"{name}_{turn}{index}"] for name in _SUMS)) for row in rows]
        answer[day] = {
            category: Count(float(sure), float(possible), parts=(Part(INVENTIONS, float(held)),))
            for category, sure, possible, held in told
            if not by_holder or sure or possible
        }
    return answer


_SUMS = ("sure", "possible", "held")


def _both_turns(engine: Engine, question: Question, days: Sequence[date]) -> Any:
    """Who came and who went, a row a group: the two figures are one pass where the engine remembers its rows."""
    owners = _owners(engine, question, days)
    sums: dict[str, Any] = {}
    for index in range(len(days)):
        for turn in Turn:
            is_sure, is_possible = _turned(owners, turn, index)
            held = owners[f"n_{_ENDS[turn][0]}{index}"]
            sums[f"sure_{turn}{index}"] = ibis.ifelse(is_sure, 1, 0).sum()
            sums[f"possible_{turn}{index}"] = ibis.ifelse(is_possible, 1, 0).sum()
            sums[f"held_{turn}{index}"] = ibis.ifelse(is_sure | is_possible, held, 0).sum()
    return owners.group_by("category").aggregate(**sums)


_NOW, _BEFORE = "now", "before"
_ENDS = {Turn.CAME: (_NOW, _BEFORE), Turn.WENT: (_BEFORE, _NOW)}
"""The end of the year at which the organisation holds, and the one at which it does not."""


def _day_of(end: str, day: date) -> date:
    return day if end == _NOW else year_before(day)


def _owners(engine: Engine, question: Question, days: Sequence[date]) -> Any:
    """A row a group and organisation, with both ends of the year of each day: whether it surely holds then (`c`),
    could (`u`), and how many (`n`).

    Who is who is as of the day at both ends: after a change of name, what was held under the old one is the same
    organisation's.
    """
    once = question.rule not in (Attribution.ANY, Attribution.FRACTIONAL) and question.by != HOLDER
    ends = {f"{name}{index}": (_day_of(name, day), day) for index, day in enumerate(days) for name in (_NOW, _BEFORE)}
    return (_summed if once else _walked)(engine, question, ends)


Ends = Mapping[str, tuple[date, date]]
"""Ends of years by name, each with the day as of which who is who."""


def _holds_on(rows: Any, end: date, day: date) -> Any:
    return (rows.start <= ibis.literal(end)) & (rows.until > ibis.literal(end)) & _named_on(rows, day)


def _summed(engine: Engine, question: Question, ends: Ends) -> Any:
    """Where a patent stands once: no rule looks at several of its holders, no grouping tells one label of it twice."""
    tests = {f"n_{name}": partial(_holds_on, end=end, day=day) for name, (end, day) in ends.items()}
    rows = owned(engine, question, tests)
    rows = rows.filter(rows.sort == ORGANISATION)
    sums: dict[str, Any] = {}
    for name in ends:
        held = rows[f"n_{name}"]
        sums[f"c_{name}"] = ibis.ifelse(rows.counted & (held > 0), 1, 0).max()
        sums[f"u_{name}"] = ibis.ifelse(rows["open"] & (held > 0), 1, 0).max()
        sums[f"n_{name}"] = ibis.ifelse(rows.counted, held, 0).sum()
    return rows.group_by("category", "number").aggregate(**sums)


def _walked(engine: Engine, question: Question, ends: Ends) -> Any:
    rows = named_rows(engine, question, explained=False)
    rows = rows.filter(rows.sort == ORGANISATION)
    sums: dict[str, Any] = {}
    for name, (end, day) in ends.items():
        test = _holds_on(rows, end, day)
        sums[f"c_{name}"] = ibis.ifelse(test, rows.counted, 0).max()
        sums[f"u_{name}"] = ibis.ifelse(test, rows["open"], 0).max()
        sums[f"n_{name}"] = _distinct(test & (rows.counted > 0), rows)
    return rows.group_by("category", "number").aggregate(**sums)


def _distinct(holds: Any, rows: Any) -> Any:
    return ibis.ifelse(holds, rows.id, ibis.null("int64")).nunique()


def _named_on(rows: Any, day: date) -> Any:
    return (rows.named_from <= ibis.literal(day)) & (rows.named_to > ibis.literal(day))


def _turned(owners: Any, turn: Turn, index: int) -> tuple[Any, Any]:
    """Whether an organisation surely, and whether it possibly turned: it holds at one end, not at the other."""
    holding, other = (f"{end}{index}" for end in _ENDS[turn])
    surely_none = owners[f"c_{other}"] == 0
    is_sure = (owners[f"c_{holding}"] > 0) & surely_none & (owners[f"u_{other}"] == 0)
    may = ((owners[f"c_{holding}"] > 0) | (owners[f"u_{holding}"] > 0)) & surely_none & ~is_sure
    return is_sure, may


def behind_turnover(turn: Turn, engine: Engine, question: Question, period: Period) -> Any:
    """Answer the patents of those who came, or went, at the end of the year at which they hold them."""
    day = period[1]
    owners = _owners(engine, question, [day])
    is_sure, is_possible = _turned(owners, turn, 0)
    turned = owners.mutate(sure=is_sure, possible=is_possible)
    turned = turned.filter(turned.sure | turned.possible).select("sure", group="category", turned="number")
    rows = alive_on(named_rows(engine, question), _day_of(_ENDS[turn][0], day))
    rows = rows.filter(_named_on(rows, day))
    rows = rows.join(turned, (rows.number == turned.turned) & rows.category.identical_to(turned.group))
    rows = rows.mutate(shown=ibis.ifelse(rows.sure, rows.counted, 0), said=ibis.literal(""))
    return rows.group_by("id").aggregate(
        quality=rows.said.max(),
        party=rows.party.min(),
        since=rows.start.max(),
        reason=rows.began.max(),
        basis=rows.basis.min(),
        counted=rows.shown.max() > 0,
        weight=rows.shown.max() if question.rule is Attribution.ANY else rows.shown.sum() / rows.sharers.max(),
    )
