"""Everything a figure's page shows, gathered once for a question, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from district.design.language import Lang
from district.design.writing import is_year_end
from district.openstats import spoken_notes
from district.openstats.other_side import YEARS_BACK, Point, Side, library_versus, side_of
from district.openstats.provider import (
    MAINLAND,
    OWN,
    PERCENT,
    STOCKS,
    FigureResult,
    FigureRow,
    NotAnswered,
    Opened,
    Placing,
    TwoViews,
    average_growth,
    average_points,
    word,
)
from district.openstats.selection import Choice
from district.openstats.words import BASES, group_word, named
from district.openstats.words import spoken as spoken
from patentry.statistics.counting import Part
from patentry.statistics.definitions import ORGANISATIONS
from patentry.statistics.holders.turnover import INVENTIONS
from patentry.statistics.lives.fates import Outcome
from patentry.statistics.measures import MEASURES

BY_HOLDER, STOCK = "holder", "stock"
SHOWN_HOLDERS = 10
"""On the figure's own page; the breakdown by holder has more."""
UNRANKED = frozenset({"natural_persons", "unnamed_holder"})
BY_CASE = "category"
"""The breakdown of a figure that counts a patent by any of several cases."""
VERSION = "4"
"""Part of the key results are stored under: raise it when what a page gathers changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A relative change and what it starts from."""

    since: date
    change: float | None
    base: float | None
    points: float | None = None
    """Of a rate: the change in percentage points; it has no relative one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """Average yearly growth over the intervals between two years."""

    first: int
    last: int
    intervals: int
    growth: float | None
    points: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCount:
    """How many patents one case of the figure holds for, surely and possibly; None where it was not evaluated."""

    name: str
    sure: float | None
    possible: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCount:
    """A named part of what was counted."""

    name: str
    count: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderRow:
    """One of the largest holders behind a figure about holders; `code` opens its patents. `sure`: it is one that the
    figure counts."""

    code: str
    name: str
    patents: float
    share: float | None
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePage:
    """A figure's page: terms, value, what it rests on, history, comparison."""

    figure: str
    name: str
    unit: str
    unit_short: str
    definition: str
    formula: str
    rule_source: str
    places: int
    period: bool
    region: str
    region_name: str
    on: date
    view: str
    attribution: str
    snapshot: int
    taken_on: date | None
    data_through: date | None
    value: float | None
    numerator: float | None
    unknown: float
    denominator: float | None
    denominator_date: date | None
    basis: str
    source: str
    provisional: bool
    notes: tuple[str, ...]
    year_on_year: Change
    year_end: Change
    average: Average | None
    points: tuple[Point, ...]
    other_view: float | None
    two_views: TwoViews | None
    placing: Placing | None
    versus: Side | None
    cases: tuple[CaseCount, ...] = ()
    month: Change | None = None
    """On the previous month: of a flow the month's count on the month before's."""
    of_organisations: bool = False
    """Whether it counts organisations, not patents."""
    own: bool = False
    """Whether the denominator is the figure's own patents, not people."""
    parts: tuple[PartCount, ...] = ()
    least: float | None = None
    most: float | None = None
    scope: str = MAINLAND
    """Whose patents it counts."""
    holders: tuple[HolderRow, ...] = ()
    """Of a figure about holders: the largest behind it."""


def gather(choice: Choice, *, stats: Opened, lang: Lang) -> FigurePage:
    """Answer the page of a question. Raises `NotAnswered` where the library refuses it."""
    definition = stats.definition(choice.figure)
    region = stats.region(choice.region)
    if definition is None or region is None:
        raise LookupError(choice.figure)
    measure = MEASURES[definition.measure]
    stock, of_organisations = not measure.is_flow, definition.unit == ORGANISATIONS
    has_views = (definition.measure == STOCK or measure.of_holders) and not of_organisations
    result, refused = _answer(choice, stats)
    row = result.rows[-1]
    return FigurePage(
        figure=choice.figure,
        name=spoken(definition, "name", lang),
        unit=spoken(definition, "unit", lang),
        unit_short=_short_unit(definition.is_density, spoken(definition, "unit", lang), lang),
        definition=spoken(definition, "definition", lang),
        formula=definition.formula,
        rule_source=spoken(definition, "source", lang),
        places=1 if definition.is_density or definition.denominator else 0,
        period=definition.measure not in STOCKS,
        region=choice.region,
        region_name=spoken(region, "name", lang),
        on=choice.on,
        view=choice.view,
        attribution=choice.attribution,
        scope=choice.scope,
        snapshot=stats.snapshot,
        taken_on=stats.taken_at.date() if stats.taken_at else None,
        data_through=stats.data_through,
        value=row.value,
        numerator=row.numerator,
        unknown=row.unknown,
        denominator=row.denominator,
        denominator_date=row.denominator_date,
        basis=named(BASES, row.basis),
        source=row.source or "",
        provisional=row.provisional,
        notes=spoken_notes.said(result, refused, lang=lang),
        year_on_year=_change(row, "year_on_year", _year_before(choice.on)),
        year_end=_change(row, "year_end", date(choice.on.year - 1, 12, 31)),
        month=_month(choice, stats),
        own=definition.denominator == OWN,
        of_organisations=of_organisations,
        parts=tuple(_part(part, lang) for part in row.parts),
        least=row.least,
        most=row.most,
        average=_average(result),
        points=tuple(Point(on=r.on, value=r.value, provisional=r.provisional) for r in result.rows),
        other_view=_other_view(choice, stats) if stock else None,
        two_views=_two_views(choice, stats) if has_views else None,
        placing=_placing(choice, stats) if has_views else None,
        versus=side_of(choice, region, row, stats, lang),
        cases=_cases(choice, stats, lang) if BY_CASE in definition.breakdowns else (),
        holders=_holders(choice, stats, lang) if measure.of_holders and BY_HOLDER in definition.breakdowns else (),
    )


