"""The one exit of figures over service records and natural persons: raw counts go in, protected values come out.

A provider hands over a `Confidential`, which can be neither printed, written down nor reckoned with; `release` alone
opens it. Counts from one up to below the threshold are hidden, and with them as many others of the same breakdown as
keep a reader who has the total from solving them. What is told of a span of time is told of whole, finished spans that
never overlap, each breakdown by itself and never crossed with another, so that the total is all that two published
lists share. Facts of the public patent register do not come this way: they are public by law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import floor
from statistics import median
from typing import NoReturn
from weakref import finalize

TOTAL = ""
"""The key of values that are not broken down."""

Histogram = Mapping[int, int]


class Measure(StrEnum):
    """What a figure says of its records."""

    COUNT = "count"
    MEDIAN = "median"
    SHARE = "share"
    """The share of records whose value is 1."""


class PrivacyClass(StrEnum):
    """What a figure is about."""

    RECORDS = "records"
    """Matters of people and firms: protected."""
    OPEN = "open"
    """The service itself, as it is announced in public."""


class Mark(StrEnum):
    """What is said in place of a value, or about it."""

    GIVEN = ""
    NONE = "none"
    """There was nothing to take a median or a share of."""
    FEW = "few"
    """Fewer than the threshold."""
    HIDDEN = "hidden"
    """Few itself, or kept back so that others which are few cannot be solved."""
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRule:
    """The thresholds. `smallest` is the first count that is told, `spread` the fewest records a median is told of."""

    smallest: int = 5
    spread: int = 10

    def __post_init__(self) -> None:
        if self.smallest < 1 or self.spread < self.smallest:
            raise ValueError("smallest must be 1 or more, spread no less than smallest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value that may leave; None where `mark` says why there is none."""

    key: str
    value: float | None
    mark: Mark = Mark.GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What may be told of a figure in one span: its total, and each breakdown by itself."""

    total: Cell
    lists: Mapping[str, tuple[Cell, ...]]


class Confidential:
    """Raw values by group, sealed: no text, number, copy or comparison comes out of it, only `release` opens it."""

    __slots__ = ("__weakref__",)

    def __init__(self, observed: Mapping[str, Histogram]) -> None:
        if any(count < 0 for values in observed.values() for count in values.values()):
            raise ValueError("a count is never negative")
        _sealed[id(self)] = {key: Counter(values) for key, values in observed.items()}
        finalize(self, _sealed.pop, id(self))

    @classmethod
    def counted(cls, counts: Mapping[str, int]) -> Confidential:
        """Seal plain counts by group."""
        return cls({key: {0: count} for key, count in counts.items()})

    @classmethod
    def observed(cls, groups: Iterable[str], rows: Iterable[tuple[str, int]]) -> Confidential:
        """Seal a value a record, each with its group; groups without records are zero."""
        values: dict[str, Counter[int]] = {group: Counter() for group in groups}
        for group, value in rows:
            values[group][value] += 1
        return cls(values)

    def __repr__(self) -> str:
        return "Confidential(…)"

    def _refuse(self, *_args: object) -> NoReturn:
        raise TypeError("raw values leave through district.openstats.disclosure.release alone")

    __str__ = __format__ = __bool__ = __int__ = __float__ = __index__ = __iter__ = __len__ = _refuse
    __getitem__ = __eq__ = __lt__ = __add__ = __radd__ = __reduce_ex__ = __copy__ = __deepcopy__ = _refuse
    __hash__ = object.__hash__


_sealed: dict[int, dict[str, Counter[int]]] = {}
"""Beside the objects, not in them: nothing that walks over an object's attributes finds its values."""


