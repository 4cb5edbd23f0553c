"""The desk: the day board, check-in, booking on behalf, decisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to
from district.accounts.models import Organisation
from district.accounts.roles import POINT_ROLES
from district.casework import CaseRefusal
from district.casework.credit_codes import parse_credit_code
from district.consultation import queries
from district.consultation.actions import bookings, sessions
from district.consultation.forms import BehalfForm
from district.consultation.models import Slot
from district.consultation.views.answers import (
    attempt,
    booking_of,
    day_of,
    note_reading_of,
    now,
    page,
    person,
    refused,
    today,
)

at_desk = open_to(*POINT_ROLES)


@at_desk
def board(request: HttpRequest, key: int = 0) -> HttpResponse:
    """The day at the desk: who comes when, who has arrived."""
    days = list(queries.days_at(person(request), on=today()))
    day = day_of(request, key, roles=POINT_ROLES) if key else queries.day_to_show(days, on=today())
    return page(request, "board", {"day": day, "days": days, "slots": queries.board(day) if day else ()})


@at_desk
def behalf(request: HttpRequest, key: int) -> HttpResponse:
    """Book for somebody who called or came by."""
    day, status = day_of(request, key, roles=POINT_ROLES), 200
    slots = Slot.objects.filter(day=day, starts_at__gt=now()).prefetch_related("experts")
    form = BehalfForm(request.POST or None, slots=slots)
    if request.method == "POST" and form.is_valid():
        try:
            made = _book(form.cleaned_data, request)
            return redirect("my_booking", uid=made.uid)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    return page(request, "behalf", {"day": day, "form": form}, status=status)


def _book(told: dict[str, Any], request: HttpRequest) -> Any:
    firm = Organisation.objects.filter(credit_code=parse_credit_code(told["credit_code"]) or "-").first()
    if told["credit_code"].strip() and firm is None:
        raise CaseRefusal("consultation.credit_code_wrong")
    whom = bookings.Behalf(note=told["note"], called=told["called"], phone=told["phone"])
    wish = bookings.Wish(topic=told["topic"], question=told["question"], organisation=firm)
    return bookings.book(slot=told["slot"], wish=wish, by=person(request), at=now(), behalf=whom)


@at_desk
def check_in(request: HttpRequest) -> HttpResponse:
    """Check somebody in by the code they show."""
    code = (request.POST.get("code") or request.GET.get("code", "")).strip().upper()[:8]
    found = queries.visible_to(request.user, on=today()).filter(code=code).first() if code else None
    if request.method == "POST" and found:
        return attempt(
            request,
            lambda: sessions.check_in(booking=found, by=person(request), at=now()),
            done=_("Checked in."),
            to="consultation_day",
            key=found.slot.day_id,
        )
    if found:
        note_reading_of(found, request)
    return page(request, "check_in", {"code": code, "booking": found})


@at_desk
@require_POST
def decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Confirm, decline, check in, mark as absent, or close."""
    booking, by, why = booking_of(request, uid), person(request), request.POST.get("reason", "")
    acts = {
        "confirm": lambda: bookings.confirm(booking=booking, by=by, at=now(), judged=why),
        "decline": lambda: bookings.decline(booking=booking, by=by, at=now(), reason=why),
        "check_in": lambda: sessions.check_in(booking=booking, by=by, at=now()),
        "mark_no_show": lambda: sessions.mark_no_show(booking=booking, by=by, at=now()),
        "close": lambda: sessions.close(booking=booking, by=by, at=now()),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    if "board" in request.POST:
        return attempt(request, act, done=_("Done."), to="consultation_day", key=booking.slot.day_id)
    return attempt(request, act, done=_("Done."), to="my_booking", uid=uid)
