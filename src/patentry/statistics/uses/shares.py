"""The patents in force under a use as a share of all in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from patentry.corpus.engine import Engine
from patentry.statistics.counting import Counts, Question, stock_on
from patentry.statistics.measuring import Period
from patentry.statistics.shares import shares_of
from patentry.statistics.uses.derivation import spans_table


def share_under(use: str, engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer, of the patents in force on the last day of each period, those under a use (`value`) of all (`of`)."""
    days = [last for _, last in periods]
    under = stock_on(engine, replace(question, among=spans_table(use, question.view)), days)
    everything = stock_on(engine, question, days)
    return {day: shares_of(under[day], everything[day]) for day in days}
