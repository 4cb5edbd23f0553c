"""Figures over service records: one figure's page and its downloads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from district.accounts.doors import everyone, open_to
from district.design import language
from district.openstats import refusals
from district.openstats.selection import BadChoice
from district.openstats.services import columns, downloads, registry
from district.openstats.services.page import ServicePage, gather
from district.openstats.services.registry import ServiceFigure


@open_to(everyone)
def service(request: HttpRequest, figure: str) -> HttpResponse:
    """A service figure's page."""
    found, lang = registry.figure_named(figure), language.current()
    if found is None:
        return refusals.no_such_figure(request, figure)
    page = _asked(request, found)
    wide, narrow = columns.both(page, lang=lang)
    given = {
        "page": page,
        "wide": mark_safe(wide),
        "narrow": mark_safe(narrow),
        "download_kinds": tuple(downloads.KINDS),
        "room": "statistics",
    }
    return render(request, "openstats/service.html", given)


@open_to(everyone)
def service_download(request: HttpRequest, figure: str, kind: str) -> HttpResponse:
    """A service figure as a file."""
    found, lang = registry.figure_named(figure), language.current()
    if found is None:
        return refusals.no_such_figure(request, figure)
    page, made = _asked(request, found), downloads.KINDS[kind]
    response = HttpResponse(made.write(page, lang), content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{page.figure}-{page.span or "none"}.{kind}"'
    return response


def _asked(request: HttpRequest, figure: ServiceFigure) -> ServicePage:
    span = request.GET.get("span", "").strip()[:10]
    try:
        return gather(figure, on=timezone.localdate(), span=span or None, lang=language.current())
    except LookupError as error:
        raise BadChoice(
            _("Nothing is published for “%(span)s”. Choose a span from the table.") % {"span": span}
        ) from error
