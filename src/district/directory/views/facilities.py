"""The calendar of a facility: who has it, when, what for; taking it and giving it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.answers import refused, said
from district.casework import CaseRefusal
from district.design import language, writing
from district.directory import kept, occupancy, queries
from district.directory.actions import facilities
from district.directory.forms import UseForm
from district.directory.kinds import FacilityKind
from district.directory.models import Facility
from district.directory.views.answers import asked_by, for_staff, page

WEEK = timedelta(days=7)


@for_staff
def listed(request: HttpRequest) -> HttpResponse:
    """The facilities somebody may take, by point."""
    rows = kept.facilities_of(asked_by(request), on=timezone.localdate()).order_by("point__kind", "point__code", "kind")
    lang = language.current()
    given = {
        "rows": [
            (row, getattr(row, f"name_{lang}"), FacilityKind(row.kind).label, getattr(row.point, f"name_{lang}"))
            for row in rows
        ]
    }
    return page(request, "facilities", given)


@for_staff
def calendar(request: HttpRequest, key: int) -> HttpResponse:
    """A week of a facility, and the form to take it."""
    by, today = asked_by(request), timezone.localdate()
    row = get_object_or_404(kept.facilities_of(by, on=today), pk=key)
    monday = _monday(request.GET.get("week", ""), today)
    form, status = UseForm(request.POST or None, initial={"day": max(today, monday)}), 200
    if request.method == "POST" and form.is_valid():
        try:
            use = facilities.take(facility=row, wish=form.wish(), by=by, at=timezone.now())
            messages.success(request, _("The facility is yours for this time."))
            week = timezone.localtime(use.starts_at).date()
            return redirect(f"{reverse('facility_calendar', args=[key])}?week={week}")
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    lang = language.current()
    given = {
        "row": row,
        "name": getattr(row, f"name_{lang}"),
        "kind": FacilityKind(row.kind).label,
        "place": queries.place_of(row.point, at=timezone.localtime(), lang=lang),
        "days": _days(row, monday, today, lang),
        "monday": monday,
        "sunday": monday + WEEK - timedelta(days=1),
        "before": monday - WEEK,
        "after": monday + WEEK,
        "form": form,
        "at": timezone.now(),
    }
    return page(request, "facility_calendar", given, status=status)


def _monday(told: str, today: date) -> date:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        day = today
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar: how it is called, the hours of its point, what takes the facility."""

    name: str
    is_today: bool
    hours: str
    taken: list[occupancy.Taken]


def _days(row: Facility, monday: date, today: date, lang: language.Lang) -> list[CalendarDay]:
    start = timezone.make_aware(datetime.combine(monday, time.min))
    taken = occupancy.between(row, start=start, end=start + WEEK)
    found = []
    for ahead in range(WEEK.days):
        day = monday + timedelta(days=ahead)
        here = [one for one in taken if timezone.localtime(one.starts_at).date() == day]
        found.append(CalendarDay(writing.weekday(day, lang), day == today, queries.hours_on(row.point, day), here))
    return found


@for_staff
@require_POST
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Give a facility's time back."""
    by = asked_by(request)
    use = get_object_or_404(kept.uses_of(by, on=timezone.localdate()), pk=key)
    with said(request, _("The time is free again.")):
        facilities.cancel(use=use, by=by, at=timezone.now())
    week = timezone.localtime(use.starts_at).date()
    return redirect(f"{reverse('facility_calendar', args=[use.facility_id])}?week={week}")
