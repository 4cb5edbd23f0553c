"""The desk's work lists."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.accounts.doors import open_to
from district.accounts.roles import Role
from district.window import queries
from district.window.views.answers import asked_by
from district.window.words import TONE, state_said

PAGE = 50
NAMES = {
    "mine": _("Mine"),
    "point": _("My point"),
    "unassigned": _("Nobody's yet"),
    "overdue": _("Late"),
    "ended": _("Ended"),
}


@open_to(Role.POINT_STAFF, Role.POINT_HEAD)
def desk(request: HttpRequest) -> HttpResponse:
    """The requests of my points, in the list the address names."""
    by, on = asked_by(request), timezone.localdate()
    view = request.GET.get("view", "point")
    view = view if view in queries.VIEWS else "point"
    page = Paginator(queries.desk(by, view=view, on=on), PAGE).get_page(request.GET.get("page"))
    listed = [
        (row, state_said(row.state), TONE.get(row.state, ""), _past(row.state_due_on, on), _past(row.due_on, on))
        for row in page
    ]
    tabs: list[tuple[str, object, int | None]] = [
        (name, NAMES[name], queries.desk(by, view=name, on=on).count()) for name in queries.VIEWS if name != "ended"
    ]
    tabs.append(("ended", NAMES["ended"], None))
    given = {"room": "desk", "listed": listed, "page": page, "view": view, "tabs": tabs}
    return render(request, "window/desk.html", given)


def _past(day: date | None, on: date) -> bool:
    return day is not None and day < on
