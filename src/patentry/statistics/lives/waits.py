"""How long it took: the mean and the median of days, over the grants of a period or over the ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from patentry.corpus.engine import Engine
from patentry.statistics.counting import Count, Counts, Question
from patentry.statistics.lives.summing import Exact, Sum, Told, gathered, sums_told
from patentry.statistics.measuring import Period


def mean_of(entry: str, engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer the mean amount of the happenings of each period."""
    return gathered(sums_told(engine, question, Told(entry, amounts=True), periods), periods, mean_of_sums)


def median_of(entry: str, engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer the median amount of the happenings of each period; of an even number the middle of the two."""
    told = Told(entry, key="amount", amounts=True)
    return gathered(sums_told(engine, question, told, periods), periods, _median)


def mean_of_sums(sums: Sequence[Sum]) -> Count:
    """Answer the mean amount of what was summed."""
    number = sum((one.counted for one in sums), Fraction(0))
    amount = sum((one.amount for one in sums), Fraction(0))
    return _told(sums, number, float(amount / number) if number else None)


def _median(sums: Sequence[Sum]) -> Count:
    weights: dict[int, Exact] = defaultdict(int)
    for one in sums:
        if one.counted:
            weights[one.key] += one.counted
    number = sum(weights.values(), Fraction(0))
    return _told(sums, number, weighted_median(weights) if number else None)


def weighted_median(weights: Mapping[int, Exact]) -> float:
    """Answer the amount that half of the weight does not exceed; the middle of two where it falls between them."""
    half = sum(weights.values(), Fraction(0)) / 2
    below: Exact = 0
    told = sorted(amount for amount, weight in weights.items() if weight)
    for amount, after in zip(told, [*told[1:], told[-1]], strict=True):
        below += weights[amount]
        if below == half:
            return (amount + after) / 2
        if below > half:
            return float(amount)
    raise ValueError("no weight")


def _told(sums: Sequence[Sum], number: Exact, answer: float | None) -> Count:
    unknown = sum((one.open for one in sums), Fraction(0))
    return Count(float(number), float(unknown), of=float(number), answer=answer)
