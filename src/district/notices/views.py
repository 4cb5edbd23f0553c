"""A person's notices, and what they want to be told which way. Where these become addresses they ask for a sign-in."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from district.design import language
from district.design.views import not_found
from district.notices import actions, queries
from district.notices.kinds import kinds

ON_A_PAGE = 30
Line = tuple[str, str, list[tuple[queries.Box | None, object]]]
"""A kind, its title, and for each way its box (none where the kind never comes that way) with the way's name."""
ROOMS = {
    "request": gettext_lazy("Service requests"),
    "consultation": gettext_lazy("Consultation day"),
    "accounts": gettext_lazy("Account and organisation"),
    "return": gettext_lazy("Returns of service points"),
}
"""What the page of wishes is divided into, by the first part of a kind's name; the rest stands at its end."""
WAYS = {"in_page": gettext_lazy("On this site"), "email": gettext_lazy("E-mail"), "sms": gettext_lazy("Text message")}


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The person's notices, the newest first."""
    page = Paginator(queries.visible_to(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [queries.shown(notice, lang=language.current()) for notice in page]
    return render(request, "notices/list.html", {"page": page, "rows": rows, "unread": queries.unread(request.user)})


@require_GET
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the matter of a notice, which counts as read from then on."""
    notice = queries.visible_to(request.user).filter(pk=pk).first()
    if notice is None:
        return not_found(request)
    actions.note_read(notice=notice, at=timezone.now())
    return redirect(queries.shown(notice, lang=language.current()).where or "notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Count all notices as read."""
    if request.user.is_authenticated:
        actions.note_all_read(by=request.user, at=timezone.now())
    return redirect("notices")


@require_http_methods(["GET", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """What the person wants to be told, and which way."""
    if not request.user.is_authenticated:
        return not_found(request)
    if request.method == "POST":
        pairs = [tuple(box.split("|", 1)) for box in request.POST.getlist("wanted") if "|" in box]
        actions.choose(by=request.user, wanted={(kind, way) for kind, way in pairs if kind in kinds()})
        messages.success(request, _("Your choices have been kept."))
        return redirect("notice_wishes")
    rows = queries.wishes(request.user, lang=language.current())
    ways = [way for way in WAYS if any(box.channel == way for _kind, _title, boxes in rows for box in boxes)]
    return render(request, "notices/wishes.html", {"groups": _groups(rows, ways), "ways": [WAYS[way] for way in ways]})


def _groups(rows: Sequence[queries.Wish], ways: Sequence[str]) -> list[tuple[object, list[Line]]]:
    """Divide the wishes by room; each row has a cell a way, empty where the kind never comes that way."""
    named: list[tuple[str, object]] = [*ROOMS.items(), ("", _("Other"))]
    found = []
    for room, name in named:
        lines: list[Line] = []
        for kind, title, boxes in rows:
            if kind.partition(".")[0] == room or (not room and kind.partition(".")[0] not in ROOMS):
                by_way = {box.channel: box for box in boxes}
                lines.append((kind, title, [(by_way.get(way), WAYS[way]) for way in ways]))
        if lines:
            found.append((name, lines))
    return found
