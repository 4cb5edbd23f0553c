"""Comparing two sides: ratio and difference, each with its own date, scope and source, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patentry.records import PublishedFigure
from patentry.statistics.results import Versus
from patentry.statistics.scope import Quantity, demand_comparable, scope_of_published
from patentry.wording import Refusal

PUBLISHED = "published"
SAME_UNIT = {
    "patents": {"patents", "件"},
    "registrations": {"registrations", "件次"},
    "years": {"years", "年"},
    "patents_per_10k": {"patents_per_10k", "件/万人", "patents per 10,000 people"},
    "percent": {"percent", "%", "百分比", "per cent"},
    "organisations": {"organisations", "家", "organisation"},
    "hhi_points": {"hhi_points", "点", "points"},
}


@dataclass(frozen=True, slots=True)
class AskedSide:
    """The other side as asked for: a region (None: the nearest with a published value), its figure, and where from."""

    region: str
    figure: str
    is_published: bool


@dataclass(frozen=True, slots=True)
class OtherSide:
    """The other side of a comparison. `is_whole`: it includes the region asked about."""

    value: Quantity
    is_whole: bool


def parse_versus(text: str, *, own: str) -> AskedSide:
    """Read `REGION`, `REGION:FIGURE`, `published`, `published:REGION` or `published:REGION:FIGURE`."""
    first, *rest = text.split(":")
    is_published = first == PUBLISHED
    named = rest if is_published else [first, *rest]
    return AskedSide(
        region=named[0] if named else "",
        figure=named[1] if len(named) > 1 else own,
        is_published=is_published,
    )


def nearest_published(
    published: Sequence[PublishedFigure], *, figure: str, regions: Sequence[str], on: date
) -> PublishedFigure:
    """Answer the published value nearest to a date, of the first of the regions that has one.

    Raises `Refusal` where nothing was published.
    """
    for region in regions:
        rows = [row for row in published if row.region == region and row.figure == figure]
        if rows:
            return min(rows, key=lambda r: (abs((r.date - on).days), r.date))
    raise Refusal("versus.nothing_published", figure=figure, regions=", ".join(regions))


def published_quantity(row: PublishedFigure, *, kind: str) -> Quantity:
    """Answer a published value as one side of a comparison, its unit in our word where it is one of ours."""
    unit = next((ours for ours, spellings in SAME_UNIT.items() if row.unit in spellings), row.unit)
    return Quantity(
        figure=row.figure,
        unit=unit,
        scope=scope_of_published(row, kind=kind),
        on=row.date,
        value=row.value,
        source=row.source,
    )


def compared(own: Quantity, other: OtherSide) -> Versus:
    """Answer a comparison. Different dates and a part compared with its whole are said in the notes.

    Raises `Refusal` where the two are of different definitions or holders, or were computed under different terms.
    """
    theirs = other.value
    notes = list(demand_comparable(own, theirs))
    notes += ["versus.dates_differ"] if theirs.on != own.on else []
    notes += ["versus.part_of_whole"] if other.is_whole else []
    ratio = own.value / theirs.value if own.value is not None and theirs.value else None
    difference = own.value - theirs.value if own.value is not None and theirs.value is not None else None
    return Versus(
        region=theirs.scope.region,
        on=theirs.on,
        value=theirs.value,
        ratio=ratio,
        difference=difference,
        source=theirs.source,
        notes=tuple(notes),
        scope=theirs.scope,
    )
