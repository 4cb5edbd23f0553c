"""From what was measured to the span of the next year's stock: pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

Yearly = Sequence[tuple[int, int]]
"""Of each past year the cases and those of them that came about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share measured from past years: of all cases together, and of the years with enough of them the extremes."""

    cases: int
    years: int
    low: float
    central: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One reason why the stock changes.

    `kind` is expiring, fee, restorable, pending or new; `of` the patent year or the stage. `count` patents or
    applications stand there now (None of those not filed yet); the effects are on the stock a year later. `rate` is
    None where there are too few cases: then `central` is None, too, and low and high are all that could come.
    """

    kind: str
    of: str
    count: int | None
    rate: Rate | None
    low: float
    central: float | None
    high: float

    @property
    def stage(self) -> str:
        """The stage of a pending application without its authority; empty for other parts."""
        return self.of.rpartition(":")[2] if self.kind == "pending" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A stock on a day and what it would be a year later, if that year went like the last ones."""

    figure: str
    region: str
    on: date
    until: date
    view: str
    attribution: str
    snapshot: int
    data_through: date | None
    stock: int
    denominator: float | None
    """Of a density what the figure divides by on the day; supposed to stay."""
    scale: float
    parts: tuple[Part, ...]
    due_soon: int
    """Patents whose next annual fee falls due within the days of the settings."""
    stated_overdue: int
    """Patents of which a file states that an annual fee is overdue."""
    ended_unannounced: int
    """Patents whose end for an unpaid fee has taken effect by the day and was announced after it: known from later
    files only, and used in no rate."""
    actual: float | None
    """What came about, where the files reach a year further: a projection's only test."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The codes of the sentences that have to stand beside it, in their order."""
        last = ("population",) if self.denominator is not None else ()
        kinds = ("past", "rates", "together", "fee", "restorable", "pending", "unpublished", "new", "region", *last)
        return tuple(f"projection.assumption.{kind}" for kind in kinds)

    @property
    def fees(self) -> Part:
        """All annual fees as one part: of those without a rate no central effect, their whole number at the low end."""
        parts = [part for part in self.parts if part.kind == "fee"]
        known = [part.central for part in parts if part.central is not None]
        return Part(
            kind="fees",
            of="",
            count=sum(part.count or 0 for part in parts),
            rate=None,
            low=sum(part.low for part in parts),
            central=sum(known) if known or not parts else None,
            high=sum(part.high for part in parts),
        )

    @property
    def summary(self) -> tuple[Part, ...]:
        """The parts with all fees as one."""
        first, *others = (part for part in self.parts if part.kind != "fee")
        return (first, self.fees, *others)

    @property
    def central(self) -> float:
        """The stock a year later by the rates that are known; `open_ends` says what is not in it."""
        return self.stock + sum(part.central for part in self.parts if part.central is not None)

    @property
    def low(self) -> float:
        """Every part at its low end at once."""
        return self.stock + sum(part.low for part in self.parts)

    @property
    def high(self) -> float:
        """Every part at its high end at once."""
        return self.stock + sum(part.high for part in self.parts)

    @property
    def open_ends(self) -> int:
        """Patents and applications of which no rate is known; new applications are not among them."""
        return sum(part.count or 0 for part in self.parts if part.central is None)

    @property
    def lacks_new(self) -> bool:
        """Whether nothing could be measured of applications that are not filed yet."""
        return any(part.kind == "new" and part.central is None for part in self.parts)

    def shown(self, value: float) -> float:
        """Answer a number of patents as the figure shows it: a density divides by its denominator."""
        return value if self.denominator is None else value / self.denominator * self.scale


def rate_of(years: Yearly, *, minimum: int) -> Rate | None:
    """Answer the rate of past years; None where all of them together have too few cases.

    The extremes are those of years with enough cases; where there is none, they are the rate itself.
    """
    cases, hits = sum(n for n, _ in years), sum(k for _, k in years)
    if cases < max(minimum, 1):
        return None
    central = hits / cases
    single = [k / n for n, k in years if n >= minimum]
    return Rate(
        cases=cases,
        years=sum(1 for n, _ in years if n),
        low=min([*single, central]),
        central=central,
        high=max([*single, central]),
    )


def expiring(count: int) -> Part:
    """Answer the part of terms that end within the year: certain by law."""
    return Part(kind="expiring", of="", count=count, rate=None, low=-count, central=-count, high=-count)


def leaving(kind: str, of: str, count: int, stay: Rate | None) -> Part:
    """Answer a part of the stock of which some leave: `stay` is the rate of those that stay."""
    if stay is None:
        return Part(kind=kind, of=of, count=count, rate=None, low=-count, central=None, high=0)
    low, central, high = (-count * (1 - share) for share in (stay.low, stay.central, stay.high))
    return Part(kind=kind, of=of, count=count, rate=stay, low=low, central=central, high=high)


def coming(kind: str, of: str, count: int, come: Rate | None) -> Part:
    """Answer a part beside the stock of which some come in."""
    if come is None:
        return Part(kind=kind, of=of, count=count, rate=None, low=0, central=None, high=count)
    low, central, high = (count * share for share in (come.low, come.central, come.high))
    return Part(kind=kind, of=of, count=count, rate=come, low=low, central=central, high=high)


def newly_filed(counts: Sequence[int]) -> Part:
    """Answer the part of applications filed and granted within the year: as many as in the past years."""
    if not counts:
        return Part(kind="new", of="", count=None, rate=None, low=0, central=None, high=0)
    return Part(
        kind="new", of="", count=None, rate=None, low=min(counts), central=float(mean(counts)), high=max(counts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was counted: of the region now, of the whole corpus in past years."""

    expiring: int
    by_year: Mapping[tuple[str, int | None], int]
    """By authority and patent year begun (None: no filing date), without those whose term ends."""
    stayed: Mapping[tuple[str, int | None], Yearly]
    restorable: int
    restored: Yearly
    pending: Mapping[tuple[str, str], int]
    granted: Mapping[tuple[str, str], Yearly]
    new: Sequence[int]


def projected(measured: Measured, *, minimum: int) -> tuple[Part, ...]:
    """Answer the parts: terms first, then fees by patent year, restorations, stages of pending, new applications."""
    return tuple(_parts(measured, minimum))


def _parts(measured: Measured, minimum: int) -> Iterable[Part]:
    yield expiring(measured.expiring)
    for key, count in sorted(measured.by_year.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
        # Without a filing date nobody knows the patent year, so no rate is its own.
        stay = None if key[1] is None else rate_of(measured.stayed.get(key, ()), minimum=minimum)
        yield leaving("fee", _named(key[0], "?" if key[1] is None else str(key[1])), count, stay)
    yield coming("restorable", "", measured.restorable, rate_of(measured.restored, minimum=minimum))
    for stage_key, count in measured.pending.items():
        rate = rate_of(measured.granted.get(stage_key, ()), minimum=minimum)
        yield coming("pending", _named(*stage_key), count, rate)
    yield newly_filed(measured.new)


def _named(authority: str, of: str) -> str:
    """China's without a mark, another office's with its letters."""
    return of if authority == "CN" else f"{authority}:{of}"
