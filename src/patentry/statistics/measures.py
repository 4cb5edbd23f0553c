"""What figures count: one entry a way of counting, under the name that definitions use.

A measure answers the counts of each period by group, and the patents behind one of them. A stock looks only at the
last day of a period. A measure whose counts carry their own whole (`Count.of`) serves a rate or a mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from patentry.corpus.engine import Engine
from patentry.statistics.counting import Counts, Question, flow_in, stock_on
from patentry.statistics.explanation import counted_on
from patentry.statistics.holders.measures import HOLDINGS
from patentry.statistics.lives.ages import mean_age, with_ages
from patentry.statistics.lives.measures import LIVES
from patentry.statistics.measuring import Measure, Period
from patentry.statistics.uses.shares import share_under


def _stock(engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    return stock_on(engine, question, [last for _, last in periods])


def _entered(entry: str, engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    return flow_in(engine, question, entry, periods)


def _behind(measure: str, engine: Engine, question: Question, period: Period) -> Any:
    return counted_on(question, engine, measure=measure, first=period[0], on=period[1])


def _entries(entry: str) -> Measure:
    return Measure(is_flow=True, counts=partial(_entered, entry), behind=partial(_behind, entry))


def _aged(engine: Engine, question: Question, period: Period) -> Any:
    return with_ages(engine, _behind("stock", engine, question, period), period[1])


MEASURES: Mapping[str, Measure] = {
    "stock": Measure(is_flow=False, counts=_stock, behind=partial(_behind, "stock")),
    "grants": _entries("grants"),
    "applications": _entries("applications"),
    "mean_age": Measure(is_flow=False, counts=mean_age, behind=_aged, rests_on_lives=True),
    "implemented_share": Measure(
        is_flow=False, counts=partial(share_under, "implemented"), behind=partial(_behind, "stock")
    ),
    **LIVES,
    **HOLDINGS,
}
STOCKS = frozenset(name for name, measure in MEASURES.items() if not measure.is_flow)
"""Measures of a day; the others are of a period."""
