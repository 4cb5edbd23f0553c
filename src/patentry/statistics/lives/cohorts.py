"""How often something happened, international applications, and what became of the applications of a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from patentry.corpus.engine import Engine
from patentry.statistics.counting import Count, Counts, Part, Question
from patentry.statistics.lives.fates import DECIDED, Outcome
from patentry.statistics.lives.summing import Exact, Sum, Told, gathered, of_outcome, sums_told
from patentry.statistics.measuring import Period

ANY_OFFICE = "any"


def international_applications(engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer the international applications of each period; one whose receiving office no file tells is open."""
    office = question.flows.pct_receiving_office
    told = Told("pct", only=None if office == ANY_OFFICE else office)
    return gathered(sums_told(engine, question, told, periods), periods, _counted)


def number_of(entry: str, engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer how many happenings of a kind each period brought."""
    return gathered(sums_told(engine, question, Told(entry), periods), periods, _counted)


def of_the_office(rows: Any, question: Question) -> Any:
    """Answer the international applications of the receiving office that counts."""
    office = question.flows.pct_receiving_office
    return rows if office == ANY_OFFICE else of_outcome(rows, office)


def _counted(sums: Sequence[Sum]) -> Count:
    return Count(float(sum(one.counted for one in sums)), float(sum(one.open for one in sums)))


def grant_rate(engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer, of the applications filed in each period, the granted (`value`) of the decided (`of`).

    By outcome: each outcome's share of all of them.
    """
    by_outcome = question.by == "outcome"
    asked = replace(question, by=None) if by_outcome else question
    sums = sums_told(engine, asked, Told("fate"), periods)
    if not by_outcome:
        return gathered(sums, periods, _rate)
    return {day: groups.get(None, {}) for day, groups in gathered(sums, periods, _shares).items()}


def _by_outcome(sums: Sequence[Sum]) -> dict[str, Exact]:
    counts: dict[str, Exact] = defaultdict(int)
    for one in sums:
        counts[one.key] += one.counted
    return counts


def _rate(sums: Sequence[Sum]) -> Count:
    counts, is_open = _by_outcome(sums), sum((one.open for one in sums), Fraction(0))
    granted = counts[Outcome.GRANTED]
    decided = sum((counts[one] for one in DECIDED), Fraction(0))
    unknown = counts[Outcome.UNKNOWN]
    most = decided + unknown
    return Count(
        float(granted),
        float(unknown + is_open),
        of=float(decided),
        parts=tuple(Part(str(one), float(counts[one])) for one in Outcome),
        least=float(granted / most) if most else None,
        most=float((granted + unknown) / most) if most else None,
    )


def _shares(sums: Sequence[Sum]) -> Counts:
    counts, is_open = _by_outcome(sums), sum((one.open for one in sums), Fraction(0))
    whole = sum(counts.values(), Fraction(0))
    return {
        str(one): Count(float(counts[one]), float(is_open) if one is Outcome.UNKNOWN else 0.0, of=float(whole))
        for one in Outcome
        if counts[one]
    }
