"""Pages of reconciliations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit.queries import history_of
from district.casework import CaseRefusal, wording
from district.collection import corpus
from district.collection.reconciliation import actions, comparison, queries, words
from district.collection.reconciliation.forms import ListForm
from district.collection.reconciliation.models import BOTH, Reconciliation
from district.collection.reconciliation.states import OFFICER, RECONCILIATION
from district.design import language

PAGE, ROWS = 30, 50
ROOM = "data"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _visible(request: HttpRequest) -> Any:
    return queries.visible_to(cast(User, request.user), on=timezone.localdate())


@open_to(Role.DISTRICT_OFFICER)
def reconciliations(request: HttpRequest) -> HttpResponse:
    """The reconciliations, the newest first; a new list is handed in here."""
    regions = corpus.region_names(language.current())
    first = {"on": comparison.data_through()} if request.method == "GET" else None
    form = ListForm(request.POST or None, request.FILES or None, regions=list(regions.items()), initial=first)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        file, by = told.pop("file"), cast(User, request.user)
        try:
            made = actions.receive(file=file, plan=actions.Plan(**told), by=by, at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            return redirect("reconciliation", pk=made.pk)
    page = Paginator(_visible(request), PAGE).get_page(request.GET.get("page"))
    rows = [_listed(row, regions) for row in page]
    given = {"form": form, "rows": rows, "page": page, "room": ROOM}
    return render(request, "reconciliation/reconciliations.html", given)


def _listed(row: Reconciliation, regions: dict[str, str]) -> dict[str, Any]:
    counts = queries.counts_of(row)
    return {
        "row": row,
        "state": words.state_said(row.state),
        "tone": words.TONE.get(row.state, ""),
        "region": regions.get(row.region, row.region),
        "gap": sum(one.effect for one in counts),
        "left": sum(one.count - one.settled for one in counts),
    }


@open_to(Role.DISTRICT_OFFICER)
def reconciliation(request: HttpRequest, pk: int) -> HttpResponse:
    """One reconciliation: the table of reasons, the rows of one, and what may be done."""
    row = get_object_or_404(_visible(request), pk=pk)
    given = {"row": row, "room": ROOM, "region": corpus.region_names(language.current()).get(row.region, row.region)}
    given |= _standing(row) | _told(request, row)
    return render(request, "reconciliation/reconciliation.html", given)


@open_to(Role.DISTRICT_OFFICER)
def reconciliation_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Only how far the comparison is, for the page that waits; 204 once it is there."""
    row = get_object_or_404(_visible(request), pk=pk)
    if row.state != "waiting":
        return HttpResponse(status=204)
    return render(request, "reconciliation/progress.html", {"row": row} | _standing(row))


def _standing(row: Reconciliation) -> dict[str, Any]:
    return {
        "state": words.state_said(row.state),
        "tone": words.TONE.get(row.state, ""),
        "comparing": queries.comparing(row),
        "problem": row.problem_zh if language.current() == "zh" else row.problem_en,
    }


def _told(request: HttpRequest, row: Reconciliation) -> dict[str, Any]:
    counts = {one.reason: one for one in queries.counts_of(row)}
    table = [
        (counts[reason], words.reason_said(reason), words.reason_meant(reason))
        for reason in words.reasons()
        if reason in counts
    ]
    asked = _asked(request.GET)
    page = Paginator(queries.rows_of(row, **asked), ROWS).get_page(request.GET.get("page"))
    total, settled = sum(one.count for one in counts.values()), sum(one.settled for one in counts.values())
    return {
        "table": table,
        "gap": sum(one.effect for one in counts.values()),
        "total": total,
        "settled": settled,
        "left": total - settled,
        "page": page,
        "lines": [words.said(one) for one in page],
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "reasons": [(reason, words.reason_said(reason)) for reason in words.reasons() if reason in counts],
        "may_settle": row.state == "compared" and asked["side"] != BOTH,
        "doable": set(RECONCILIATION.actions(state=row.state, role=OFFICER)),
        "history": [(entry, words.done_said(entry.action)) for entry in reversed(history_of(row.matter))],
    }


def _asked(given: Any) -> dict[str, str]:
    """The filters of an address; what is none of ours filters nothing."""
    allowed: dict[str, Iterable[str]] = {
        "side": ("ours", "theirs", "both"),
        "reason": words.reasons(),
        "settled": ("yes", "no"),
    }
    return {name: given.get(name, "") if given.get(name) in known else "" for name, known in allowed.items()}


@open_to(Role.DISTRICT_OFFICER)
@require_POST
def reconciliation_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle the rows ticked, or every row of the filter that is not settled yet."""
    row = get_object_or_404(_visible(request), pk=pk)
    asked = _asked(request.POST)
    if request.POST.get("which") == "all":
        chosen = list(queries.rows_of(row, **(asked | {"settled": "no"})).values_list("pk", flat=True))
    else:
        chosen = [int(one) for one in request.POST.getlist("row") if one.isdecimal() and len(one) < 18]
    try:
        reason, by = request.POST.get("note", ""), cast(User, request.user)
        done = actions.settle(reconciliation=row, rows=chosen, reason=reason, by=by, at=timezone.now())
    except CaseRefusal as refusal:
        messages.error(request, wording.said(refusal, lang=language.current()))
    else:
        said = ngettext("%(n)s difference settled.", "%(n)s differences settled.", done)
        messages.success(request, said % {"n": done})
    query = urlencode({name: value for name, value in asked.items() if value})
    return redirect(f"{reverse('reconciliation', kwargs={'pk': pk})}?{query}#rows")


@open_to(Role.DISTRICT_OFFICER)
@require_POST
def reconciliation_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare again, close, or set aside."""
    row, by, now = get_object_or_404(_visible(request), pk=pk), cast(User, request.user), timezone.now()
    step, given = request.POST.get("step", ""), request.POST
    try:
        if step == "close":
            actions.close(reconciliation=row, by=by, at=now)
        elif step == "set_aside":
            actions.set_aside(reconciliation=row, reason=given.get("reason", ""), by=by, at=now)
        else:
            column, sheet = given.get("column", row.column), given.get("sheet", row.sheet)
            actions.compare_again(reconciliation=row, column=column, sheet=sheet, by=by, at=now)
    except CaseRefusal as refusal:
        messages.error(request, wording.said(refusal, lang=language.current()))
    return redirect("reconciliation", pk=pk)


@open_to(Role.DISTRICT_OFFICER)
def reconciliation_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The reconciliation as a workbook, with what was settled."""
    row = get_object_or_404(_visible(request).filter(state__in=("compared", "closed")), pk=pk)
    response = HttpResponse(comparison.workbook_of(row, lang=language.current()), content_type=XLSX)
    name = f"reconciliation-{row.pk}-{row.on:%F}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
