"""The other side of a figure's comparison, and the days of a history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from district.design.language import Lang
from district.openstats.provider import FigureRow, Opened, PublishedFigure, RegionInfo, sentence
from district.openstats.selection import Choice
from district.openstats.words import spoken

YEARS_BACK = 11
SAID_BY_THE_PAGE = frozenset({"versus.dates_differ", "versus.part_of_whole"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value on a day; None where the files do not give one."""

    on: date
    value: float | None
    provisional: bool = False


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


def published_of(stats: Opened, *, figure: str, region: str) -> tuple[PublishedFigure, ...]:
    """Answer what was published of a figure for a region, oldest first; the latest word on a day stands."""
    latest: dict[date, PublishedFigure] = {}
    for row in sorted(stats.published, key=lambda r: (r.date, r.published_on or r.date)):
        if row.figure == figure and row.region == region:
            latest[row.date] = row
    return tuple(latest.values())


def library_versus(choice: Choice, stats: Opened) -> str | None:
    """Answer the other side as the library asks for it.

    A plain region name means what is counted there; above the zone, which the files do not cover, what was published
    there.
    """
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


def side_of(choice: Choice, region: RegionInfo, row: FigureRow, stats: Opened, lang: Lang) -> Side | None:
    """Answer the other side of a row, None where there is none."""
    asked = library_versus(choice, stats)
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
