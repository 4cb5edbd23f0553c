"""A figure by the regions of a level, for the map and the table beside it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from district.design.language import Lang
from district.openstats import stored
from district.openstats.provider import FigureRow, NotAnswered, Opened, RegionInfo, sentence
from district.openstats.selection import BadChoice, Choice
from district.openstats.words import spoken

PARTS, KIND = "parts", "kind"
BREAKDOWN = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Regions that are shown beside each other: the parts of one, or all of a kind."""

    code: str
    name: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionValue:
    """One region's value, None where the files give none; `unknown` counts what is not settled."""

    region: str
    name: str
    value: float | None
    unknown: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionValues:
    """The values of a level, and how many patents lie somewhere in it with a place that is not settled."""

    rows: tuple[RegionValue, ...]
    unsettled: float


_VALUES = TypeAdapter(RegionValues)


def levels(stats: Opened, *, lang: Lang) -> tuple[Level, ...]:
    """Answer the levels that have two regions at least: parts first, whole kinds after."""
    parts, kinds = defaultdict(list), defaultdict(list)
    for row in stats.regions:
        kinds[row.kind].append(row.region)
        if row.parent:
            parts[row.parent].append(row.region)
    names = {row.region: spoken(row, "name", lang) for row in stats.regions}
    found = [
        Level(
            code=f"{PARTS}:{parent}",
            name=_("parts of %(region)s") % {"region": names.get(parent, parent)},
            regions=tuple(regions),
        )
        for parent, regions in parts.items()
        if len(regions) > 1
    ]
    found += [
        Level(
            code=f"{KIND}:{kind}", name=_("all of the kind: %(kind)s") % {"kind": _kind(kind)}, regions=tuple(regions)
        )
        for kind, regions in kinds.items()
        if len(regions) > 1
    ]
    return tuple(found)


def level_asked(text: str | None, offered: tuple[Level, ...], *, home: str) -> Level:
    """Answer the level asked for, else the parts of the zone. Raises `BadChoice`."""
    if not offered:
        raise BadChoice(_("No two regions of the table stand beside each other, so there is nothing to lay on a map."))
    if not text:
        return next((one for one in offered if one.code == f"{PARTS}:{home}"), offered[0])
    found = next((one for one in offered if one.code == text), None)
    if found is None:
        known = ", ".join(one.code for one in offered)
        raise BadChoice(
            _("There is no level “%(text)s”. Choose one of: %(known)s.") % {"text": text[:60], "known": known}
        )
    return found


def values(choice: Choice, level: Level, *, stats: Opened, lang: Lang) -> RegionValues:
    """Answer the figure for every region of a level, counted once a snapshot. Raises `NotAnswered`."""

    def count() -> str:
        return _VALUES.dump_json(_counted(choice, level, stats, lang)).decode()

    return _VALUES.validate_json(stored.beside(choice, f"map={level.code}", stats=stats, lang=lang, count=count))


def _counted(choice: Choice, level: Level, stats: Opened, lang: Lang) -> RegionValues:
    together = _together(choice, level, stats)
    named = [row for row in (stats.region(region) for region in level.regions) if row is not None]
    rows = tuple(
        RegionValue(
            region=row.region,
            name=spoken(row, "name", lang),
            value=together[row.region].value,
            unknown=together[row.region].unknown,
            note="",
        )
        if row.region in together
        else _alone(choice, row, stats, lang)
        for row in named
    )
    return RegionValues(rows=rows, unsettled=together[None].unknown if None in together else 0)


def _together(choice: Choice, level: Level, stats: Opened) -> dict[str | None, FigureRow]:
    """The parts of one region in one question, for a count; a region without a patent is no group of the answer."""
    mark, _colon, parent = level.code.partition(":")
    definition = stats.definition(choice.figure)
    if mark != PARTS or definition is None or definition.denominator or BREAKDOWN not in definition.breakdowns:
        return {}
    rows = stats.figure(
        choice.figure, region=parent, on=choice.on, view=choice.view, attribution=choice.attribution, by=BREAKDOWN
    ).rows
    return {row.group: row for row in rows if row.group is None or row.group in level.regions}


def _alone(choice: Choice, region: RegionInfo, stats: Opened, lang: Lang) -> RegionValue:
    name = spoken(region, "name", lang)
    try:
        row = stats.figure(
            choice.figure, region=region.region, on=choice.on, view=choice.view, attribution=choice.attribution
        ).rows[-1]
    except NotAnswered as refusal:
        told = sentence(refusal.code, lang=lang, values=refusal.values)
        return RegionValue(region=region.region, name=name, value=None, unknown=0, note=told)
    note = " ".join(sentence(one, lang=lang) for one in row.notes) if row.value is None else ""
    return RegionValue(region=region.region, name=name, value=row.value, unknown=row.unknown, note=note)


def _kind(kind: str) -> str:
    names = {
        "nation": _("nation"),
        "province": _("province"),
        "city": _("city"),
        "district": _("district"),
        "zone": _("development zone"),
        "core_area": _("core area"),
        "park": _("park"),
        "building": _("building"),
    }
    return names.get(kind, kind)
