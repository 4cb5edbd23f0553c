"""Pages of the checklists: ticking one request's, and editing an item's."""

from __future__ import annotations

from typing import cast

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.answers import said, say_errors
from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.window import queries as window
from district.window.checklists import actions, queries
from district.window.checklists.forms import CheckForm
from district.window.checklists.models import Check

EDITORS = (Role.POINT_HEAD, Role.DISTRICT_OFFICER)


@open_to(Role.POINT_STAFF, Role.POINT_HEAD)
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the ticks of a request's checklist."""
    by = cast(User, request.user)
    matter = get_object_or_404(window.visible_to(by, on=timezone.localdate()), pk=pk)
    ticked = {int(key) for key in request.POST.getlist("check") if key.isdecimal()}
    with said(request, _("The checklist is kept.")):
        actions.mark(request=matter, ticked=ticked, by=by, at=timezone.now())
    return redirect("request_page", pk=pk)


@open_to(*EDITORS)
def items(request: HttpRequest) -> HttpResponse:
    """The items whose checklist I may change."""
    mine = queries.items_edited_by(cast(User, request.user), on=timezone.localdate())
    counted = mine.annotate(lines=Count("checks", filter=Q(checks__retired_at__isnull=True), distinct=True))
    return render(request, "checklists/items.html", {"room": "desk", "items": counted.order_by("code")})


@open_to(*EDITORS)
def edit(request: HttpRequest, item: str) -> HttpResponse:
    """One item's checklist: add, change, retire lines."""
    by, at = cast(User, request.user), timezone.now()
    kept = get_object_or_404(queries.items_edited_by(by, on=timezone.localdate()), code=item)
    lines = Check.objects.filter(item=kept, retired_at__isnull=True)
    check = get_object_or_404(lines, pk=request.POST["check"]) if request.POST.get("check", "").isdecimal() else None
    form = CheckForm(request.POST or None)
    if request.method == "POST" and check and "retire" in request.POST:
        with said(request, _("The line is no longer asked for.")):
            actions.retire(check=check, by=by, at=at)
        return redirect("checklist", item=item)
    if request.method == "POST" and form.is_valid():
        with said(request, _("The line is kept.")):
            actions.write(item=kept, told=form.told(), by=by, at=at, check=check)
        return redirect("checklist", item=item)
    if request.method == "POST" and check:
        say_errors(request, form)
        return redirect("checklist", item=item)
    given = {
        "room": "desk",
        "item": kept,
        "lines": [(one, CheckForm(initial=_first(one), auto_id=f"c{one.pk}_%s")) for one in lines],
        "form": form,
    }
    return render(request, "checklists/edit.html", given)


def _first(check: Check) -> dict[str, object]:
    return {field: getattr(check, field) for field in CheckForm.base_fields}
