"""Comparison of two regions; sources; accessibility."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from district.accounts.doors import everyone, open_to
from district.design import language
from district.design.language import Lang
from district.openstats import provider, refusals, selection, stored
from district.openstats.provider import Opened, PublishedFigure, by_language
from district.openstats.tables import series_rows
from district.openstats.views.figures import choices, pictured
from district.openstats.words import spoken


@open_to(everyone)
def compare(request: HttpRequest) -> HttpResponse:
    """One figure of two regions side by side, each with its own day and source."""
    stats, lang = provider.opened(), language.current()
    figure = request.GET.get("figure") or "inventions_per_10k"
    if stats.definition(figure) is None:
        return refusals.no_such_figure(request, figure)
    choice = selection.asked(request.GET.dict(), figure, stats)
    stats = stats.scoped(choice.scope)
    page = stored.page(choice, stats=stats, lang=lang)
    given = {
        "page": page,
        "choice": choice,
        "query": choice.query(),
        "rows": series_rows(page),
        "figures": [(row.id, spoken(row, "name", lang)) for row in stats.figures],
        "room": "statistics",
    }
    return render(request, "openstats/compare.html", given | pictured(page, lang) | choices(stats, choice, lang))


@open_to(everyone)
def sources(request: HttpRequest) -> HttpResponse:
    """Every published figure with its source and day, the populations, and the files taken in."""
    stats, lang = provider.opened(), language.current()
    populations = [
        {"name": spoken(region, "name", lang), "rows": [_population(row, lang) for row in rows]}
        for region in stats.regions
        if (rows := stats.populations(region.region))
    ]
    given = {
        "groups": _published(stats, lang),
        "populations": populations,
        "files": stats.files,
        "stats": stats,
        "room": "",
    }
    return render(request, "openstats/sources.html", given)


@open_to(everyone)
def accessibility(request: HttpRequest) -> HttpResponse:
    """What this site does for everybody, and where it falls short."""
    return render(request, "openstats/accessibility.html", {"room": ""})


def _population(row: provider.Population, lang: Lang) -> dict[str, Any]:
    return {
        "date": row.date,
        "value": row.value,
        "stated": f"{row.stated_value} {row.unit}" if lang == "zh" else f"{row.value:,.0f} people",
        "source": by_language(row.source, lang=lang),
        "published_on": row.published_on,
    }


def _published(stats: Opened, lang: Lang) -> list[dict[str, Any]]:
    """The published figures by source, each row with the anchor other pages lead to."""
    groups: dict[str, list[PublishedFigure]] = defaultdict(list)
    for row in stats.published:
        groups[row.source].append(row)
    seen: set[str] = set()
    out = []
    for source, rows in groups.items():
        lines = [_published_row(row, stats, lang, seen) for row in sorted(rows, key=lambda r: (r.figure, r.date))]
        out.append({"source": by_language(source, lang=lang), "rows": lines})
    return out


def _published_row(row: PublishedFigure, stats: Opened, lang: Lang, seen: set[str]) -> dict[str, Any]:
    region = stats.region(row.region)
    anchor = f"f-{row.figure.replace('.', '-')}-{row.region}"
    first = anchor not in seen
    seen.add(anchor)
    definition = stats.definition(row.figure)
    named = spoken(definition, "name", lang) if definition else str(_(NAMES.get(row.figure, row.figure)))
    return {
        "anchor": anchor if first else "",
        "name": named,
        "region": spoken(region, "name", lang) if region else row.region,
        "date": row.date,
        "value": row.value,
        "unit": _unit(row.unit, lang),
        "published_on": row.published_on,
    }


def _unit(unit: str, lang: Lang) -> str:
    return unit if lang == "zh" else UNITS.get(unit, unit)


UNITS = {"件/万人": "per 10,000 people", "件": "patents", "个": "", "家": "", "次/周": "a week", "人": "people"}
NAMES = {
    "network.service_center": "IP public service centre",
    "network.protection_subcenter": "IP protection sub-centre",
    "network.workstation": "public service workstations",
    "network.overseas_liaison_station": "overseas liaison stations",
    "network.judges_workstation": "judges’ workstation",
    "network.legal_literacy_station": "legal-literacy station",
    "facility.station": "Station",
    "facility.room": "Room",
    "facility.court": "Court",
    "facility.window": "Window",
    "facility.hall": "Hall",
    "cultivation.center": "High-value patent cultivation centres",
    "recognition.national_demonstration": "National demonstration enterprises",
    "recognition.national_advantageous": "National advantageous enterprises",
    "recognition.city_advantageous": "Beijing advantageous institutions",
    "recognition.city_pilot": "Beijing pilot institutions",
    "consultation.days_per_week": "Public IP consultation days",
}
