"""What a service point did in a span of days: records that rooms lend, each with the figures it counts to.

Whoever reports on points (a return, an evaluation) counts the records of all rooms without knowing the rooms. A number
and the rows behind it come from the same records, so that they cannot say different things.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Protocol

from district.directory.models import ServicePoint


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its code, which is also the name of its cell in a template."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One record: its day, what it is called, where it is looked at, and by how much it counts to which figure."""

    day: date
    called: str
    address: str
    counts: Mapping[str, int]


class Doings(Protocol):
    """Answers what a room's records say a point did from `first` to `last`, both days counted."""

    def __call__(self, *, point: ServicePoint, first: date, last: date) -> Iterable[Doing]: ...


@dataclass(frozen=True, slots=True)
class _Source:
    place: int
    figures: tuple[Figure, ...]
    doings: Doings


_sources: dict[str, _Source] = {}


def register(package: str, doings: Doings, *, place: int) -> None:
    """Take a room's records and its table `figures.csv` (code, zh, en). Call it in `AppConfig.ready`.

    `place` orders the rooms on a page. Raises `ValueError` where another room has a figure of the same code.
    """
    text = files(package).joinpath("figures.csv").read_text(encoding="utf-8")
    told = tuple(Figure(**row) for row in csv.DictReader(text.splitlines()))
    taken = {figure.code for name, source in _sources.items() if name != package for figure in source.figures}
    if doubled := taken & {figure.code for figure in told}:
        raise ValueError(f"{package} gives {sorted(doubled)}, which another room gives")
    _sources[package] = _Source(place, told, doings)


def figures() -> tuple[Figure, ...]:
    """Answer the figures of all rooms in their order."""
    return tuple(figure for source in _in_order() for figure in source.figures)


def count(*, point: ServicePoint, first: date, last: date) -> dict[str, int]:
    """Answer every figure of a point in a span of days."""
    found: Counter[str] = Counter({figure.code: 0 for figure in figures()})
    for source in _in_order():
        for doing in source.doings(point=point, first=first, last=last):
            found.update(doing.counts)
    return dict(found)


def behind(code: str, *, point: ServicePoint, first: date, last: date) -> tuple[Doing, ...]:
    """Answer the records that count to a figure, by day."""
    asked = [source for source in _in_order() if code in {figure.code for figure in source.figures}]
    found = (doing for source in asked for doing in source.doings(point=point, first=first, last=last))
    return tuple(sorted((doing for doing in found if doing.counts.get(code)), key=lambda doing: doing.day))


def _in_order() -> list[_Source]:
    return sorted(_sources.values(), key=lambda source: source.place)
