"""Classes of values for colours: as many values in each as can be, equal values always in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_CLASSES = 5
"""More shades of one colour are not told apart with certainty (Brewer & Harrower, ColorBrewer, 2003)."""


@dataclass(frozen=True, slots=True)
class ColourClass:
    """The least and the greatest value that are there in a class."""

    least: float
    most: float


def classes_of(values: Iterable[float], *, most: int = MOST_CLASSES) -> tuple[ColourClass, ...]:
    """Answer the classes of values, the lowest first: quantiles, with no more classes than different values."""
    ordered = sorted(values)
    different = sorted(set(ordered))
    if len(different) <= most:
        return tuple(ColourClass(value, value) for value in different)
    # The first of each later class; a value that fills several quantiles begins one class only.
    firsts = sorted({ordered[len(ordered) * place // most] for place in range(most)} | {ordered[0]})
    made = [ColourClass(first, different[different.index(after) - 1]) for first, after in pairwise(firsts)]
    return (*made, ColourClass(firsts[-1], ordered[-1]))


def class_of(value: float | None, classes: Sequence[ColourClass]) -> int | None:
    """Answer the place of a value's class; None where the value is unknown, which is no class of its own."""
    if value is None:
        return None
    return next(place for place, one in enumerate(classes) if one.least <= value <= one.most)
