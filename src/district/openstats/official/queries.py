"""Reads of official values: those entered here and those files brought, beside what is computed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet

from district.openstats.official.models import OfficialValue
from district.openstats.provider import NotAnswered, Opened, PublishedFigure
from patentry.statistics.official import Conflict, Gap, conflicts_of, gap_of
from patentry.statistics.scope import Holders, Quantity, Scope
from patentry.wording import Refusal

UNIT = {True: "件/万人", False: "件"}


def entered() -> QuerySet[OfficialValue]:
    """Answer every value an officer has entered; the table is public."""
    return OfficialValue.objects.select_related("entered_by")


def published(stats: Opened) -> list[PublishedFigure]:
    """Answer what files brought and what officers entered and have not withdrawn."""
    rows = entered().filter(withdrawn_at__isnull=True)
    return [*stats.published, *(_as_published(row, stats) for row in rows)]


def _as_published(row: OfficialValue, stats: Opened) -> PublishedFigure:
    definition = stats.definition(row.figure)
    return PublishedFigure(
        region=row.region,
        figure=row.figure,
        date=row.on,
        value=row.value,
        unit=UNIT[bool(definition and definition.is_density)],
        source=source_of(row),
        published_on=row.published_on,
        scope=row.scope or None,
    )


def source_of(row: OfficialValue) -> str:
    """Answer where a value is from, "中文 / English" where issuer or title are told in both languages."""
    sides = [[text.partition(" / ")[side] for text in (row.issuer, row.title)] for side in (0, 2)]
    told = "：".join(filter(None, sides[0]))
    english = [other or first for first, other in zip(*sides, strict=True)]
    return f"{told} / {': '.join(filter(None, english))}" if any(sides[1]) else told


def conflicts(stats: Opened) -> tuple[Conflict, ...]:
    """Answer the sources that contradict each other."""
    return conflicts_of(published(stats))


def beside(
    stats: Opened, *, figure: str, region: str, value_on: Callable[[date], float | None]
) -> tuple[list[Gap], list[Conflict]]:
    """Answer the gap of each published value of a figure and region to the computed one of its day, the latest first,
    and the contradictions among them."""
    definition, area = stats.definition(figure), stats.region(region)
    if definition is None or area is None:
        return [], []
    rows = [row for row in published(stats) if (row.figure, row.region) == (figure, region)]
    gaps = []
    for row in sorted(rows, key=lambda one: (one.date, one.source), reverse=True):
        own = Quantity(
            figure=figure,
            unit=definition.unit,
            scope=Scope(region=region, kind=area.kind, holders=Holders(stats.scope)),
            on=row.date,
            value=value_on(row.date),
            source="computed",
        )
        through = stats.data_through
        is_late = through is not None and row.date > through
        try:
            gaps.append(gap_of(row, own, kind=area.kind, is_density=definition.is_density, is_provisional=is_late))
        except Refusal:
            continue  # another unit or other holders: not the same figure, so no gap
    return gaps, list(conflicts_of(rows))


def computed(stats: Opened, *, figure: str, region: str, view: str, attribution: str) -> Callable[[date], float | None]:
    """Answer what gives the computed value of a day, None where it is not answered."""

    def value_on(day: date) -> float | None:
        try:
            return stats.figure(figure, region=region, view=view, attribution=attribution, on=day).rows[-1].value
        except NotAnswered:
            return None

    return value_on
