"""The officer's page of the index: how it stands, and its building."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts.doors import open_to, signed_in
from district.accounts.roles import Role
from district.design import language
from district.workbench import actions, library, queries
from district.workbench.models import IndexBuild
from district.workbench.views.answers import asked_by, said
from patentry.wording import say

LATEST = 20


@open_to(Role.DISTRICT_OFFICER)
def index_desk(request: HttpRequest) -> HttpResponse:
    """How the index stands beside the current snapshot; an officer has it built here."""
    if request.method == "POST":
        with said(request, _("The index is being built.")):
            actions.start_build(is_anew="anew" in request.POST, by=asked_by(request), at=timezone.now())
        return redirect("index_desk")
    rows = [(row, _refusal(row)) for row in queries.builds()[:LATEST]]
    given = {"room": "data", "index": library.index(), "rows": rows} | _standing()
    return render(request, "workbench/index_desk.html", given)


@signed_in
def index_progress(request: HttpRequest) -> HttpResponse:
    """Only how far the building is, for pages that wait; 204 once nothing is being built."""
    standing = _standing()
    if standing["build"] is None:
        return HttpResponse(status=204)
    return render(request, "workbench/progress.html", standing)


def _standing() -> dict[str, Any]:
    build = queries.running_build()
    return {"build": build, "far": queries.how_far(build)}


def _refusal(row: IndexBuild) -> str:
    """What the library refused, in words; values a code's sentence wants are not kept and stand as a dash."""
    if not row.refused:
        return ""
    return say(row.refused, lang=language.current(), home="—", path="—", snapshot="—", number="—")
