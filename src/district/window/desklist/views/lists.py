"""The list of requests: in which tab, narrowed to what, page by page."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.accounts.doors import open_to, roles_here
from district.accounts.models import User
from district.accounts.roles import Role
from district.window import queries as window
from district.window.desklist import queries
from district.window.desklist.actions import MOST_AT_ONCE
from district.window.desklist.filters import Filter, filter_of, filter_of_query
from district.window.desklist.forms import FilterForm, GiveForm
from district.window.desklist.paging import page_of
from district.window.models import Request
from district.window.views.answers import asked_by
from district.window.words import TONE, state_said

DESK = (Role.POINT_STAFF, Role.POINT_HEAD)
NAMES = {
    "mine": _("Mine"),
    "point": _("Open"),
    "unassigned": _("Nobody's yet"),
    "overdue": _("Late"),
    "answered": _("Answered"),
    "ended": _("Ended"),
    "all": _("All"),
}
COUNTED = ("mine", "point", "unassigned", "overdue")


@open_to(*DESK, Role.DISTRICT_OFFICER)
def desk(request: HttpRequest) -> HttpResponse:
    """The requests of my points, for the district of all, in the list and with the filter the address names."""
    by, on = asked_by(request), timezone.localdate()
    is_desk = bool(roles_here(request) & frozenset(DESK))
    chosen, within = filter_of(request.GET), window.desk_scope(by, on=on)
    rows = queries.listed(by, chosen, on=on, within=within)
    page = page_of(queries.with_names(rows), told=request.GET)
    saved = list(queries.filters_of(by, on=on)) if is_desk else []
    given = {
        "room": "desk",
        "is_desk": is_desk,
        "is_editor": bool(roles_here(request) & {Role.POINT_HEAD, Role.DISTRICT_OFFICER}),
        "chosen": chosen,
        "query": chosen.query,
        "listed": [
            (row, state_said(row.state), TONE.get(row.state, ""), _past(row.state_due_on, on), _past(row.due_on, on))
            for row in page.rows
        ],
        "page": page,
        "found": window.counted(rows) if chosen.is_narrowed else "",
        "tabs": _tabs(by, chosen, on=on, within=within, is_desk=is_desk),
        "saved": [(one, filter_of_query(one.query) == chosen, one.owner_id == by.pk) for one in saved],
        "form": FilterForm(chosen=chosen, user=by, on=on),
        "give": GiveForm(user=by, on=on) if is_desk and page.rows else None,
        "most": MOST_AT_ONCE,
    }
    return render(request, "desklist/desk.html", given)


def _tabs(
    by: User, chosen: Filter, *, on: date, within: QuerySet[Request], is_desk: bool
) -> list[tuple[str, object, str, bool]]:
    found: list[tuple[str, object, str, bool]] = []
    for name in window.VIEWS:
        if name == "mine" and not is_desk:
            continue
        count = window.counted(window.desk(by, view=name, on=on, within=within)) if name in COUNTED else ""
        found.append((name, NAMES[name], count, name == chosen.view))
    return found


def _past(day: date | None, on: date) -> bool:
    return day is not None and day < on
