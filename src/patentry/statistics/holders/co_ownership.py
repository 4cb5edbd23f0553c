"""Co-ownership: patents that two or more organisations hold together, their share, and of which types they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from patentry.corpus.engine import Engine
from patentry.statistics.counting import CO_OWNERS, Counts, Question, stock_on
from patentry.statistics.explanation import counted_on
from patentry.statistics.holders.derivation import CO_OWNED
from patentry.statistics.measuring import Period
from patentry.statistics.shares import NONE, share_of, shares_of


def co_owned_share(engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer, of the patents in force on the last day of each period, those that are co-owned (`value`) of all (`of`).

    By the types of the co-owners each group is a share of all of them.
    """
    days = [last for _, last in periods]
    whole = replace(question, by=None, labels=None) if question.by == CO_OWNERS else question
    together = stock_on(engine, replace(question, among=CO_OWNED), days)
    everything = stock_on(engine, whole, days)
    return {day: _shares(together[day], everything[day], by_types=question.by == CO_OWNERS) for day in days}


def _shares(together: Counts, everything: Counts, *, by_types: bool) -> Counts:
    if by_types:
        whole = everything.get(None, NONE)
        return {types: share_of(count, whole) for types, count in together.items()}
    return shares_of(together, everything)


def behind_share(engine: Engine, question: Question, period: Period) -> Any:
    """Answer the patents the share is of; of one group of co-owners those that are theirs."""
    asked = replace(question, among=CO_OWNED) if question.by == CO_OWNERS else question
    return counted_on(asked, engine, measure="stock", first=period[0], on=period[1])
