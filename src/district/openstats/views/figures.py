"""Catalogue of figures, a figure's page, its downloads."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from district.accounts.doors import everyone, open_to
from district.design import language, writing
from district.design.language import Lang
from district.openstats import about, breakdown, freshness, next_year, provider, refusals, selection, stored, words
from district.openstats.drawing import bars, series
from district.openstats.figure_page import FigurePage
from district.openstats.formats import CITATIONS, DATA, FORMATS
from district.openstats.life_page import shown_number
from district.openstats.official import queries as official
from district.openstats.official import words as said
from district.openstats.provider import Opened
from district.openstats.selection import BadChoice, Choice
from district.openstats.services.page import catalogue as service_catalogue
from district.openstats.tables import placed, placing_rows, remarks, series_rows, tests_of
from district.openstats.words import named, spoken
from patentry.statistics import FigureDefinition, Subject, subjects

COUNTED_AT_ONCE = 4
"""So many figures the catalogue counts at a visit; after a new snapshot the worker counts all, and this page waits for
none of it."""


@dataclass(frozen=True, slots=True)
class Card:
    """A figure in the catalogue; without a page where it is not counted yet."""

    figure: str
    name: str
    query: str
    page: FigurePage | None


def named_in(told: FigureDefinition | Subject, lang: Lang) -> str:
    """Answer the name in a language."""
    return told.name_zh if lang == "zh" else told.name_en


@open_to(everyone)
def catalogue(request: HttpRequest) -> HttpResponse:
    """The list of figures, each with its present value."""
    stats, lang = provider.opened(), language.current()
    cards: dict[str, list[Card]] = {}
    counted = 0
    for definition in stats.figures:
        choice = selection.asked(request.GET.dict(), definition.id, stats)
        scoped = stats.scoped(choice.scope)
        page = stored.found(choice, stats=scoped, lang=lang)
        if page is None and counted < COUNTED_AT_ONCE:
            page, counted = stored.page(choice, stats=scoped, lang=lang), counted + 1
        card = Card(definition.id, named_in(definition, lang), choice.query(), page)
        cards.setdefault(definition.subject, []).append(card)
    groups = [(one.code, named_in(one, lang), cards[one.code]) for one in subjects() if one.code in cards]
    services = service_catalogue(on=timezone.localdate(), lang=lang)
    given = {"groups": groups, "services": services, "room": "statistics"}
    return render(request, "openstats/catalogue.html", given)


@open_to(everyone)
def figure(request: HttpRequest, figure: str) -> HttpResponse:
    """A figure's page."""
    stats, lang = provider.opened(), language.current()
    if stats.definition(figure) is None:
        return refusals.no_such_figure(request, figure)
    choice = selection.asked(request.GET.dict(), figure, stats)
    stats = stats.scoped(choice.scope)
    page = stored.page(choice, stats=stats, lang=lang)
    given = pictured(page, lang) | _asked(request, choice, stats, lang)
    given |= {
        "page": page,
        "choice": choice,
        "query": choice.query(),
        "other_query": choice.with_view("legal" if choice.view == "recorded" else "recorded").query(),
        "rows": series_rows(page),
        "revisions": stored.revisions(choice, stats=stats, lang=lang),
        "offered": breakdown.offered(choice, stats=stats, lang=lang),
        "attribution_name": named(words.ATTRIBUTIONS, choice.attribution),
        "scope_name": provider.word("scope", choice.scope, lang=lang),
        "source_name": provider.by_language(page.source, lang=lang),
        "choose_open": "choose" in request.GET,
        "has_next_year": next_year.has_one(stats, figure),
        "room": "statistics",
    }
    given |= _views(page, lang) | choices(stats, choice, lang) | _taken_away(request, page, choice, lang)
    given |= _official(page, choice, stats)
    return render(request, "openstats/figure.html", given)


def _taken_away(request: HttpRequest, page: FigurePage, choice: Choice, lang: Lang) -> dict[str, Any]:
    """The line to cite and the frame for other sites."""
    address = request.build_absolute_uri(f"{reverse('figure', args=[page.figure])}?{choice.query()}")
    frame = request.build_absolute_uri(f"{reverse('embedded', args=[page.figure])}?{choice.query()}")
    return {
        "citation": about.cited(page, address=address, on=timezone.localdate(), lang=lang),
        "citation_kinds": CITATIONS,
        "frame": f'<iframe src="{escape(frame)}" title="{escape(page.name)}"'
        ' width="100%" height="480" loading="lazy"></iframe>',
    }


def _official(page: FigurePage, choice: Choice, stats: Opened) -> dict[str, Any]:
    """What others have published of the figure and region, beside what is computed for the same days."""
    known = {point.on: point.value for point in page.points} | {page.on: page.value}
    ask = official.computed(
        stats, figure=choice.figure, region=choice.region, view=choice.view, attribution=choice.attribution
    )
    gaps, conflicts = official.beside(
        stats,
        figure=choice.figure,
        region=choice.region,
        value_on=lambda day: known[day] if day in known else ask(day),
    )
    return {
        "official": [said.gap(one) for one in gaps],
        "official_conflicts": [said.conflict(one, regions={page.region: page.region_name}) for one in conflicts],
    }


