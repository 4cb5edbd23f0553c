"""Comparing two sides: ratio and difference, each with its own date and source, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from patentry.records import PublishedFigure
from patentry.statistics.definitions import FigureDefinition
from patentry.statistics.results import Versus
from patentry.wording import Refusal

SAME_UNIT = {
    "patents": {"patents", "件"},
    "patents_per_10k": {"patents_per_10k", "件/万人", "patents per 10,000 people"},
}


def nearest_published(
    published: Sequence[PublishedFigure], *, definition: FigureDefinition, regions: Sequence[str], on: date
) -> PublishedFigure:
    """Answer the published value nearest to a date, of the first of the regions that has one.

    Raises `Refusal` where nothing was published, or only in another unit.
    """
    for region in regions:
        rows = [row for row in published if row.region == region and row.figure == definition.id]
        if not rows:
            continue
        row = min(rows, key=lambda r: (abs((r.date - on).days), r.date))
        if row.unit not in SAME_UNIT[definition.unit]:
            raise Refusal("versus.unit", unit=row.unit, expected=definition.unit_en, source=row.source)
        return row
    raise Refusal("versus.nothing_published", figure=definition.id, regions=", ".join(regions))


def compared(
    value: float | None,
    *,
    region: str,
    own_on: date,
    other: float | None,
    other_on: date,
    source: str,
    part: bool,
) -> Versus:
    """Answer a comparison. Different dates and a part compared with its whole are said in the notes."""
    notes = [
        code for code, holds in (("versus.dates_differ", other_on != own_on), ("versus.part_of_whole", part)) if holds
    ]
    ratio = value / other if value is not None and other else None
    difference = value - other if value is not None and other is not None else None
    return Versus(
        region=region,
        on=other_on,
        value=other,
        ratio=ratio,
        difference=difference,
        source=source,
        notes=tuple(notes),
    )
