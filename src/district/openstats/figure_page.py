"""Everything a figure's page shows, gathered once for a question, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from district.design.language import Lang
from district.design.writing import is_year_end
from district.openstats import spoken_notes
from district.openstats.provider import (
    OWN,
    PERCENT,
    STOCKS,
    FigureResult,
    FigureRow,
    NotAnswered,
    Opened,
    Placing,
    PublishedFigure,
    RegionInfo,
    TwoViews,
    average_growth,
    average_points,
    sentence,
    word,
)
from district.openstats.selection import Choice
from district.openstats.words import BASES, named

YEARS_BACK = 11
BY_CASE = "category"
"""The breakdown of a figure that counts a patent by any of several cases."""
SAID_BY_THE_PAGE = frozenset({"versus.dates_differ", "versus.part_of_whole"})
VERSION = "4"
"""Part of the key results are stored under: raise it when what a page gathers changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value on a day; None where the files do not give one."""

    on: date
    value: float | None
    provisional: bool = False


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
class Side:
    """The other side of the comparison. `source` is empty where it was computed here."""

    region: str
    name: str
    on: date
    value: float | None
    ratio: float | None
    difference: float | None
    published: bool
    source: str
    notes: tuple[str, ...]
    points: tuple[Point, ...]
    contains: bool
    """Whether the other side contains the region, as a city contains its district."""


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
    own: bool = False
    """Whether the denominator is the figure's own patents, not people."""
    parts: tuple[PartCount, ...] = ()
    least: float | None = None
    most: float | None = None


def gather(choice: Choice, *, stats: Opened, lang: Lang) -> FigurePage:
    """Answer the page of a question. Raises `NotAnswered` where the library refuses it."""
    definition = stats.definition(choice.figure)
    region = stats.region(choice.region)
    if definition is None or region is None:
        raise LookupError(choice.figure)
    stock = definition.measure == "stock"
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
        parts=tuple(PartCount(name=word("outcome", part.name, lang=lang), count=part.count) for part in row.parts),
        least=row.least,
        most=row.most,
        average=_average(result),
        points=tuple(Point(on=r.on, value=r.value, provisional=r.provisional) for r in result.rows),
        other_view=_other_view(choice, stats) if definition.measure in STOCKS else None,
        two_views=_two_views(choice, stats) if stock else None,
        placing=_placing(choice, stats) if stock else None,
        versus=_side(choice, region, row, stats, lang),
        cases=_cases(choice, stats, lang) if BY_CASE in definition.breakdowns else (),
    )


def spoken(thing: object, name: str, lang: Lang) -> str:
    """Answer a thing's `name_zh` or `name_en`."""
    return str(getattr(thing, f"{name}_{lang}"))


def published_of(stats: Opened, *, figure: str, region: str) -> tuple[PublishedFigure, ...]:
    """Answer what was published of a figure for a region, oldest first; the latest word on a day stands."""
    latest: dict[date, PublishedFigure] = {}
    for row in sorted(stats.published, key=lambda r: (r.date, r.published_on or r.date)):
        if row.figure == figure and row.region == region:
            latest[row.date] = row
    return tuple(latest.values())


def _short_unit(is_density: bool, unit: str, lang: Lang) -> str:
    return "per 10,000" if is_density and lang == "en" else unit


def _answer(choice: Choice, stats: Opened) -> tuple[FigureResult, NotAnswered | None]:
    """The year-ends before the day and the day itself; without the other side where it has no value to give."""
    versus = _library_versus(choice, stats)
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
    if row.value is not None and change is not None:
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


def _library_versus(choice: Choice, stats: Opened) -> str | None:
    """A plain region name means what is counted there; above the zone, which the files do not cover, what was
    published there."""
    if choice.versus is None:
        return None
    plain = choice.versus.removeprefix("computed:").removeprefix("published:")
    if choice.versus.startswith("computed:"):
        return plain
    if choice.versus.startswith("published:") or _is_beyond_the_files(plain, stats):
        return f"published:{plain}"
    return plain


def _is_beyond_the_files(name: str, stats: Opened) -> bool:
    zone = stats.region(settings.PATENTRY_ZONE)
    return zone is not None and _is_above(name, zone, stats)


def _side(choice: Choice, region: RegionInfo, row: FigureRow, stats: Opened, lang: Lang) -> Side | None:
    asked = _library_versus(choice, stats)
    if asked is None or row.versus is None:
        return None
    other = stats.region(row.versus.region)
    is_published = asked.startswith("published:")
    return Side(
        region=row.versus.region,
        name=spoken(other, "name", lang) if other else row.versus.region,
        on=row.versus.on,
        value=row.versus.value,
        ratio=row.versus.ratio,
        difference=row.versus.difference,
        published=is_published,
        source=row.versus.source if is_published else "",
        notes=tuple(sentence(note, lang=lang) for note in row.versus.notes if note not in SAID_BY_THE_PAGE),
        points=_side_points(choice, row, stats, is_published),
        contains=_is_above(row.versus.region, region, stats),
    )


def _side_points(choice: Choice, row: FigureRow, stats: Opened, is_published: bool) -> tuple[Point, ...]:
    assert row.versus is not None
    first = date(choice.on.year - YEARS_BACK, 1, 1)
    last = max(row.versus.on, choice.on) + timedelta(days=1)
    if is_published:
        rows = published_of(stats, figure=choice.figure, region=row.versus.region)
        return tuple(Point(on=r.date, value=r.value) for r in rows if first <= r.date <= last)
    result = stats.figure(
        choice.figure,
        region=row.versus.region,
        start=first.replace(month=12, day=31),
        end=choice.on,
        every="year",
        view=choice.view,
        attribution=choice.attribution,
    )
    return tuple(Point(on=r.on, value=r.value, provisional=r.provisional) for r in result.rows)


def _is_above(above: str, region: RegionInfo, stats: Opened) -> bool:
    parent = region.parent
    while parent is not None:
        if parent == above:
            return True
        found = stats.region(parent)
        parent = found.parent if found else None
    return False
