"""The people a density is divided by, with the basis stored beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patentry.records import Population

JUMP = 50.0
"""Populations of a region this many times apart are taken for a slip of unit (人 for 万人), and questioned."""
RESIDENT = ("常住", "常住人口", "permanent", "resident")


class Basis(StrEnum):
    """Which population: Beijing's published series fits the previous year-end, all but the 2019 release."""

    PRIOR_YEAR_END = "prior_year_end"
    SAME_YEAR_END = "same_year_end"


@dataclass(frozen=True, slots=True)
class Denominator:
    """A population in persons, its date and source, what is to be asked about it and what is to be said (codes of
    `wording`); a question holds the value back, a remark does not."""

    people: float | None
    on: date
    source: str | None
    questions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def denominator_of(populations: Sequence[Population], *, on: date, basis: Basis) -> Denominator:
    """Answer the population of a region that belongs to a date.

    Of several vintages the one published last stands. No row: people None and the note that it is missing.
    """
    day = date(on.year - (1 if basis is Basis.PRIOR_YEAR_END else 0), 12, 31)
    chosen = _residents(populations)
    row = population_on(populations, day)
    if row is None:
        return Denominator(None, day, None, ("note.population_missing",))
    near = [r for r in chosen if r.date != day]
    closest = min(near, key=lambda r: abs((r.date - day).days), default=None)
    questions: tuple[str, ...] = ()
    if closest is not None and not 1 / JUMP < row.value / closest.value < JUMP:
        questions = ("note.population_jump",)
    was_revised = len({r.value for r in chosen if r.date == day}) > 1
    return Denominator(row.value, day, row.source, questions, ("note.population_revised",) if was_revised else ())


def population_on(populations: Sequence[Population], day: date) -> Population | None:
    """Answer the population stated for a day; of several vintages the one published last."""
    rows = [row for row in _residents(populations) if row.date == day]
    return max(rows, key=lambda r: (r.supersedes is not None, r.published_on or date.min), default=None)


def _residents(populations: Sequence[Population]) -> list[Population]:
    """Permanent residents where the table has several kinds."""
    residents = [row for row in populations if row.kind.strip().lower() in RESIDENT]
    return residents or list(populations)
