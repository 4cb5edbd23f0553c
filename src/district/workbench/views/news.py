"""A watched search: what is new since it was last looked at, and which field of which file made the difference."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from district.accounts.doors import signed_in
from district.design import language
from district.workbench import actions, library
from district.workbench.field_names import named
from district.workbench.library import Difference, News, NewsItem
from district.workbench.models import Search, StatusChoice, Watch
from district.workbench.views.answers import REFUSED, ROOM, asked_by, found_search, no_answer, why_not

MOST_SHOWN = 100
_CHOICES = {
    "tell": (actions.tell_of_news, _("You get a notice when something is new.")),
    "tell_not": (actions.tell_no_news, _("No notices of this search are sent any more.")),
}
PARTS: tuple[tuple[str, str | Promise], ...] = (("new", _("New")), ("gone", _("Gone")), ("changed", _("Changed")))


@signed_in
def news(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is new since; watched, looked at and let go here, too."""
    row = found_search(request, key)
    if request.method == "POST":
        return _acted(request, row)
    watch = Watch.objects.filter(search=row).first()
    if watch is None:
        return redirect("search_hits", key=key)
    try:
        found, _run = library.news(watch.run, at=timezone.localtime())
    except REFUSED as error:
        return no_answer(request, error, row)
    given = {
        "room": ROOM,
        "search": row,
        "project": row.project,
        "watch": watch,
        "is_mine": watch.by_id == asked_by(request).pk,
        "found": found,
        "is_news": bool(found.new or found.gone or found.changed),
        "parts": [(name, _listed(found, code), len(getattr(found, code))) for code, name in PARTS],
    }
    return render(request, "workbench/news.html", given)


_Line = tuple[NewsItem, str, list[str], list[tuple[str, Difference]]]


def _listed(found: News, code: str) -> list[_Line]:
    items: tuple[NewsItem, ...] = getattr(found, code)[:MOST_SHOWN]
    return [(one, library.because(one.because, language.current()), _statuses(one), _fields(one)) for one in items]


def _fields(one: NewsItem) -> list[tuple[str, Difference]]:
    return [(named(field.field), field) for field in one.differences or ()]


def _statuses(one: NewsItem) -> list[str]:
    return [str(StatusChoice(status).label) for status in one.status] if one.status else []


def _acted(request: HttpRequest, row: Search) -> HttpResponse:
    by, at = asked_by(request), timezone.now()
    step = request.POST.get("step", "")
    watch = Watch.objects.filter(search=row).first()
    if step in _CHOICES and watch is not None:
        act, said = _CHOICES[step]
        act(watch=watch, by=by, at=at)
        messages.success(request, said)
        return redirect("search_news", key=row.key)
    try:
        if step == "stop":
            actions.stop_watching(search=row, by=by, at=at)
            return redirect("search_hits", key=row.key)
        if step == "seen" and watch is not None:
            actions.take_note_of_news(search=row, by=by, at=at)
        else:
            actions.watch(search=row, by=by, at=at)
    except REFUSED as error:
        messages.error(request, why_not(error, row.text)["sentence"])
        return redirect("search_hits", key=row.key)
    messages.success(request, _("From now on it is told what is new."))
    return redirect("search_news", key=row.key)
