"""What the figures must come to, counted by brute force from the generator's own bookkeeping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from district.demonstration.lives import Life, counts_on
from district.demonstration.places import REGIONS_OF_LEAF
from district.demonstration.targets import CORE_DENSITIES

View = Literal["recorded", "legal"]
TRUTH_DATES = (*sorted(CORE_DENSITIES), date(2023, 12, 31))


@dataclass(frozen=True, slots=True)
class Stock:
    """In-force inventions of a region on a date by the official attribution.

    Patents with an open address that no list settles count in the city and in no region below it;
    `unresolved` is how many of them are in force.
    """

    region: str
    on: date
    view: View
    value: int
    unresolved: int


def stocks_of(lives: Iterable[Life]) -> tuple[Stock, ...]:
    """Answer the stock of every region on every year-end since 2012 and at the public situation."""
    inventions = [
        (life, {"recorded": life.recorded(), "legal": life.legal()})
        for life in lives
        if life.right_type == "invention" and life.granted is not None
    ]
    regions = sorted({region for found in REGIONS_OF_LEAF.values() for region in found})
    views: tuple[View, View] = ("recorded", "legal")
    answer = []
    for on in TRUTH_DATES:
        for view in views:
            leaves = Counter(life.leaf_on(on) for life, spans in inventions if counts_on(spans[view], on))
            for region in regions:
                value = sum(count for leaf, count in leaves.items() if region in REGIONS_OF_LEAF[leaf])
                answer.append(Stock(region, on, view, value, 0 if region == "city" else leaves["open"]))
    return tuple(answer)
