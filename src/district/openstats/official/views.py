"""Pages of official values: the officer's table, and the reference series with their checks."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.doors import everyone, open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal, wording
from district.design import language
from district.openstats import provider
from district.openstats.figure_page import spoken
from district.openstats.official import actions, queries, words
from district.openstats.official import reference as series
from district.openstats.official.forms import ReferenceForm, ValueForm
from district.openstats.official.models import OfficialValue
from district.openstats.provider import Opened
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
    rows = [
        (row, names[0].get(row.figure), names[1].get(row.region) or words.region_said(row.region), *_by_language(row))
        for row in queries.entered()
    ]
    told = [words.conflict(one, figures=names[0], regions=names[1]) for one in queries.conflicts(stats)]
    given = {
        "form": form,
        "rows": rows,
        "conflicts": told,
        "reference": None if settings.PATENTRY_DEMONSTRATION else _reference_form(None, stats),
        "count": len(reference_values()),
        "room": "data",
    }
    return render(request, "official/values.html", given)


def _by_language(row: OfficialValue) -> tuple[str, str]:
    """Where a value is from and its note, in the page's language."""
    lang = language.current()
    source = provider.by_language(queries.source_of(row), lang=lang)
    return source, provider.by_language(row.note, lang=lang)


@open_to(Role.DISTRICT_OFFICER)
@require_POST
def official_reference(request: HttpRequest) -> HttpResponse:
    """Take the reference series in among the official values."""
    form = _reference_form(request.POST, provider.opened())
    if not form.is_valid():
        messages.error(request, _("Choose regions of this site."))
        return redirect("official_values")
    try:
        done = series.load(called=form.called(), by=cast(User, request.user), at=timezone.now())
    except CaseRefusal as refusal:
        messages.error(request, wording.said(refusal, lang=language.current()))
    else:
        text = _("Entered: %(entered)s values. There already: %(there)s.")
        messages.success(request, text % {"entered": done.entered, "there": done.there})
    return redirect("official_values")


def _reference_form(given: QueryDict | None, stats: Opened) -> ReferenceForm:
    own = [(row.region, spoken(row, "name", language.current())) for row in stats.regions]
    return ReferenceForm(given, named=[(one, words.region_said(one)) for one in series.regions()], regions=own)


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
