"""What others take away: a chart to embed, whole tables, addresses without a language."""

from __future__ import annotations

from collections.abc import Sequence

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from district.accounts.doors import everyone, open_to
from district.design import language
from district.openstats import freshness, provider, refusals, selection, stored, tablestream
from district.openstats.provider import CountedPatentRow
from district.openstats.selection import BadChoice
from district.openstats.views.figures import pictured

LAST_ROW = 100_000_000
TABLES = {
    "csv": ("text/csv; charset=utf-8", tablestream.to_csv),
    "parquet": ("application/vnd.apache.parquet", tablestream.to_parquet),
}


@open_to(everyone)
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def embedded(request: HttpRequest, figure: str) -> HttpResponse:
    """A figure's drawing with its source, for the frames of other sites; no script, nothing of a person."""
    stats, lang = provider.opened(), language.current()
    if stats.definition(figure) is None:
        return refusals.no_such_figure(request, figure)
    choice = selection.asked(request.GET.dict(), figure, stats)
    stats = stats.scoped(choice.scope)
    tag = freshness.tag_of(stats, "embed", stored.version_of(choice, stats), choice.query(), lang)
    if (found := freshness.unchanged(request, tag, stats)) is not None:
        return found
    page = stored.page(choice, stats=stats, lang=lang)
    given = pictured(page, lang) | {"page": page, "query": choice.query()}
    answer = render(request, "openstats/embedded.html", given)
    freshness.stamp(answer, tag, stats)
    return answer


@open_to(everyone)
@require_safe
def counted_table(request: HttpRequest, figure: str, kind: str) -> HttpResponseBase:
    """The patents behind a value as one table. `from` leaves out the rows before it; `snapshot` insists on that one."""
    stats, lang = provider.opened(), language.current()
    if stats.definition(figure) is None:
        return refusals.no_such_figure(request, figure)
    choice = selection.asked(request.GET.dict(), figure, stats)
    stats = stats.scoped(choice.scope)
    start = _row_number(request.GET.get("from"))
    _same_snapshot(request.GET.get("snapshot"), stats.snapshot)
    tag = freshness.tag_of(stats, "table", stored.version_of(choice, stats), choice.query(), lang, kind, start)
    if (found := freshness.unchanged(request, tag, stats)) is not None:
        return found

    def read(offset: int, limit: int) -> Sequence[CountedPatentRow]:
        terms = {"region": choice.region, "view": choice.view, "attribution": choice.attribution}
        return stats.patents(figure=figure, on=choice.on, offset=offset, limit=limit, **terms).rows

    media, write = TABLES[kind]
    answer = StreamingHttpResponse(write(tablestream.blocks(read, start=start), lang), content_type=media)
    name = f"{figure}-{choice.region}-{choice.on.isoformat()}-{choice.view}-patents-{stats.snapshot}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    freshness.stamp(answer, tag, stats)
    return answer


def _row_number(text: str | None) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()) or len(text) > 9 or int(text) > LAST_ROW:
        raise BadChoice(_("“%(text)s” is not a number of rows.") % {"text": text[:40]})
    return int(text)


def _same_snapshot(text: str | None, snapshot: int) -> None:
    if text and text != str(snapshot):
        raise BadChoice(
            _("Snapshot %(asked)s is not the current one, which is %(now)s. Ask for the whole table anew.")
            % {"asked": text[:40], "now": snapshot}
        )


@open_to(everyone)
@require_safe
def without_language(request: HttpRequest, figure: str, kind: str) -> HttpResponse:
    """Lead from an address without a language to the file in the language asked for."""
    asked = request.GET.get("lang", "")
    lang = asked if asked in ("zh", "en") else get_language_from_request(request)
    with override(lang):
        address = reverse("download", kwargs={"figure": figure, "kind": kind})
    rest = request.GET.copy()
    rest.pop("lang", None)
    answer = HttpResponseRedirect(f"{address}?{rest.urlencode()}" if rest else address)
    patch_vary_headers(answer, ["Accept-Language"])
    return answer
