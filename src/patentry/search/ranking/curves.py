"""What a feature adds to a score: a curve over how far a document stands from the mean of the pool, and over its place.

A straight line alone says that twice as far is twice as good. Learnt on citations it is not so: the first few places
tell most, and what stands out far tells little more than what stands out. The parts still add up, so each hit can say
what every feature gave it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO

import numpy as np

from patentry.search.ranking.profiles import Values

Steps = tuple[tuple[float, float], ...]
SLOPE, SPREAD, PLACE = "slope", "spread", "place"


@dataclass(frozen=True, slots=True)
class Curve:
    """`slope`: points for each standard deviation above the mean of the pool. `spread` and `place`: points added from
    there on, (from, points) rising; a place is -ln(1 + how many are better), so the best stands at nought.
    """

    slope: float = 0.0
    spread: Steps = ()
    place: Steps = ()

    def points(self, spread: Values) -> Values:
        """Answer what it adds for each value, values as they stand in their spread."""
        found: Values = self.slope * spread + _up(self.spread, spread)
        return found + _up(self.place, places(spread)) if self.place else found

    def beside(self, other: Curve) -> Curve:
        """Answer both together."""
        return Curve(self.slope + other.slope, _merged(self.spread, other.spread), _merged(self.place, other.place))

    @property
    def is_flat(self) -> bool:
        """Whether it adds nothing wherever a document stands."""
        return not (self.slope or self.spread or self.place)


Weights = Mapping[str, Curve]


def straight(slopes: Mapping[str, float]) -> Weights:
    """Answer weights that are straight lines."""
    return {name: Curve(slope) for name, slope in slopes.items()}


def places(values: Values) -> Values:
    """Answer -ln(1 + how many values are greater): equal values stand in one place."""
    better = len(values) - np.searchsorted(np.sort(values), values, side="right")
    found: Values = -np.log1p(better)
    return found


def _up(steps: Steps, values: Values) -> Values:
    """The points of the steps at or below each value."""
    if not steps:
        return np.zeros(len(values))
    told = np.array(steps)
    sums = np.concatenate([[0.0], np.cumsum(told[:, 1])])
    found: Values = sums[np.searchsorted(told[:, 0], values, side="right")]
    return found


def _merged(*curves: Steps) -> Steps:
    found: dict[float, float] = {}
    for steps in curves:
        for at, points in steps:
            found[at] = found.get(at, 0.0) + points
    return tuple(sorted((at, round(points, 4)) for at, points in found.items() if round(points, 4)))


def read_weights(text: str) -> Weights:
    """Answer the weights of a table: `feature,by,from,points`, `by` one of slope, spread and place."""
    found: dict[str, Curve] = {}
    for row in csv.DictReader(StringIO(text)):
        steps = () if row["by"] == SLOPE else ((float(row["from"]), float(row["points"])),)
        slope = float(row["points"]) if row["by"] == SLOPE else 0.0
        one = Curve(slope, steps if row["by"] == SPREAD else (), steps if row["by"] == PLACE else ())
        found[row["feature"]] = found.get(row["feature"], Curve()).beside(one)
    return found


def weights_told(weights: Weights) -> Iterable[tuple[str, str, float | None, float]]:
    """Answer the rows of the table `read_weights` reads."""
    for name, curve in weights.items():
        yield name, SLOPE, None, curve.slope
        for by, steps in ((SPREAD, curve.spread), (PLACE, curve.place)):
            for at, points in steps:
                yield name, by, at, points
