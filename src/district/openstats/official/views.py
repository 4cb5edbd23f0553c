"""Pages of official values: the officer's table, and the reference series with their checks."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from district.accounts.doors import everyone, open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal, wording
from district.design import language
from district.openstats import provider
from district.openstats.figure_page import spoken
from district.openstats.official import actions, queries, words
from district.openstats.official.forms import ValueForm
from patentry.statistics.official import checks_of, conflicts_of, reference_values


@open_to(Role.DISTRICT_OFFICER)
def official_values(request: HttpRequest) -> HttpResponse:
    """What officers entered, contradictions among all sources, and the form for a new value."""
    stats, lang = provider.opened(), language.current()
    figures = [(row.id, spoken(row, "name", lang)) for row in stats.figures]
    regions = [(row.region, spoken(row, "name", lang)) for row in stats.regions]
    form = ValueForm(request.POST or None, figures=figures, regions=regions)
    if request.method == "POST" and form.is_valid():
        try:
            by = cast(User, request.user)
            actions.enter(told=actions.Told(**form.cleaned_data), by=by, at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=lang))
        else:
            return redirect("official_values")
    names = dict(figures), dict(regions)
    rows = [(row, names[0].get(row.figure), names[1].get(row.region, row.region)) for row in queries.entered()]
    told = [words.conflict(one, figures=names[0], regions=names[1]) for one in queries.conflicts(stats)]
    return render(request, "official/values.html", {"form": form, "rows": rows, "conflicts": told, "room": "data"})


@open_to(Role.DISTRICT_OFFICER)
@require_POST
def official_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a value with a reason."""
    row = get_object_or_404(queries.entered(), pk=pk)
    try:
        why, by = request.POST.get("why", ""), cast(User, request.user)
        actions.withdraw(value=row, why=why, by=by, at=timezone.now())
    except CaseRefusal as refusal:
        messages.error(request, wording.said(refusal, lang=language.current()))
    return redirect("official_values")


@open_to(everyone)
def reference(request: HttpRequest) -> HttpResponse:
    """The published series that ship with the software, what was recomputed from them, and contradictions."""
    values = reference_values()
    given: dict[str, Any] = {
        "checks": [words.check(one) for one in checks_of()],
        "values": [words.value(one) for one in values],
        "conflicts": [words.conflict(one) for one in conflicts_of([row.figure for row in values])],
        "room": "statistics",
    }
    return render(request, "official/reference.html", given)
