"""Populations a release divided by that have been stated anew since: the release keeps its value, its page says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from district.design.language import Lang
from district.openstats import provider
from district.openstats.releases.models import ReleasedValue


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedPopulation:
    """The people of a region on a day: as a release took them, and as they are stated now with the source."""

    region: str
    on: date
    was: float
    now: float
    source: str


def populations_revised(values: Iterable[ReleasedValue], *, lang: Lang) -> tuple[RevisedPopulation, ...]:
    """Answer the populations behind released values that the current snapshot states otherwise, each once."""
    divided = {(one.region, one.denominator_date): one for one in values if one.denominator and one.denominator_date}
    if not divided:
        return ()
    try:
        stats = provider.opened()
    except provider.NoCorpus:
        return ()
    pairs = ((day, one, stats.population_on(region, day)) for (region, day), one in divided.items())
    return tuple(
        RevisedPopulation(
            region=one.region_zh if lang == "zh" else one.region_en,
            on=day,
            was=one.denominator or 0,
            now=now.value,
            source=provider.by_language(now.source, lang=lang),
        )
        for day, one, now in pairs
        if now is not None and now.value != one.denominator
    )