def _views(page: FigurePage, lang: Lang) -> dict[str, Any]:
    """What separates the two views, the place bar, and a few words."""
    two, rows = page.two_views, placing_rows(page, lang)
    label = ", ".join(f"{row.name} {writing.number(row.count)}" for row in rows)
    return {
        "difference": round(abs(two.recorded - two.legal)) if two else None,
        "lapsed": -abs(two.lapsed_not_announced) if two else None,
        "placing": rows,
        "placed": placed(rows),
        "placing_bar": bars.stacked([(row.count, row.class_) for row in rows], label) if rows else "",
        "denominator_wan": f"{writing.rounded((page.denominator or 0) / 10_000, 2):f}",
        "last_year": next((p.value for p in page.points if p.on == page.year_end.since), None),
        "view_name": provider.word("view", page.view, lang=lang),
        "download_kinds": DATA,
    }


def choices(stats: Opened, choice: Choice, lang: Lang) -> dict[str, Any]:
    """Answer what the form offers."""
    regions = [(row.region, spoken(row, "name", lang)) for row in stats.regions]
    rules = [(code, named(words.ATTRIBUTIONS, code)) for code in selection.ATTRIBUTIONS]
    views = [(code, provider.word("view", code, lang=lang)) for code in selection.VIEWS]
    scopes = [(code, provider.word("scope", code, lang=lang)) for code in selection.SCOPES]
    others = [row for row in regions if row[0] != choice.region]
    return {"regions": regions, "others": others, "attributions": rules, "views": views, "scopes": scopes}


@open_to(everyone)
def download(request: HttpRequest, figure: str, kind: str) -> HttpResponse:
    """A figure's series as a file; the same question and snapshot always give the same bytes."""
    stats, lang = provider.opened(), language.current()
    if stats.definition(figure) is None:
        return refusals.no_such_figure(request, figure)
    choice = selection.asked(request.GET.dict(), figure, stats)
    stats = stats.scoped(choice.scope)
    tag = freshness.tag_of(stats, kind, stored.version_of(choice, stats), choice.query(), lang)
    if (found := freshness.unchanged(request, tag, stats)) is not None:
        return found
    page = stored.page(choice, stats=stats, lang=lang)
    made = FORMATS[kind]
    address = request.build_absolute_uri(f"{reverse('figure', args=[figure])}?{choice.query()}")
    response = HttpResponse(made.write(page, lang, address), content_type=made.content_type)
    name = f"{page.figure}-{page.region}-{page.on.isoformat()}-{page.view}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    freshness.stamp(response, tag, stats)
    return response


def pictured(page: FigurePage, lang: Lang) -> dict[str, Any]:
    """Answer the drawings of a page, the bars of its comparison and the remarks under them."""
    wide, narrow = series.both(page, series.FIGURE, lang=lang)
    side = page.versus
    most = max(page.value or 0, (side.value or 0) if side else 0) or 1
    warning, remark = remarks(page, lang)
    return {
        "warning": warning,
        "remark": remark,
        "versus_source": provider.by_language(side.source, lang=lang) if side else "",
        "wide": mark_safe(wide),
        "narrow": mark_safe(narrow),
        "here_bar": bars.bar((page.value or 0) / most, "a"),
        "there_bar": bars.bar((side.value or 0) / most, "b") if side else "",
    }


def _asked(request: HttpRequest, choice: Choice, stats: Opened, lang: Lang) -> dict[str, Any]:
    """The box "why is my patent not counted", answered where a number was given."""
    number = request.GET.get("why", "").strip()[:60]
    if not number:
        return {"why_number": "", "why_on": choice.on}
    given: dict[str, Any] = {"why_number": number, "why_on": choice.on}
    try:
        on = selection.read_day(request.GET.get("why_on"), default=choice.on)
        given["why_on"] = on
        answer = stats.why(
            number,
            figure=choice.figure,
            region=choice.region,
            on=on,
            view=choice.view,
            attribution=choice.attribution,
        )
    except (BadChoice, provider.NotAnswered) as refusal:
        return given | {"why_error": refusals.said(refusal)}
    given["why"] = answer
    life = stats.life(number)
    given["why_link"] = (life.application_number or life.number) if life else answer.number
    given["why_shown"] = shown_number(life) if life else answer.number
    given["tests"] = tests_of(answer, stats=stats, lang=lang)
    deciding = [test for test in given["tests"] if test.decides]
    failed = [test for test in deciding if test.result is False] or [test for test in deciding if test.result is None]
    given["why_reason"] = failed[0] if failed else None
    return given
