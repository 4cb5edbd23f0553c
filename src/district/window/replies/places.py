"""The places of a template, by name: `{number}` becomes the request's number. Nothing else in braces means anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from district.casework import CaseRefusal
from district.design import writing
from district.design.language import Lang
from district.window.models import Request

PLACE = re.compile(r"\{\s*([^{}\n]{0,40}?)\s*\}")
Fill = Callable[[Request, Lang, date], str]


def _named(what: str) -> Fill:
    def fill(request: Request, lang: Lang, _on: date) -> str:
        return str(getattr(getattr(request, what), f"name_{lang}", "") or "")

    return fill


def _applicant(request: Request, lang: Lang, _on: date) -> str:
    return request.organisation.name_in(lang) if request.organisation else request.contact_name


PLACES: dict[str, tuple[object, Fill]] = {
    "number": (_("number of the request"), lambda request, _lang, _on: request.number or ""),
    "title": (_("title of the request"), lambda request, _lang, _on: request.title),
    "applicant": (_("organisation, or the person's name"), _applicant),
    "item": (_("item of the catalogue"), _named("item")),
    "point": (_("service point"), _named("point")),
    "handler": (_("who handles it"), lambda request, _lang, _on: request.handler.called if request.handler else ""),
    "promised": (_("promised day"), lambda request, lang, _on: writing.day(request.due_on, lang)),
    "today": (_("today"), lambda _request, lang, on: writing.day(on, lang)),
}


def check(*texts: str) -> None:
    """Raise `CaseRefusal` for a place that has no meaning."""
    for text in texts:
        for name in PLACE.findall(text):
            if name not in PLACES:
                raise CaseRefusal("reply.unknown_place", name=name, names=", ".join(PLACES))


def filled(text: str, *, request: Request, lang: Lang, on: date) -> str:
    """Answer a text with its places filled from a request: in one pass, so what is filled in is never read again."""

    def fill(found: re.Match[str]) -> str:
        place = PLACES.get(found[1])
        return place[1](request, lang, on) if place else found[0]

    return PLACE.sub(fill, text)
