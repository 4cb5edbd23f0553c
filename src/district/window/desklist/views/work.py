"""What is done with a list: saving its filter, giving its requests to somebody."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to
from district.casework import CaseRefusal
from district.window.desklist import actions, queries
from district.window.desklist.filters import filter_of_query
from district.window.desklist.forms import GiveForm, ShareForm
from district.window.desklist.models import SavedFilter
from district.window.desklist.views.lists import DESK
from district.window.models import Request
from district.window.views.answers import asked_by, said, sentence


def _back(query: str) -> HttpResponse:
    return redirect(f"{reverse('request_desk')}?{filter_of_query(query).query}")


@open_to(*DESK)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save the filter of the list under a name."""
    query = request.POST.get("query", "")
    with said(request, _("The filter is saved.")):
        actions.save_filter(
            name=request.POST.get("name", ""), chosen=filter_of_query(query), by=asked_by(request), at=timezone.now()
        )
    return _back(query)


@open_to(*DESK)
def filters(request: HttpRequest) -> HttpResponse:
    """My saved filters and those my points share: open, rename, share, delete."""
    by, on = asked_by(request), timezone.localdate()
    saved = list(queries.filters_of(by, on=on))
    mine, shared = [one for one in saved if one.owner_id == by.pk], [one for one in saved if one.owner_id != by.pk]
    given = {"room": "desk", "mine": mine, "shared": shared, "points": queries.points_of(by, on=on)}
    return render(request, "desklist/filters.html", given)


@open_to(*DESK)
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, share or delete a saved filter."""
    by, on, at = asked_by(request), timezone.localdate(), timezone.now()
    saved: SavedFilter = get_object_or_404(queries.filters_of(by, on=on), pk=pk)
    if "delete" in request.POST:
        with said(request, _("The filter is deleted.")):
            actions.delete_filter(saved=saved, by=by, at=at)
        return redirect("desk_filters")
    form = ShareForm(request.POST, user=by, on=on)
    point = form.cleaned_data["point"] if form.is_valid() else None
    with said(request, _("The filter is changed.")):
        actions.rename_filter(saved=saved, name=request.POST.get("name", ""), by=by, at=at)
        actions.share_filter(saved=saved, point=point, by=by, at=at)
    return redirect("desk_filters")


@open_to(*DESK)
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give the ticked requests, or all of the list up to a bound, to somebody of the point."""
    by, on = asked_by(request), timezone.localdate()
    query = request.POST.get("query", "")
    form = GiveForm(request.POST, user=by, on=on)
    if not form.is_valid():
        messages.error(request, _("Choose somebody who works at your point."))
        return _back(query)
    rows = queries.listed(by, filter_of_query(query), on=on)
    if "everything" not in request.POST:
        ticked = [int(pk) for pk in request.POST.getlist("pk") if pk.isdecimal()]
        rows = rows.filter(pk__in=ticked[: actions.MOST_AT_ONCE + 1])
    found: list[Request] = list(rows[: actions.MOST_AT_ONCE + 1])
    try:
        if not found:
            raise CaseRefusal("desklist.nothing_ticked")
        result = actions.give_many(requests=found, to=form.cleaned_data["to"], by=by, at=timezone.now())
    except CaseRefusal as refusal:
        messages.error(request, sentence(refusal))
        return _back(query)
    _tell(request, result, called=form.cleaned_data["to"].called)
    return _back(query)


def _tell(request: HttpRequest, result: actions.Given, *, called: str) -> None:
    if moved := len(result.moved):
        told = ngettext("%(n)s request is given to %(name)s.", "%(n)s requests are given to %(name)s.", moved)
        messages.success(request, told % {"n": moved, "name": called})
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for one, refusal in result.refused:
        reasons[sentence(refusal)].append(str(one.number))
    for reason, numbers in reasons.items():
        messages.error(request, f"{_(', ').join(numbers)}: {reason}")
