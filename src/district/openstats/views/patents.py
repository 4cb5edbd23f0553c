"""The patents behind a number, and one patent's life."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from district.accounts.doors import everyone, open_to
from district.design import language
from district.design.language import Lang
from district.openstats import breakdown, life_page, numbers, provider, refusals, remarks, selection
from district.openstats.drawing import life as drawing
from district.openstats.provider import CountedPatentRow, Opened, PatentLife, RegionInfo, Why
from district.openstats.selection import BadChoice
from district.openstats.tables import tests_of
from district.openstats.words import spoken

ROWS_A_PAGE = 50
PLACES = ("address", "list", "postcode", "correction", "unresolved")


@open_to(everyone)
def counted(request: HttpRequest, figure: str) -> HttpResponse:
    """The patents behind a number, fifty a page, to be searched by number."""
    stats, lang = provider.opened(), language.current()
    definition = stats.definition(figure)
    if definition is None:
        return refusals.no_such_figure(request, figure)
    choice = selection.asked(request.GET.dict(), figure, stats)
    stats = stats.scoped(choice.scope)
    place = _place(request.GET.get("place"))
    by, group = request.GET.get("by"), request.GET.get("group")
    search = request.GET.get("search", "").strip()[:60] or None
    number = _page_number(request.GET.get("page"))
    found = stats.patents(
        figure=figure,
        region=choice.region,
        on=choice.on,
        view=choice.view,
        attribution=choice.attribution,
        place=place,
        offset=(number - 1) * ROWS_A_PAGE,
        limit=ROWS_A_PAGE,
        search=search,
        by=by if group else None,
        group=group,
    )
    region = stats.region(choice.region)
    given = {
        "definition": definition,
        "name": spoken(definition, "name", lang),
        "region_name": spoken(region, "name", lang) if region else choice.region,
        "choice": choice,
        "query": choice.query() + (f"&{urlencode({'by': by, 'group': group})}" if by and group else ""),
        "by": by if group else None,
        "group": group,
        "group_name": breakdown.group_name(group, by, stats=stats, lang=lang) if by and group else "",
        "place": place,
        "place_name": provider.word("place", place or "", lang=lang),
        "search": search or "",
        "total": found.total,
        "rows": [_row(row, lang) for row in found.rows],
        "page": number,
        "pages": max(1, -(-found.total // ROWS_A_PAGE)),
        "room": "statistics",
    }
    return render(request, "openstats/counted.html", given)


def _row(row: CountedPatentRow, lang: Lang) -> dict[str, Any]:
    return {
        "number": row.application_number or row.number,
        "shown": numbers.shown(row.application_number or row.number),
        "title": row.title or "—",
        "holder": row.holder,
        "since": row.since,
        "reason": provider.sentence(row.reason, lang=lang),
        "place": provider.word("place", row.place, lang=lang),
    }


def _place(text: str | None) -> str | None:
    if not text:
        return None
    if text not in PLACES:
        raise BadChoice(_("“%(text)s” is not a way a place is decided.") % {"text": text[:40]})
    return text


def _page_number(text: str | None) -> int:
    try:
        return max(1, min(int(text or 1), 1_000_000))
    except ValueError as error:
        raise BadChoice(_("“%(text)s” is not a page number.") % {"text": (text or "")[:40]}) from error


@open_to(everyone)
def life(request: HttpRequest, number: str) -> HttpResponse:
    """One patent's life, with both views, and whether it counts on a day."""
    stats, lang = provider.opened(), language.current()
    found = stats.life(number)
    if found is None:
        return refusals.no_such_patent(request, number)
    place = _asked_region(request.GET.get("region"), stats)
    on = selection.read_day(request.GET.get("on"), default=selection.default_day(stats))
    page = life_page.gather(found, on=on, stats=stats, lang=lang)
    wide, narrow = drawing.both(page.drawing, lang=lang)
    given = {
        "page": page,
        "wide": mark_safe(wide),
        "narrow": mark_safe(narrow),
        "on": on,
        "region": place.region if place else "",
        "region_name": spoken(place, "name", lang) if place else "",
        "data_through": stats.data_through,
        "figure": stats.definition(life_page.FIGURE),
        "figure_name": _figure_name(stats, lang),
        "remarks": remarks.on_patent(request.user, found.application_number or found.number, timezone.localdate()),
        "room": "statistics",
    }
    if place is not None:
        given |= _verdict(found, place.region, on, stats, lang)
    answer = render(request, "openstats/patent.html", given)
    if given["remarks"]:
        add_never_cache_headers(answer)
    return answer


def _asked_region(text: str | None, stats: Opened) -> RegionInfo | None:
    """The region asked for, else the district's own; None where there is no table of regions."""
    if not stats.regions:
        return None
    found = stats.region(text or selection.home_region(stats))
    if found is None:
        raise BadChoice(_("There is no region “%(region)s”.") % {"region": (text or "")[:40]})
    return found


def _figure_name(stats: Opened, lang: Lang) -> str:
    definition = stats.definition(life_page.FIGURE)
    return spoken(definition, "name", lang) if definition else ""


def _why(number: str, region: str, on: date, stats: Opened) -> Why:
    return stats.why(
        number,
        figure=life_page.FIGURE,
        region=region,
        on=on,
        view="recorded",
        attribution=selection.ATTRIBUTIONS[0],
    )


def _in_legal_view(found: PatentLife, why: Why, on: date) -> bool | None:
    """The legal answer from the recorded one: the two views differ in nothing but the test of being in force."""
    results = [test.result for test in why.reasons if test.decides and test.test != "in_force"]
    interval = next((row for row in found.legal if row.start <= on < row.end), None)
    results.append(False if interval is None else True if interval.settled else None)
    if False in results:
        return False
    return None if None in results else True


def _verdict(found: PatentLife, region: str, on: date, stats: Opened, lang: Lang) -> dict[str, Any]:
    """Both views' answers on the day, and the recorded one's tests."""
    why = _why(found.number, region, on, stats)
    tests = tests_of(why, stats=stats, lang=lang)
    return {
        "recorded": why.counted,
        "legal": _in_legal_view(found, why, on),
        "tests": tests,
        "others": _other_days(found, region, on, stats),
    }


def _other_days(found: PatentLife, region: str, on: date, stats: Opened) -> list[dict[str, Any]]:
    """Both views' answers on the days that tell the patent's story."""
    rows = []
    for day in life_page.telling_days(found, on=on):
        why = _why(found.number, region, day, stats)
        rows.append({"on": day, "recorded": why.counted, "legal": _in_legal_view(found, why, day)})
    return rows
