"""Survival: of the grants of a period, how many were still in force some years later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from patentry.corpus.engine import Engine
from patentry.statistics.counting import Count, Counts, Part, Question
from patentry.statistics.lives.ends import GONE, KEPT, UNKNOWN, YOUNG
from patentry.statistics.lives.summing import Sum, Told, gathered, sums_told
from patentry.statistics.measuring import Period


def survival(entry: str, engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer, of the inventions granted in each period, those in force (`value`) of those that came to the day (`of`).

    One not settled gives the bounds; one granted too lately to have come to the day is told beside it.
    """
    return gathered(sums_told(engine, question, Told(entry), periods), periods, _rate)


def _rate(sums: Sequence[Sum]) -> Count:
    counts = {one: sum((s.counted for s in sums if s.key == one), Fraction(0)) for one in (KEPT, GONE, YOUNG, UNKNOWN)}
    unknown = counts[UNKNOWN]
    came = counts[KEPT] + counts[GONE]
    most = came + unknown
    return Count(
        float(counts[KEPT]),
        float(unknown + sum((one.open for one in sums), Fraction(0))),
        of=float(came),
        parts=tuple(Part(name, float(count)) for name, count in counts.items()),
        least=float(counts[KEPT] / most) if most else None,
        most=float((counts[KEPT] + unknown) / most) if most else None,
    )
