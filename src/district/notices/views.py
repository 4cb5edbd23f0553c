"""A person's notices, and what they want to be told which way. Where these become addresses they ask for a sign-in."""

from __future__ import annotations

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
    rows = [
        (kind, title, [(box, WAYS[box.channel]) for box in boxes])
        for kind, title, boxes in queries.wishes(request.user, lang=language.current())
    ]
    return render(request, "notices/wishes.html", {"rows": rows})
