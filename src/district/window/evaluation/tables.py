"""Indicators and grades: tables with weights, maximum points, limits, source and validity; and the sum of a sheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the score sheet. `figures` are the counts it is pre-filled with."""

    code: str
    groups: Mapping[str, str]
    names: Mapping[str, str]
    rules: Mapping[str, str]
    weight: int
    maximum: int
    figures: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A result: from which score on, which step of the workflow it asks for, how many years of plaque it gives."""

    code: str
    names: Mapping[str, str]
    from_score: int
    outcome: str
    plaque_years: int


@cache
def indicators(year: int) -> tuple[Indicator, ...]:
    """Answer the indicators of a year: those valid on its last day. Raises `ValueError` unless they weigh 100."""
    found = tuple(
        Indicator(
            code=row["code"],
            groups={"zh": row["group_zh"], "en": row["group_en"]},
            names={"zh": row["zh"], "en": row["en"]},
            rules={"zh": row["rule_zh"], "en": row["rule_en"]},
            weight=int(row["weight"]),
            maximum=int(row["maximum"]),
            figures=tuple(row["figures"].split()),
            source=row["source"],
        )
        for row in _valid("indicators.csv", date(year, 12, 31))
    )
    if sum(one.weight for one in found) != 100:
        raise ValueError(f"the indicators of {year} do not weigh 100")
    return found


@cache
def grades(year: int) -> tuple[Grade, ...]:
    """Answer the grades of a year, the best first."""
    found = (
        Grade(
            code=row["code"],
            names={"zh": row["zh"], "en": row["en"]},
            from_score=int(row["from_score"]),
            outcome=row["outcome"],
            plaque_years=int(row["plaque_years"]),
        )
        for row in _valid("grades.csv", date(year, 12, 31))
    )
    return tuple(sorted(found, key=lambda grade: -grade.from_score))


def total(year: int, points: Mapping[str, Decimal]) -> Decimal:
    """Answer the score of a sheet out of 100: the weight of each indicator by the share of its points."""
    found = sum(
        (one.weight * points[one.code] / one.maximum for one in indicators(year) if one.code in points), Decimal(0)
    )
    return found.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def grade_of(year: int, score: Decimal) -> Grade:
    """Answer the grade of a score."""
    return next(grade for grade in grades(year) if score >= grade.from_score)


def _valid(table: str, day: date) -> Iterator[dict[str, str]]:
    text = files("district.window.evaluation").joinpath(table).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        ends = row["valid_until"]
        if date.fromisoformat(row["valid_from"]) <= day and (not ends or day <= date.fromisoformat(ends)):
            yield row
