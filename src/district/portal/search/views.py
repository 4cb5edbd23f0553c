"""The page of answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from district.accounts.doors import everyone, open_to
from district.design import language
from district.limits.actions import Limit, check
from district.limits.addresses import address_of
from district.openstats import provider
from district.portal.search.finding import find
from district.portal.search.topics import topics
from district.portal.search.words import Asked, pieces

LIMIT = Limit(name="portal.search", most=40, seconds=60)


@open_to(everyone)
def search(request: HttpRequest) -> HttpResponse:
    """What the site has for some words; without any, what people mostly come for."""
    lang, asked = language.current(), Asked.read(request.GET.get("q", ""))
    text = asked.text
    if text:
        check(key=address_of(request), limit=LIMIT, at=timezone.now())
    groups = find(text, lang=lang) if text else ()
    given = {
        "room": "search",
        "text": text,
        "groups": [(group, [(hit, pieces(asked, hit.title)) for hit in group.hits]) for group in groups],
        "topics": [(getattr(row, lang), row.address) for row in topics()],
        "patent": _patent(text),
    }
    return render(request, "portal/search.html", given)


def _patent(text: str) -> str:
    """The number of the patent that was typed, where the corpus has it."""
    digits = sum(sign.isdigit() for sign in text)
    if digits < 6:
        return ""
    try:
        life = provider.opened().life(text)
    except (provider.NoCorpus, provider.NotAnswered):
        return ""
    return life.patent if life else ""
