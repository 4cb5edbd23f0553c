"""Sources that contradict each other: the same figure, region, date and holders with values that do not agree."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patentry.records import PublishedFigure

ROUNDED = 3
"""Noughts at the end of a rounded count: 850 is a value as it stands, 658,000 a rounded one."""
NEAR_YEARS = 1
"""A value that another source has for a date no further away than this may be misdated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rows of one figure, region, date and scope that do not agree. `misdated` is the row that another source has for
    another date, and `meant` that date; None where none looks like it."""

    region: str
    figure: str
    date: dt.date
    rows: tuple[PublishedFigure, ...]
    misdated: PublishedFigure | None = None
    meant: dt.date | None = None


def conflicts_of(rows: Sequence[PublishedFigure]) -> tuple[Conflict, ...]:
    """Answer the contradictions among published rows, by region, figure and date."""
    groups: dict[tuple[str, str, date, str], list[PublishedFigure]] = defaultdict(list)
    for row in rows:
        groups[row.region, row.figure, row.date, row.scope or ""].append(row)
    found = []
    for (region, figure, day, _), group in sorted(groups.items()):
        if all(agrees(one.value, other.value) for one in group for other in group):
            continue
        misdated, meant = _misdated(group, rows)
        found.append(
            Conflict(region=region, figure=figure, date=day, rows=tuple(group), misdated=misdated, meant=meant)
        )
    return tuple(found)


def agrees(one: float, other: float) -> bool:
    """Answer whether two published values may be one: the same when rounded as the coarser of them is."""
    places = min(_places(one), _places(other))
    step: float = 10.0**-places
    return abs(one - other) <= step / 2 + 1e-9


def _places(value: float) -> int:
    """How many places behind the point a value is given with; below 0 for round thousands."""
    text = f"{value:.6f}".rstrip("0")
    behind = len(text.partition(".")[2])
    if behind or not value:
        return behind
    whole = f"{int(value)}"
    noughts = len(whole) - len(whole.rstrip("0"))
    return -noughts if noughts >= ROUNDED else 0


def _misdated(
    group: Sequence[PublishedFigure], rows: Sequence[PublishedFigure]
) -> tuple[PublishedFigure | None, date | None]:
    for one in group:
        for other in rows:
            is_same = (other.region, other.figure, other.scope) == (one.region, one.figure, one.scope)
            near = 0 < abs(other.date.year - one.date.year) <= NEAR_YEARS
            if is_same and near and other.value == one.value and other.source != one.source:
                return one, other.date
    return None, None
