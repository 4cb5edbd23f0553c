"""The home page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_from_request

from district.accounts.doors import everyone, open_to
from district.design import language, writing
from district.directory.queries import has_network
from district.openstats import provider, selection, stored
from district.openstats.drawing import bars, series
from district.openstats.provider import Opened, by_language
from district.portal import facts

DENSITY = "inventions_per_10k"
STOCK = "effective_inventions"


@open_to(everyone)
def to_language(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the home page in the language the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@open_to(everyone)
def home(request: HttpRequest) -> HttpResponse:
    """The whole public situation in one screen: computed figures above, published facts below."""
    stats, lang = provider.opened(), language.current()
    given = _figures(stats, lang) | _facts(stats, lang)
    return render(request, "portal/home.html", given | {"room": "home"})


def _figures(stats: Opened, lang: language.Lang) -> dict[str, Any]:
    city = {"versus": settings.PATENTRY_CITY} if stats.region(settings.PATENTRY_CITY) else {"versus": "none"}
    core = selection.home_region(stats)
    choice = selection.read(DENSITY, city, stats=stats, region=core, versus=None)
    page = stored.page(choice, stats=stats, lang=lang)
    wide, narrow = series.both(page, series.HOME, lang=lang)
    given: dict[str, Any] = {
        "page": page,
        "query": choice.query(),
        "wide": mark_safe(wide),
        "narrow": mark_safe(narrow),
        "versus_source": by_language(page.versus.source, lang=lang) if page.versus else "",
    }
    if stats.region(settings.PATENTRY_ZONE) is None:
        return given
    stock_choice = selection.read(STOCK, city, stats=stats, region=settings.PATENTRY_ZONE, versus=None)
    said = facts.published_stock(region=settings.PATENTRY_ZONE, on=stock_choice.on, stats=stats)
    return given | {
        "stock": stored.page(stock_choice, stats=stats, lang=lang),
        "stock_query": stock_choice.query(),
        "stock_said": said,
        "stock_source": by_language(said.source, lang=lang) if said else "",
        "stock_amount": _amount(said.value, lang) if said else "",
    }


def _amount(value: float, lang: language.Lang) -> str:
    number, multiple = writing.large(value, lang)
    return f"{number} {multiple}件" if lang == "zh" else number


def _facts(stats: Opened, lang: language.Lang) -> dict[str, Any]:
    def group(named: tuple[facts.Named, ...]) -> facts.Group:
        return facts.group(named, region=settings.PATENTRY_ZONE, stats=stats, lang=lang)

    ladder = group(facts.LADDER)
    return {
        "network": group(facts.NETWORK),
        "has_network": has_network(),
        "doors": group(facts.DOORS),
        "ladder": ladder,
        "rungs": [(fact, bars.bar(fact.value / ladder.most, "a")) for fact in ladder.facts],
        "cultivation": group(facts.CULTIVATION),
        "centres": facts.CENTRES,
        "consultation": group(facts.CONSULTATION),
    }
