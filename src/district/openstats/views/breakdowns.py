"""A figure told apart by one of its breakdowns."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district.accounts.doors import everyone, open_to
from district.design import language
from district.openstats import breakdown, breakdown_files, freshness, provider, refusals, selection, stored
from district.openstats.drawing import bars
from district.openstats.figure_page import BY_HOLDER
from district.openstats.views.figures import choices
from district.openstats.words import spoken
from patentry.statistics.definitions import ORGANISATIONS


@open_to(everyone)
def told_apart(request: HttpRequest, figure: str, by: str) -> HttpResponse:
    """The groups of a figure, each opening into its patents."""
    stats, lang = provider.opened(), language.current()
    definition = stats.definition(figure)
    if definition is None:
        return refusals.no_such_figure(request, figure)
    choice = selection.asked(request.GET.dict(), figure, stats)
    stats = stats.scoped(choice.scope)
    found = breakdown.gather(choice, by, stats=stats, lang=lang)
    region = stats.region(choice.region)
    most = max((row.value or 0 for row in found.rows), default=0) or 1
    portraits = stats.portraits_of(row.code for row in found.rows) if by == BY_HOLDER else {}
    given = {
        "definition": definition,
        "name": spoken(definition, "name", lang),
        "unit": spoken(definition, "unit", lang),
        "places": 1 if definition.denominator else 0,
        "region_name": spoken(region, "name", lang) if region else choice.region,
        "choice": choice,
        "query": choice.query(),
        "by": by,
        "by_name": provider.word("grouping", by, lang=lang),
        "offered": breakdown.offered(choice, stats=stats, lang=lang),
        "found": found,
        "rows": [(row, bars.bar((row.value or 0) / most, "a"), portraits.get(row.code, "")) for row in found.rows],
        "kinds": list(breakdown_files.FORMATS),
        "organisations": definition.unit == ORGANISATIONS,
        "holding": definition.unit == ORGANISATIONS and by == BY_HOLDER,
        "room": "statistics",
    }
    return render(request, "openstats/breakdown.html", given | choices(stats, choice, lang))


@open_to(everyone)
@require_safe
def told_apart_file(request: HttpRequest, figure: str, by: str, kind: str) -> HttpResponse:
    """All groups of a figure as a file; the same question and snapshot always give the same bytes."""
    stats, lang = provider.opened(), language.current()
    if stats.definition(figure) is None:
        return refusals.no_such_figure(request, figure)
    choice = selection.asked(request.GET.dict(), figure, stats)
    stats = stats.scoped(choice.scope)
    tag = freshness.tag_of(stats, "apart", kind, by, stored.version_of(choice, stats), choice.query(), lang)
    if (found := freshness.unchanged(request, tag, stats)) is not None:
        return found
    told = breakdown_files.Told(
        page=stored.page(choice, stats=stats, lang=lang),
        found=breakdown.gather(choice, by, stats=stats, lang=lang, shown=None),
        by=by,
        by_name=provider.word("grouping", by, lang=lang),
    )
    made = breakdown_files.FORMATS[kind]
    answer = HttpResponse(made.write(told, lang), content_type=made.content_type)
    name = f"{figure}-by-{by}-{choice.region}-{choice.on.isoformat()}-{choice.view}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    freshness.stamp(answer, tag, stats)
    return answer