def _part(part: Part, lang: Lang) -> PartCount:
    family = "outcome" if part.name in set(Outcome) else "part"
    return PartCount(name=word(family, part.name, lang=lang), count=part.count)


def _holders(choice: Choice, stats: Opened, lang: Lang) -> tuple[HolderRow, ...]:
    """The largest holders, those with a name of an organisation first."""
    result = stats.figure(
        choice.figure,
        region=choice.region,
        on=choice.on,
        view=choice.view,
        attribution=choice.attribution,
        by=BY_HOLDER,
    )
    rows = [
        HolderRow(
            code=row.group or "",
            name=group_word(row.group or "", lang=lang),
            patents=_held(row),
            sure=bool(row.numerator),
            share=row.numerator / row.denominator if row.numerator is not None and row.denominator else None,
        )
        for row in result.rows
        if row.numerator or row.unknown
    ]
    rows.sort(key=lambda row: (not row.sure, row.code in UNRANKED, -row.patents, row.code))
    return tuple(rows[:SHOWN_HOLDERS])


def _held(row: FigureRow) -> float:
    """What a holder holds; where the figure counts holders, that stands beside it."""
    return next((part.count for part in row.parts if part.name == INVENTIONS), row.numerator or 0)


def _short_unit(is_density: bool, unit: str, lang: Lang) -> str:
    return "per 10,000" if is_density and lang == "en" else unit


def _answer(choice: Choice, stats: Opened) -> tuple[FigureResult, NotAnswered | None]:
    """The year-ends before the day and the day itself; without the other side where it has no value to give."""
    versus = library_versus(choice, stats)
    try:
        return _series(choice, stats, versus), None
    except NotAnswered as refusal:
        if versus is None or not refusal.code.startswith("versus."):
            raise
        return _series(choice, stats, None), refusal


def _series(choice: Choice, stats: Opened, versus: str | None) -> FigureResult:
    return stats.figure(
        choice.figure,
        region=choice.region,
        view=choice.view,
        attribution=choice.attribution,
        start=date(choice.on.year - YEARS_BACK, 12, 31),
        end=choice.on,
        every="year",
        versus=versus,
    )


def _average(result: FigureResult) -> Average | None:
    """Average yearly growth from the first year-end with a value to the last."""
    known = [row for row in result.rows if is_year_end(row.on) and row.value]
    is_rate = result.unit == PERCENT
    growth = None if is_rate else average_growth(known)
    points = average_points(known) if is_rate else None
    if growth is None and points is None:
        return None
    first, last = known[0].on.year, known[-1].on.year
    return Average(first=first, last=last, intervals=last - first, growth=growth, points=points)


def _change(row: FigureRow, name: str, since: date) -> Change:
    change = getattr(row.growth, name, None)
    points = getattr(row.growth, f"{name}_points", None)
    base = None
    if row.value is not None and change is not None and change > -1:
        base = row.value / (1 + change)
    elif row.value is not None and points is not None:
        base = row.value - points
    return Change(since=since, change=change, base=base, points=points)


def _month(choice: Choice, stats: Opened) -> Change | None:
    """The month the day lies in on the month before, each as the figure has it."""
    where, view, rule, on = choice.region, choice.view, choice.attribution, choice.on
    asked = stats.figure(choice.figure, region=where, view=view, attribution=rule, start=on, end=on, every="month")
    row = asked.rows[-1]
    return _change(row, "previous", choice.on.replace(day=1) - timedelta(days=1))


def _year_before(day: date) -> date:
    """The same date last year, as the library looks back: a month's last day stays the month's last."""
    after = day + timedelta(days=1)
    if after.day == 1:
        return after.replace(year=after.year - 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def _two_views(choice: Choice, stats: Opened) -> TwoViews:
    return stats.two_views(figure=choice.figure, region=choice.region, on=choice.on, attribution=choice.attribution)


def _placing(choice: Choice, stats: Opened) -> Placing:
    return stats.placing(
        figure=choice.figure,
        region=choice.region,
        on=choice.on,
        view=choice.view,
        attribution=choice.attribution,
    )


def _cases(choice: Choice, stats: Opened, lang: Lang) -> tuple[CaseCount, ...]:
    result = stats.figure(
        choice.figure,
        region=choice.region,
        on=choice.on,
        view=choice.view,
        attribution=choice.attribution,
        by=BY_CASE,
    )
    return tuple(
        CaseCount(
            name=word("case", row.group or "", lang=lang),
            sure=row.numerator,
            possible=row.unknown,
            notes=spoken_notes.of_case(result, row, lang=lang),
        )
        for row in result.rows
    )


def _other_view(choice: Choice, stats: Opened) -> float | None:
    view = "legal" if choice.view == "recorded" else "recorded"
    answer = stats.figure(choice.figure, region=choice.region, on=choice.on, view=view, attribution=choice.attribution)
    return answer.rows[0].value
