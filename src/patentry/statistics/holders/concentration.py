"""Concentration: the share of the largest holders (CR4, CR10) and the Herfindahl–Hirschman index (HHI)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import AT_ONCE, Count, Counts, Part, Question
from patentry.statistics.holders.derivation import ORGANISATION, PERSON
from patentry.statistics.holders.holdings import HOLDER, alive_on, held_rows, holdings_on
from patentry.statistics.measuring import Period


@dataclass(slots=True)
class Spread:
    """How the patents of a group spread over holders: of each size how many organisations are of it; natural persons
    with their patents' sum and sum of squares, each patent a holder of its own; what is open or without a name."""

    sizes: Counter[Fraction] = field(default_factory=Counter)
    persons: Fraction = Fraction(0)
    persons_squared: Fraction = Fraction(0)
    open: Fraction = Fraction(0)

    @property
    def of_organisations(self) -> Fraction:
        """The patents of organisations."""
        return sum((size * n for size, n in self.sizes.items()), Fraction(0))

    @property
    def whole(self) -> Fraction:
        """All patents with a holder that has a name."""
        return self.of_organisations + self.persons

    @property
    def squared(self) -> Fraction:
        """The sum of the squares of the holders' sizes."""
        return sum((size * size * n for size, n in self.sizes.items()), self.persons_squared)

    def of_largest(self, number: int) -> Fraction:
        """The patents of so many of the largest organisations."""
        left, held = number, Fraction(0)
        for size in sorted(self.sizes, reverse=True):
            taken = min(left, self.sizes[size])
            held, left = held + size * taken, left - taken
        return held

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the figure tells beside its value."""
        return (
            Part("organisations", float(sum(self.sizes.values()))),
            Part("by_organisations", float(self.of_organisations)),
            Part("by_persons", float(self.persons)),
        )


Told = Callable[[Spread], Count]


def concentration(told: Told, engine: Engine, question: Question, periods: Sequence[Period]) -> dict[date, Counts]:
    """Answer a measure of concentration on the last day of each period; by holder the holdings it is made of."""
    days = [last for _, last in periods]
    answer: dict[date, Counts] = {}
    for start in range(0, len(days), AT_ONCE):
        some = days[start : start + AT_ONCE]
        for day, held in zip(some, holdings_on(engine, question, some), strict=True):
            spreads = _spreads(held)
            if question.by == HOLDER:
                answer[day] = _each_holder(spreads, told)
            else:
                answer[day] = {group: told(one) for group, one in spreads.items() if one.whole or one.open}
    return answer


def _spreads(held: pa.Table) -> dict[str | None, Spread]:
    """Holdings alike in everything but the owner are one row, so that a nation's holders are never walked one by one;
    shares of one owner with different numbers of sharers are added up first."""
    spreads: dict[str | None, Spread] = defaultdict(Spread)
    for group, sort, sharers, counted, is_open, n in _alike(held):
        spread = spreads[group]
        size, unsettled = Fraction(counted, sharers), Fraction(is_open, sharers) * n
        spread.open += unsettled
        if sort == PERSON:
            spread.persons += size * n
            spread.persons_squared += Fraction(counted, sharers * sharers) * n
        elif sort != ORGANISATION:
            spread.open += size * n
    for group, size, n in _sizes(held):
        spreads[group].sizes[size] += n
    return spreads


def _alike(held: pa.Table) -> list[tuple[Any, ...]]:
    keys = ["category", "sort", "sharers", "counted", "open"]
    told = held.group_by(keys).aggregate([("n", "sum")])
    return list(zip(*(told[key].to_pylist() for key in [*keys, "n_sum"]), strict=True))


def _sizes(held: pa.Table) -> list[tuple[str | None, Fraction, int]]:
    ours = held.filter(pc.and_(pc.equal(held["sort"], ORGANISATION), pc.greater(held["counted"], 0)))
    if pc.count_distinct(ours["sharers"]).as_py() <= 1:
        told = ours.group_by(["category", "sharers", "counted"]).aggregate([("n", "sum")])
        return [(row["category"], Fraction(row["counted"], row["sharers"]), row["n_sum"]) for row in told.to_pylist()]
    owned: dict[tuple[str | None, int], Fraction] = defaultdict(Fraction)
    for row in ours.to_pylist():
        owned[row["category"], row["number"]] += Fraction(row["counted"], row["sharers"])
    return [(category, size, 1) for (category, _), size in owned.items()]


def share_of_largest(number: int, spread: Spread) -> Count:
    """Answer what share of the patents the largest organisations hold."""
    top, whole, is_open = spread.of_largest(number), spread.whole, spread.open
    every = whole + is_open
    return Count(
        float(top),
        float(is_open),
        of=float(whole),
        parts=spread.parts,
        least=float(top / every) if whole else None,
        most=float((top + is_open) / every) if whole else None,
    )


def herfindahl(spread: Spread) -> Count:
    """Answer the sum of the squared shares. The bounds: every open patent a holder's of its own and of next to
    nothing, or all of them the largest's; the index grows with the first and shrinks with the second."""
    whole, is_open, squared = spread.whole, spread.open, spread.squared
    every = whole + is_open
    largest = max(spread.sizes, default=Fraction(0))
    return Count(
        float(whole),
        float(is_open),
        of=float(whole),
        answer=float(squared / whole**2) if whole else None,
        parts=spread.parts,
        least=float(squared / every**2) if whole else None,
        most=float((squared - largest**2 + (largest + is_open) ** 2) / every**2) if whole else None,
    )


def _each_holder(spreads: Mapping[str | None, Spread], told: Told) -> Counts:
    """By holder: each one's own share, or what its square adds to the index."""
    whole = sum((one.whole for one in spreads.values()), Fraction(0))
    is_index = told is herfindahl
    answer: Counts = {}
    for group, one in spreads.items():
        if not (one.whole or one.open):
            continue
        added = float(one.squared / whole**2) if is_index and whole else None
        answer[group] = Count(float(one.whole), float(one.open), of=float(whole), answer=added)
    return answer


def behind_concentration(engine: Engine, question: Question, period: Period) -> Any:
    """Answer the patents whose holders are compared: those in force on the day; without a named holder, open."""
    rows = alive_on(held_rows(engine, question), period[1])
    named = (rows.sort == ORGANISATION) | (rows.sort == PERSON)
    rows = rows.mutate(shown=ibis.ifelse(named, rows.counted, 0), said=ibis.literal(""))
    return rows.group_by("id").aggregate(
        quality=rows.said.max(),
        party=rows.party.min(),
        since=rows.start.max(),
        reason=rows.began.max(),
        basis=rows.basis.min(),
        counted=rows.shown.max() > 0,
        weight=rows.shown.max() if question.rule is Attribution.ANY else rows.shown.sum() / rows.sharers.max(),
    )
