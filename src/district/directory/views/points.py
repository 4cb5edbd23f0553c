"""Keeping a point: its facts, hours, days with other hours, duty, facilities."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.answers import refused, said, say_errors
from district.accounts.queries import staff_of
from district.casework import CaseRefusal
from district.design import language
from district.directory import network_map, queries
from district.directory.actions import facilities, keeping
from district.directory.forms import DutyForm, ExceptionForm, FacilityForm, HoursForm, PointForm
from district.directory.hours import Span, weekday_said
from district.directory.models import ServicePoint
from district.directory.views.answers import asked_by, for_keepers, page, point_kept
from district.directory.views.entries import about


@for_keepers
def point(request: HttpRequest, code: str) -> HttpResponse:
    """Edit a point; its other parts stand below with forms of their own."""
    kept, status = point_kept(request, code), 200
    form = PointForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.put(entry=kept, told=form.cleaned_data, by=asked_by(request), at=timezone.now())
            messages.success(request, _("The entry is stored."))
            return redirect("keep_point", code=code)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    return page(request, "keep_point", {"form": form, **about("point", kept, form), **_parts(kept)}, status=status)


def _parts(kept: ServicePoint) -> dict[str, Any]:
    lang, today = language.current(), timezone.localdate()
    spans = [Span(row.weekday, row.opens, row.closes) for row in kept.hours.all()]
    stored = ServicePoint.objects.get(pk=kept.pk)
    place = queries.place_of(stored, at=timezone.localtime(), lang=lang)
    return {
        "hours": HoursForm(spans=spans),
        "hours_said": place.hours,
        "exceptions": kept.exceptions.filter(day__gte=today).order_by("day"),
        "exception_form": ExceptionForm(auto_id="exception_%s"),
        "duties": [(row, weekday_said(row.weekday, lang)) for row in kept.duties.select_related("person")],
        "duty_form": DutyForm(staff=staff_of(kept.code, on=today), auto_id="duty_%s"),
        "facilities": [
            (row, FacilityForm(instance=row, auto_id=f"facility_{row.pk}_%s")) for row in kept.facilities.all()
        ],
        "facility_form": FacilityForm(auto_id="facility_%s"),
        **network_map.shown([queries.PlaceGroup("", (place,))], lang),
    }


@for_keepers
@require_POST
def hours(request: HttpRequest, code: str) -> HttpResponse:
    """Store the weekly hours."""
    kept, form = point_kept(request, code), HoursForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form, code)
    with said(request, _("The hours are stored.")):
        keeping.set_hours(point=kept, spans=form.spans(), by=asked_by(request), at=timezone.now())
    return redirect("keep_point", code=code)


@for_keepers
@require_POST
def add_exception(request: HttpRequest, code: str) -> HttpResponse:
    """Give a day other hours, or close it."""
    kept, form = point_kept(request, code), ExceptionForm(request.POST)
    if not form.is_valid():
        return _wrong(request, form, code)
    told = form.cleaned_data
    with said(request, _("The day is stored.")):
        keeping.add_exception(
            point=kept,
            day=told["day"],
            hours=form.hours(),
            reason=(told["reason_zh"], told["reason_en"]),
            by=asked_by(request),
            at=timezone.now(),
        )
    return redirect("keep_point", code=code)


@for_keepers
@require_POST
def add_duty(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody on duty."""
    kept = point_kept(request, code)
    form = DutyForm(request.POST, staff=staff_of(kept.code, on=timezone.localdate()))
    if not form.is_valid():
        return _wrong(request, form, code)
    with said(request, _("The duty is stored.")):
        keeping.add_duty(
            point=kept, person=form.cleaned_data["person"], span=form.span(), by=asked_by(request), at=timezone.now()
        )
    return redirect("keep_point", code=code)


@for_keepers
@require_POST
def put_facility(request: HttpRequest, code: str) -> HttpResponse:
    """Add a facility, or change the one named."""
    kept, key = point_kept(request, code), request.POST.get("facility", "")
    row = get_object_or_404(kept.facilities, pk=int(key)) if key.isdecimal() else None
    if row is not None and "drop" in request.POST:
        with said(request, _("The facility is removed.")):
            facilities.drop_facility(facility=row, by=asked_by(request), at=timezone.now())
        return redirect("keep_point", code=code)
    form = FacilityForm(request.POST, instance=row)
    if not form.is_valid():
        return _wrong(request, form, code)
    with said(request, _("The facility is stored.")):
        facilities.put_facility(
            point=kept, told=form.cleaned_data, facility=row, by=asked_by(request), at=timezone.now()
        )
    return redirect("keep_point", code=code)


@for_keepers
@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Take a day with other hours, or a duty, out again."""
    kept, by, now = point_kept(request, code), asked_by(request), timezone.now()
    day, duty = request.POST.get("exception", ""), request.POST.get("duty", "")
    if day.isdecimal():
        with said(request, _("Removed.")):
            keeping.drop_exception(exception=get_object_or_404(kept.exceptions, pk=int(day)), by=by, at=now)
    elif duty.isdecimal():
        with said(request, _("Removed.")):
            keeping.drop_duty(duty=get_object_or_404(kept.duties, pk=int(duty)), by=by, at=now)
    else:
        raise Http404
    return redirect("keep_point", code=code)


def _wrong(request: HttpRequest, form: Any, code: str) -> HttpResponse:
    say_errors(request, form)
    return redirect("keep_point", code=code)
