"""What a figure answers: rows with everything needed to explain them. Field names are the contract of `--json`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from patentry.statistics.counting import Part
from patentry.statistics.flow_rule import FlowRule
from patentry.statistics.high_value import Evaluation, HighValueRule
from patentry.statistics.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Change on the same date last year (同比), the previous period (环比), last year-end (较上年末).

    The first three are relative (0.1 = +10 %). A rate in per cent has none of them: its change is in percentage points
    (个百分点, 1.5 = from 60 % to 61.5 %), in the last three.
    """

    year_on_year: float | None = None
    previous: float | None = None
    year_end: float | None = None
    year_on_year_points: float | None = None
    previous_points: float | None = None
    year_end_points: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Versus:
    """The other side of a comparison, with its own date and source. `notes` are codes of `patentry.wording`."""

    region: str
    on: date
    value: float | None
    ratio: float | None
    difference: float | None
    source: str
    notes: tuple[str, ...] = ()
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One value. `value` is unrounded; `unknown` counts patents that would count were their facts settled.

    `notes` are codes of `patentry.wording`; a held-back value is None with its question among them.
    """

    region: str
    on: date
    value: float | None
    numerator: float | None
    unknown: float
    denominator: float | None = None
    denominator_date: date | None = None
    basis: str | None = None
    source: str | None = None
    group: str | None = None
    provisional: bool = False
    growth: Growth | None = None
    versus: Versus | None = None
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    """Named parts of what was counted, where the figure tells any: a cohort's granted, rejected, pending ones."""
    least: float | None = None
    most: float | None = None
    """The bounds of a rate, from none to all of the open ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPatent:
    """One patent behind a value: since when it counts and why (a code of `patentry.wording`).

    `quality`: what it has that the figure asks for ("industry+award"), empty where a figure asks for nothing.
    """

    number: str
    application_number: str | None
    since: date
    reason: str
    quality: str = ""
    days: int | None = None
    """Of a figure about time: this patent's days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureResult:
    """A figure's rows and the terms they were computed under."""

    figure: str
    unit: str
    snapshot: int
    view: str
    known: date | None
    attribution: str
    data_through: date | None
    rows: tuple[FigureRow, ...]
    average_growth: float | None = None
    """Average yearly growth (年均增长) over the n-1 intervals of a series."""
    average_points: float | None = None
    """Of a rate: the average yearly change over the n-1 intervals, in percentage points."""
    patents: tuple[CountedPatent, ...] | None = None
    scope: Scope | None = None
    """What kind of area the values are about, and whose patents they count."""
    rule: HighValueRule | None = None
    """The settings a figure of high value was computed under."""
    evaluations: tuple[Evaluation, ...] = ()
    """Of a figure of high value: which cases were evaluated."""
    flow_rule: FlowRule | None = None
    """The settings a figure about flows and lives was computed under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyTest:
    """One test a patent has to pass to count; `result` None means the files do not settle it."""

    test: str
    result: bool | None
    evidence: str
    """A code of `patentry.wording`."""
    values: dict[str, str] = field(default_factory=dict)
    decides: bool = True
    """Whether it decides by itself; one of several facts of which one is enough does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Does this patent count, and each test with its evidence."""

    number: str
    counted: bool | None
    reasons: tuple[WhyTest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionInfo:
    """A region of the table, as pages and commands name it."""

    region: str
    parent: str | None
    name_zh: str
    name_en: str
    kind: str
