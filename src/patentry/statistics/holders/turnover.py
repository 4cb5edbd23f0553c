"""Newcomers and leavers: organisations that hold patents of the region on a day and did not a year before, or the
reverse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import ibis

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import AT_ONCE, Count, Counts, Part, Question
from patentry.statistics.holders.derivation import ORGANISATION
from patentry.statistics.holders.holdings import HOLDER, alive_on, named_rows
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
    owners = _owners(engine, question, turn, days)
    sums: dict[str, Any] = {}
    for index in range(len(days)):
        is_sure, is_possible = _turned(owners, 2 * index)
        sums[f"sure{index}"] = ibis.ifelse(is_sure, 1, 0).sum()
        sums[f"possible{index}"] = ibis.ifelse(is_possible, 1, 0).sum()
        sums[f"held{index}"] = ibis.ifelse(is_sure | is_possible, owners[f"n{2 * index}"], 0).sum()
    rows = engine.rows(owners.group_by("category").aggregate(**sums)).to_pylist()
    by_holder = question.by == HOLDER
    answer: dict[date, Counts] = {}
    for index, day in enumerate(days):
        answer[day] = {
            row["category"]: Count(
                float(row[f"sure{index}"]),
                float(row[f"possible{index}"]),
                parts=(Part(INVENTIONS, float(row[f"held{index}"])),),
            )
            for row in rows
            if not by_holder or row[f"sure{index}"] or row[f"possible{index}"]
        }
    return answer


def _ends(turn: Turn, day: date) -> tuple[date, date]:
    """The end of the year at which the organisation holds, and the one at which it does not."""
    return (day, year_before(day)) if turn is Turn.CAME else (year_before(day), day)


def _owners(engine: Engine, question: Question, turn: Turn, days: Sequence[date]) -> Any:
    """A row a group and organisation, with two ends a day, first the one at which who turned holds: whether it surely
    holds then (`c`), could (`u`), and at the first end how many (`n`).

    Who is who is as of the day at both ends: after a change of name, what was held under the old one is the same
    organisation's.
    """
    rows = named_rows(engine, question)
    rows = rows.filter(rows.sort == ORGANISATION)
    sums: dict[str, Any] = {}
    for index, day in enumerate(days):
        for place, end in enumerate(_ends(turn, day), 2 * index):
            test = (rows.start <= ibis.literal(end)) & (rows.until > ibis.literal(end)) & _named_on(rows, day)
            sums[f"c{place}"] = ibis.ifelse(test, rows.counted, 0).max()
            sums[f"u{place}"] = ibis.ifelse(test, rows["open"], 0).max()
            if place % 2 == 0:
                sums[f"n{place}"] = ibis.ifelse(test & (rows.counted > 0), rows.id, ibis.null("int64")).nunique()
    return rows.group_by("category", "owner").aggregate(**sums)


def _named_on(rows: Any, day: date) -> Any:
    return (rows.named_from <= ibis.literal(day)) & (rows.named_to > ibis.literal(day))


def _turned(owners: Any, at: int) -> tuple[Any, Any]:
    """Whether an organisation surely, and whether it possibly turned: it holds at the end `at`, not at the next."""
    surely_none = owners[f"c{at + 1}"] == 0
    is_sure = (owners[f"c{at}"] > 0) & surely_none & (owners[f"u{at + 1}"] == 0)
    may = ((owners[f"c{at}"] > 0) | (owners[f"u{at}"] > 0)) & surely_none & ~is_sure
    return is_sure, may


def behind_turnover(turn: Turn, engine: Engine, question: Question, period: Period) -> Any:
    """Answer the patents of those who came, or went, at the end of the year at which they hold them."""
    day = period[1]
    owners = _owners(engine, question, turn, [day])
    is_sure, is_possible = _turned(owners, 0)
    turned = owners.mutate(sure=is_sure, possible=is_possible)
    turned = turned.filter(turned.sure | turned.possible).select("sure", group="category", turned="owner")
    rows = alive_on(named_rows(engine, question), _ends(turn, day)[0])
    rows = rows.filter(_named_on(rows, day))
    rows = rows.join(turned, (rows.owner == turned.turned) & rows.category.identical_to(turned.group))
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
