"""The values of a release as the current snapshot gives them, each with its definition, ready to be frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from district.casework import CaseRefusal
from district.openstats import provider
from district.openstats.provider import FigureDefinition, FigureRow, Opened, RegionInfo
from district.openstats.releases.models import Release, ReleasedValue

YEARS_BACK = 11
VIEW, ATTRIBUTION = "recorded", "cnipa"
"""Published figures follow the register and the national rule; other terms are for the figure's own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Values that are not saved yet, and what they come from."""

    snapshot: int
    data_through: date | None
    values: tuple[ReleasedValue, ...]

    @property
    def provisional(self) -> int:
        """How many of them later announcements may still change."""
        return sum(value.is_provisional for value in self.values)


def gather(release: Release) -> Gathered:
    """Answer the values of a release from the current snapshot. Raises `CaseRefusal` where one cannot be stated."""
    try:
        stats = provider.opened()
    except provider.NoCorpus:
        raise CaseRefusal("release.no_data") from None
    if stats.data_through and release.on > stats.data_through:
        raise CaseRefusal("release.outside_data", on=release.on, through=stats.data_through)
    asked = [(figure, region) for figure in release.figures for region in release.regions]
    values = [_value(release, place, figure, region, stats) for place, (figure, region) in enumerate(asked)]
    return Gathered(snapshot=stats.snapshot, data_through=stats.data_through, values=tuple(values))


def _value(release: Release, place: int, figure: str, region: str, stats: Opened) -> ReleasedValue:
    definition, where = stats.definition(figure), stats.region(region)
    assert definition is not None
    assert where is not None
    try:
        found = stats.figure(
            figure, region=region, view=VIEW, attribution=ATTRIBUTION, on=release.on, known=release.known
        )
    except provider.NotAnswered as refusal:
        zh, en = (provider.sentence(refusal.code, lang=lang, values=refusal.values) for lang in ("zh", "en"))
        raise _missing(definition, where, release.on, zh, en) from refusal
    row = found.rows[0]
    if row.value is None:
        zh, en = (" ".join(provider.sentence(n, lang=lang) for n in row.notes) for lang in ("zh", "en"))
        raise _missing(definition, where, release.on, zh, en)
    value = _frozen(release, place, definition, where, row)
    value.definition |= {
        "scope": str(found.scope.holders) if found.scope else "",
        "attribution": ATTRIBUTION,
        "view": VIEW,
    }
    value.history = _history(release, figure, region, stats)
    return value


def _history(release: Release, figure: str, region: str, stats: Opened) -> list[list[object]]:
    """The year-ends before and the day itself; a figure that is not counted as a series has none."""
    start = date(release.on.year - YEARS_BACK, 12, 31)
    terms = {"region": region, "view": VIEW, "attribution": ATTRIBUTION, "known": release.known}
    try:
        found = stats.figure(figure, **terms, start=start, end=release.on, every="year")  # type: ignore[arg-type]
    except provider.NotAnswered:
        return []
    return [[row.on.isoformat(), row.value, row.provisional] for row in found.rows]


def _missing(definition: FigureDefinition, region: RegionInfo, on: date, zh: str, en: str) -> CaseRefusal:
    return CaseRefusal(
        "release.value_missing",
        figure=definition.name_zh,
        region=region.name_zh,
        on=on,
        why=zh,
        figure_en=definition.name_en,
        region_en=region.name_en,
        why_en=en,
    )


def _frozen(
    release: Release, place: int, definition: FigureDefinition, region: RegionInfo, row: FigureRow
) -> ReleasedValue:
    told = {
        "version": definition.version,
        "measure": definition.measure,
        "zh": definition.definition_zh,
        "en": definition.definition_en,
        "formula": definition.formula,
        "source_zh": definition.source_zh,
        "source_en": definition.source_en,
    }
    return ReleasedValue(
        release=release,
        place=place,
        figure=definition.id,
        region=region.region,
        name_zh=definition.name_zh,
        name_en=definition.name_en,
        region_zh=region.name_zh,
        region_en=region.name_en,
        unit_zh=definition.unit_zh,
        unit_en=definition.unit_en,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        denominator_date=row.denominator_date,
        source=row.source or "",
        unknown=row.unknown,
        is_provisional=row.provisional,
        definition=told,
        notes=list(row.notes),
        year_on_year=row.growth.year_on_year if row.growth else None,
        year_end=row.growth.year_end if row.growth else None,
    )
