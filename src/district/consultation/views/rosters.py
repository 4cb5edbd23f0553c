"""The head's pages: days to plan, the roster of a day."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.answers import say_errors
from district.accounts.doors import open_to
from district.accounts.queries import places_of
from district.accounts.roles import Role
from district.casework import CaseRefusal
from district.consultation import queries
from district.consultation.actions import days, recurring
from district.consultation.forms import CancelDayForm, MoveDayForm, SlotForm, WeekdayForm
from district.consultation.models import ConsultationDay, Series, Slot
from district.consultation.views.answers import attempt, day_of, now, page, person, refused, said, today
from district.directory.models import Facility

HEAD = (Role.POINT_HEAD,)
for_head = open_to(*HEAD)


def _series(request: HttpRequest) -> list[Series]:
    codes = places_of(person(request), on=today(), roles=HEAD)
    return list(Series.objects.select_related("point").filter(point__code__in=codes))


@for_head
def rosters(request: HttpRequest) -> HttpResponse:
    """The days of the head's series."""
    rows = queries.days_at(person(request), on=today()).prefetch_related("slots").order_by("-day")
    mine = _series(request)
    forms = [WeekdayForm(auto_id=f"id_{one.code}_%s", initial={"weekday": one.weekday}) for one in mine]
    return page(request, "rosters", {"series": list(zip(mine, forms, strict=True)), "days": rows})


@for_head
@require_POST
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Plan the coming weeks."""
    series = _one_series(request, code)
    return attempt(
        request,
        lambda: days.plan_days(series=series, first=today(), weeks=series.weeks_ahead, by=person(request), at=now()),
        done=_("The coming weeks are planned."),
        to="consultation_rosters",
    )


def _one_series(request: HttpRequest, code: str) -> Series:
    series = next((one for one in _series(request) if one.code == code), None)
    if series is None:
        raise Http404
    return series


@for_head
@require_POST
def change_weekday(request: HttpRequest, code: str) -> HttpResponse:
    """Hold a series on another weekday from a day on."""
    series, form = _one_series(request, code), WeekdayForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("consultation_rosters")
    with said(request):
        changed = recurring.change_weekday(series=series, **form.cleaned_data, by=person(request), at=now())
        messages.success(request, _("%(n)s days are planned anew as drafts.") % {"n": changed.planned})
        for day in changed.kept:
            text = _("Somebody has booked on %(day)s: it stays. Move or cancel it by itself.")
            messages.warning(request, text % {"day": f"{day.day:%Y-%m-%d}"})
    return redirect("consultation_rosters")


@for_head
@require_POST
def change_day(request: HttpRequest, key: int) -> HttpResponse:
    """Move a day, or cancel it; whoever has booked is told."""
    day, by = day_of(request, key, roles=HEAD), person(request)
    form = CancelDayForm(request.POST) if "cancel" in request.POST else MoveDayForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("consultation_roster", key=key)
    with said(request):
        if "cancel" in request.POST:
            told = recurring.cancel_day(day=day, reason=form.cleaned_data["reason"], by=by, at=now())
            text = _("The day is cancelled; %(n)s bookings with it, and their people told.")
        else:
            told = recurring.move_day(day=day, to=form.cleaned_data["to"], by=by, at=now())
            text = _("The day is moved; %(n)s bookings with it, and their people told.")
        messages.success(request, text % {"n": told})
    return redirect("consultation_roster", key=key)


@for_head
def roster(request: HttpRequest, key: int) -> HttpResponse:
    """Edit the roster of a day: its slots, published or not."""
    day, status = day_of(request, key, roles=HEAD), 200
    facilities = Facility.objects.filter(point=day.series.point)
    form = SlotForm(request.POST or None, facilities=facilities)
    if request.method == "POST" and form.is_valid():
        try:
            days.put_slot(day=day, plan=_plan(form, day), by=person(request), at=now())
            return redirect("consultation_roster", key=key)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    given = {"day": day, "slots": queries.board(day), "form": form, "move": MoveDayForm(), "cancel": CancelDayForm()}
    return page(request, "roster", given, status=status)


def _plan(form: SlotForm, day: ConsultationDay) -> days.SlotPlan:
    told = form.cleaned_data
    return days.SlotPlan(
        starts_at=timezone.make_aware(datetime.combine(day.day, told["starts"])),
        ends_at=timezone.make_aware(datetime.combine(day.day, told["ends"])),
        experts=tuple(told["experts"]),
        topics=tuple(told["topics"]),
        capacity=told["capacity"],
        facility=told["facility"],
        link=told["link"],
    )


@for_head
@require_POST
def step(request: HttpRequest, key: int) -> HttpResponse:
    """Publish or close a roster, or take a slot out."""
    day, by = day_of(request, key, roles=HEAD), person(request)
    slot = (
        Slot.objects.filter(day=day, pk=request.POST["slot"]).first()
        if request.POST.get("slot", "").isdecimal()
        else None
    )
    acts = {
        "publish": lambda: days.publish(day=day, by=by, at=now()),
        "close": lambda: days.close(day=day, by=by, at=now()),
    }
    act = (lambda: days.remove_slot(slot=slot, by=by, at=now())) if slot else acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return attempt(request, act, done=_("Done."), to="consultation_roster", key=key)
