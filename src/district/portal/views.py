"""The home page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_from_request

from district.accounts.doors import everyone, open_to
from district.consultation import queries as consultation
from district.design import language, writing
from district.directory import network_map
from district.directory import queries as directory
from district.openstats import provider, selection, stored
from district.openstats.drawing import bars, series
from district.openstats.provider import Opened, by_language
from district.portal import facts
from district.portal.doors import FIVE

DENSITY = "inventions_per_10k"
STOCK = "effective_inventions"
MOST_DAYS = 3
MOST_OPEN = 4


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
    given = _figures(stats, lang) | _facts(stats, lang) | _network(lang) | _days(lang)
    return render(request, "portal/home.html", given | {"room": "home"})


def _network(lang: language.Lang) -> dict[str, Any]:
    """The map, and which of the places are open at this moment."""
    at = timezone.localtime()
    groups = directory.network(wanted="all", at=at, lang=lang)
    places = [place for group in groups for place in group.places]
    opened = [place for place in places if place.is_open]
    later = sorted((place.opens_next, place.code, place) for place in places if place.opens_next)
    shown = {
        "places": len(places),
        "open_now": opened[:MOST_OPEN],
        "open_count": len(opened),
        "open_later": [
            (place, f"{writing.weekday(when.date(), lang)} {when:%-H:%M}") for when, _code, place in later[:MOST_OPEN]
        ],
        "five": FIVE,
    }
    return shown | network_map.shown(groups, lang)


def _days(lang: language.Lang) -> dict[str, Any]:
    """The next consultation days with what is free at the point and online."""
    days = []
    for offer in consultation.offers(at=timezone.now())[:MOST_DAYS]:
        here = sum(max(one.free, 0) for one in offer.offers if not one.slot.is_online)
        online = sum(max(one.free, 0) for one in offer.offers if one.slot.is_online)
        days.append((offer.day, writing.weekday(offer.day.day, lang), here, online))
    return {"days": days}


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
        "doors": group(facts.DOORS),
        "ladder": ladder,
        "rungs": [(fact, bars.bar(fact.value / ladder.most, "a")) for fact in ladder.facts],
        "cultivation": group(facts.CULTIVATION),
        "centres": facts.CENTRES,
        "consultation": group(facts.CONSULTATION),
    }