def release(
    total: Confidential,
    lists: Mapping[str, Confidential],
    *,
    measure: Measure,
    privacy: PrivacyClass,
    rule: DisclosureRule,
) -> Released:
    """Answer what may be told. Raises `ValueError` where a breakdown does not add up to the total: a bug.

    A total below the threshold takes all its breakdowns with it. A share is not broken down: shares of groups beside
    the whole's would tell by subtraction what the marks hide.
    """
    whole = _sealed[id(total)][TOTAL]
    opened = {by: _sealed[id(values)] for by, values in lists.items()}
    for by, values in opened.items():
        if sum(map(_size, values.values())) != _size(whole):
            raise ValueError(f"the breakdown by {by} does not add up to its total")
    if privacy is PrivacyClass.OPEN:
        rule = DisclosureRule(smallest=1, spread=1)
    if measure is Measure.SHARE:
        return Released(total=_share(whole, rule), lists={})
    tell = _count if measure is Measure.COUNT else _median
    told = {by: _told_list(values, whole, rule, tell) for by, values in opened.items()}
    return Released(total=tell(TOTAL, whole, rule), lists=told)


def hidden_in(counts: Mapping[str, int], rule: DisclosureRule) -> frozenset[str]:
    """Answer which groups of a breakdown whose total is told have to be hidden.

    A hidden group is known to have somebody in it, since zeros are told. Whoever subtracts what is told from the total
    learns the sum of the hidden ones, and so that none has more than that sum less one for each other. Hiding goes on,
    the smallest first, until that bound reaches the threshold: then no hidden group can be told to be small. Where that
    cannot be reached nothing of the breakdown is told.
    """
    hidden = {key for key, count in counts.items() if 0 < count < rule.smallest}
    if not hidden:
        return frozenset()
    others = sorted((count, key) for key, count in counts.items() if count >= rule.smallest)
    while len(hidden) < 2 or sum(counts[key] for key in hidden) - (len(hidden) - 1) < rule.smallest:
        if not others:
            return frozenset(counts)
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


_Tell = Callable[[str, Histogram, DisclosureRule], Cell]


def _size(values: Histogram) -> int:
    return sum(values.values())


def _told_list(
    values: Mapping[str, Histogram], whole: Histogram, rule: DisclosureRule, tell: _Tell
) -> tuple[Cell, ...]:
    if 0 < _size(whole) < rule.smallest:
        return tuple(Cell(key=key, value=None, mark=Mark.HIDDEN) for key in values)
    hidden = hidden_in({key: _size(row) for key, row in values.items()}, rule)
    return tuple(
        Cell(key=key, value=None, mark=Mark.HIDDEN) if key in hidden else tell(key, row, rule)
        for key, row in values.items()
    )


def _count(key: str, values: Histogram, rule: DisclosureRule) -> Cell:
    count = _size(values)
    if 0 < count < rule.smallest:
        return Cell(key=key, value=None, mark=Mark.FEW)
    return Cell(key=key, value=float(count))


def _median(key: str, values: Histogram, rule: DisclosureRule) -> Cell:
    count = _size(values)
    if count < max(1, rule.spread):
        return Cell(key=key, value=None, mark=Mark.FEW if count else Mark.NONE)
    every = [value for value, times in values.items() for _ in range(times)]
    return Cell(key=key, value=float(median(every)))


def _share(values: Histogram, rule: DisclosureRule) -> Cell:
    """In whole per cent; where only few are on one side, no nearer to all or nothing than the few would be."""
    count, few = _size(values), rule.smallest - 1
    if count < rule.smallest:
        return Cell(key=TOTAL, value=None, mark=Mark.FEW if count else Mark.NONE)
    yes, no = values.get(1, 0), count - values.get(1, 0)
    if 0 < yes <= few and 0 < no <= few:
        return Cell(key=TOTAL, value=None, mark=Mark.HIDDEN)
    if 0 < no <= few:
        return Cell(key=TOTAL, value=floor(100 * (count - few) / count) / 100, mark=Mark.AT_LEAST)
    if 0 < yes <= few:
        return Cell(key=TOTAL, value=-floor(-100 * few / count) / 100, mark=Mark.AT_MOST)
    return Cell(key=TOTAL, value=round(yes / count, 2))


def side_by_side(parts: Mapping[str, Confidential]) -> Confidential:
    """Answer the totals of parts of a span as one breakdown, still sealed."""
    return Confidential({key: _sealed[id(part)][TOTAL] for key, part in parts.items()})
