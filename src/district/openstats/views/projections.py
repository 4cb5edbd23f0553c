"""What would change a figure within a year."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from district.accounts.doors import everyone, open_to
from district.design import language
from district.openstats import next_year as projections
from district.openstats import provider, refusals, selection
from district.openstats.views.figures import choices
from district.openstats.words import spoken
from patentry.statistics.projection import settings


@open_to(everyone)
def next_year(request: HttpRequest, figure: str) -> HttpResponse:
    """A projection from low to high, never shown as a figure: its parts, its rates, what it supposes."""
    stats, lang = provider.opened(), language.current()
    definition = stats.definition(figure)
    if definition is None:
        return refusals.no_such_figure(request, figure)
    choice = replace(selection.asked(request.GET.dict(), figure, stats), versus=None)
    stats = stats.scoped(choice.scope)
    found = projections.asked(choice, stats=stats, lang=lang)
    region = stats.region(choice.region)
    given = {
        "definition": definition,
        "name": spoken(definition, "name", lang),
        "unit": spoken(definition, "unit", lang),
        "places": 1 if definition.denominator else 0,
        "region_name": spoken(region, "name", lang) if region else choice.region,
        "choice": choice,
        "query": choice.query(),
        "found": found,
        "shown": projections.projection_out(found, lang=lang),
        "now": found.shown(found.stock),
        "parts": projections.rows(found.summary, lang=lang),
        "fees": projections.rows(tuple(part for part in found.parts if part.kind == "fee"), lang=lang),
        "days": settings().due_soon_days,
        "sources": [(zh if lang == "zh" else en) for _name, zh, en in settings().sources],
        "room": "statistics",
    }
    return render(request, "openstats/next_year.html", given | choices(stats, choice, lang) | {"others": ()})
