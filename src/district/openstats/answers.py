"""What the provider answers besides a figure's rows: regions, definitions, the patents behind a value, one life.

The same shapes the library uses, repeated here so that pages, drawings and tests depend on them and not on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionInfo:
    """A node of the tree of regions."""

    region: str
    parent: str | None
    name_zh: str
    name_en: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDefinition:
    """What a figure counts. A `stock` stands on a day, any other measure happened in a period."""

    id: str
    version: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    measure: str
    is_density: bool
    definition_zh: str
    definition_en: str
    formula: str
    source_zh: str
    source_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPatentRow:
    """One patent behind a value; `reason` and `place` are codes."""

    number: str
    application_number: str | None
    title: str | None
    holder: str
    since: date | None
    reason: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPage:
    """Some of the patents behind a value, and how many there are."""

    total: int
    rows: tuple[CountedPatentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """How the region of the counted patents was decided; `unresolved` are not counted."""

    by_address: int
    by_list: int
    by_postcode: int
    by_correction: int
    unresolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoViews:
    """The patents that separate the recorded from the legal view."""

    recorded: float
    lapsed_not_announced: float
    restored_not_announced: float
    other: float
    legal: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """One event. `derived` is the effective date the rules supply where the file has none; `effect` is a code."""

    effective: date | None
    announced: date | None
    code: str
    kind: str
    title: str
    effect: str
    derived: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeInterval:
    """A stretch [start, end) in which the patent counts or, not settled, may; `began` and `ended` are codes."""

    start: date
    end: date
    settled: bool
    began: str
    ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A holder in [start, end), where, and what decided it; `basis` is a code."""

    start: date
    end: date
    position: int
    holder: str
    address: str | None
    region: str | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeDue:
    """An annual fee: which year, how much, due when."""

    year: int
    amount: int
    currency: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentLife:
    """One patent's life: facts, events, both views as intervals, holders and fees."""

    number: str
    application_number: str | None
    title: str | None
    right_type: str
    ipc: str | None
    applicants: tuple[str, ...]
    filing_date: date | None
    grant_date: date | None
    expires_on: date | None
    events: tuple[LifeEvent, ...]
    recorded: tuple[LifeInterval, ...]
    legal: tuple[LifeInterval, ...]
    holdings: tuple[Holding, ...]
    fees: tuple[FeeDue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a patent stands on a day in a view; `in_force` None where the files do not settle it."""

    in_force: bool | None
    state: str
    holders: tuple[str, ...]
    region: str | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """Provenance of one input file."""

    name: str
    sha256: str
    format: str
    documents: int
    kept: int
    rejected: int
    read_at: datetime | None
    added_in: int
