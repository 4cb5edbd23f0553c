"""A figure on the operator's own map of regions, with the same values in a table beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from district.accounts.doors import everyone, open_to
from district.design import language
from district.design.writing import number
from district.openstats import provider, refusals, region_page, selection
from district.openstats.drawing import regions as drawing
from district.openstats.provider import NotAnswered, Opened, RegionMap
from district.openstats.region_page import Level, RegionValue
from district.openstats.selection import Choice
from district.openstats.views.figures import choices
from district.openstats.words import spoken
from patentry.statistics.region_map import ColourClass, class_of, classes_of

FIRST = "effective_inventions"


@open_to(everyone)
def region_map(request: HttpRequest) -> HttpResponse:
    """A figure by the regions of a level, on the map and in a table."""
    stats, lang = provider.opened(), language.current()
    figure = request.GET.get("figure") or FIRST
    definition = stats.definition(figure)
    if definition is None:
        return refusals.no_such_figure(request, figure)
    choice = replace(selection.asked(request.GET.dict(), figure, stats), versus=None)
    stats = stats.scoped(choice.scope)
    offered = region_page.levels(stats, lang=lang)
    level = region_page.level_asked(request.GET.get("of"), offered, home=settings.PATENTRY_ZONE)
    found = region_page.values(choice, level, stats=stats, lang=lang)
    places = 1 if definition.denominator else 0
    classes = classes_of(row.value for row in found.rows if row.value is not None)
    drawn, wrong = _drawn(stats)
    given: dict[str, Any] = {
        "name": spoken(definition, "name", lang),
        "unit": spoken(definition, "unit", lang),
        "definition": definition,
        "choice": choice,
        "level": level,
        "levels": offered,
        "figures": [(row.id, spoken(row, "name", lang)) for row in stats.figures],
        "found": found,
        "rows": [_row(row, choice, drawn, places) for row in found.rows],
        "legend": _legend(classes, places),
        "has_unknown": any(row.value is None for row in found.rows),
        "unknown_sign": mark_safe(drawing.sign(None)),
        "map": _picture(drawn, level, found.rows, classes, choice, places) if drawn else "",
        "wrong": wrong,
        "approval_number": drawn.approval_number if drawn else "",
        "room": "statistics",
    }
    return render(request, "openstats/region_map.html", given | choices(stats, choice, lang))


def _drawn(stats: Opened) -> tuple[RegionMap | None, str]:
    """The map, or what is wrong with it in words: the table stands without it."""
    try:
        return stats.region_map(), ""
    except NotAnswered as refusal:
        return None, refusals.said(refusal)


def _address(row: RegionValue, choice: Choice) -> str:
    asked = {"region": row.region, "on": choice.on.isoformat(), "view": choice.view, "attribution": choice.attribution}
    return f"{reverse('figure', args=[choice.figure])}?{urlencode(asked)}"


def _row(row: RegionValue, choice: Choice, drawn: RegionMap | None, places: int) -> dict[str, Any]:
    on_map = drawn is not None and any(area.region == row.region for area in drawn.areas)
    return {
        "of": row,
        "shown": number(row.value, places),
        "address": _address(row, choice),
        "missing": drawn is not None and not on_map,
    }


def _legend(classes: tuple[ColourClass, ...], places: int) -> list[tuple[str, str]]:
    """From the lowest class to the highest: its colour and the values that are in it."""
    return [(mark_safe(drawing.sign(place)), _span(one, places)) for place, one in enumerate(classes)]


def _span(one: ColourClass, places: int) -> str:
    least, most = number(one.least, places), number(one.most, places)
    return least if least == most else f"{least}–{most}"


def _picture(
    drawn: RegionMap,
    level: Level,
    rows: tuple[RegionValue, ...],
    classes: tuple[ColourClass, ...],
    choice: Choice,
    places: int,
) -> str:
    shades = {
        row.region: drawing.Shade(
            class_=class_of(row.value, classes),
            name=row.name,
            value=number(row.value, places) if row.value is not None else _("unknown"),
            href=_address(row, choice),
        )
        for row in rows
    }
    label = _("Map: %(level)s; the table has the same values") % {"level": level.name}
    return mark_safe(drawing.draw(drawn, shades, label=label))
