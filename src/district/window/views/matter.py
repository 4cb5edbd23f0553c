"""One request: how it stands, what was said, what can be done now."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from district.accounts import remarks
from district.accounts.beside import beside
from district.accounts.doors import signed_in
from district.accounts.models import User
from district.audit.actions import note_reading
from district.design import language
from district.files import queries as files
from district.limits.doors import limited
from district.window import actions, policies, queries, routing, rules
from district.window.checklists import queries as checklists
from district.window.forms import CallBackForm, MessageForm, RatingForm, RouteForm, StepForm
from district.window.models import Rating, Request
from district.window.replies import inserting
from district.window.replies.actions import count_use
from district.window.states import APPLICANT
from district.window.views.answers import asked_by, found, said
from district.window.words import ASKS, NOTHING, TONE, WAY_ON, path_of, state_said, step_said


@signed_in
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a request, for the side the person is on."""
    matter, by, on = found(request, pk), asked_by(request), timezone.localdate()
    if matter.state == "draft":
        return redirect("request_edit", pk=pk)
    desk, roles = rules.is_desk(matter, user=by, on=on), rules.roles_towards(matter, user=by, on=on)
    if APPLICANT not in roles:
        note_reading(subject=matter.matter, by=by, at=timezone.now())
    rating = Rating.objects.filter(request=matter).first()
    given: dict[str, Any] = {
        "room": "desk" if desk else "requests",
        "matter": matter,
        "desk": desk,
        "state": state_said(matter.state),
        "tone": TONE.get(matter.state, ""),
        "path": path_of(matter.state),
        "running": queries.running(matter, on=on),
        "item": getattr(matter.item, f"name_{language.current()}", ""),
        "point": getattr(matter.point, f"name_{language.current()}", ""),
        "steps": [
            (step, step_said(step.action), state_said(step.target))
            for step in matter.steps.select_related("by").order_by("-pk")
        ],
        "messages_said": queries.messages_for(matter, desk=desk),
        "message_form": MessageForm(desk=desk) if matter.ended_at is None or desk else None,
        "files": files.of_matter(matter.matter),
        "remarks": remarks.on_firm(by, matter.organisation, on) if desk and matter.organisation else (),
        "offers": _offers(matter, by=by, on=on),
        "rating": rating,
        "beside": beside(matter.matter, user=by, on=on)[matter.matter],
    }
    if APPLICANT in roles and rating is None and matter.state in ("resolved", "closed"):
        given["rating_form"] = RatingForm()
    if desk:
        given |= _at_the_desk(request, matter, by=by, on=on)
    if desk and matter.state == "submitted":
        given |= _proposal(matter)
    if desk and rating is not None and rating.call_back_by and rating.called_back_at is None:
        given["call_back_form"] = CallBackForm()
    return render(request, "window/request.html", given)


def _at_the_desk(request: HttpRequest, matter: Request, *, by: User, on: date) -> dict[str, Any]:
    """The checklist and the templates; a text the address asks to insert begins the message or the answer."""
    replies = inserting.inserted(matter, told=request.GET, user=by, on=on)
    offers = _offers(matter, by=by, on=on)
    for name, _label, form, _danger in offers:
        if name == "resolve":
            form.initial["note"] = replies.text_in("resolve")
    return {
        "checklist": checklists.of_request(matter),
        "checklist_obliges": settings.PATENTRY_CHECKLISTS_OBLIGE,
        "replies": replies,
        "offers": offers,
        "may_resolve": any(name == "resolve" for name, *_more in offers),
        "message_form": MessageForm(desk=True, begun=replies.text_in("message")),
    }


def _offers(matter: Request, *, by: User, on: date) -> list[tuple[str, str, forms.Form, bool]]:
    steps = policies.steps_open_to(matter, user=by, on=on)
    return [
        (
            step.name,
            step_said(step.name),
            StepForm(request=matter, action=step.name, on=on),
            ASKS.get(step.name, NOTHING).is_danger,
        )
        for step in sorted(steps, key=lambda step: step.name not in WAY_ON)
    ]


REASONS = {
    "preferred": gettext_lazy("the applicant prefers it"),
    "offers_item": gettext_lazy("it offers the item"),
    "has_window": gettext_lazy("it has a window"),
    "busy": gettext_lazy("it has many open requests"),
}


def _proposal(matter: Request) -> dict[str, Any]:
    name = f"name_{language.current()}"
    proposed = [
        (getattr(one.point, name), [REASONS[reason] for reason in one.reasons], one.open_requests)
        for one in routing.points_for(matter, item=matter.item)[:3]
    ]
    first = {"item": matter.item_id, "point": matter.point_id}
    return {"proposed": proposed, "route_form": RouteForm(initial=first)}


@signed_in
@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Make one step of the table."""
    matter, by, on = found(request, pk), asked_by(request), timezone.localdate()
    if action not in STEPS:
        raise Http404
    form = StepForm(request.POST, request=matter, action=action, on=on)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return redirect("request_page", pk=pk)
    told = {STEPS[action].get(name, name): value for name, value in form.cleaned_data.items()}
    with said(request, _("Done: %(step)s.") % {"step": step_said(action)}):
        getattr(actions, action)(request=matter, by=by, at=timezone.now(), **told)
        count_use(key=request.POST.get("template", ""), request=matter, by=by, at=timezone.now())
    # Somebody who referred it away no longer sees it.
    visible = queries.visible_to(by, on=on).filter(pk=pk).exists()
    return redirect("request_page", pk=pk) if visible else redirect("request_desk")


STEPS: dict[str, dict[str, str]] = {
    "accept": {},
    "ask_for_supplement": {"note": "missing"},
    "supplement": {"note": "what"},
    "reject": {"note": "right_door"},
    "merge": {"other": "into"},
    "assign": {},
    "reassign": {},
    "refer": {"point": "to"},
    "take_over": {},
    "transfer": {"note": "right_door"},
    "suspend": {"note": "reason"},
    "resume": {},
    "resolve": {"note": "answer"},
    "confirm": {},
    "reopen": {"note": "reason"},
    "withdraw": {"note": "reason"},
}
"""The steps a page may ask for, and what its fields are called in the action."""


@signed_in
@limited("window.say", most=120, seconds=3_600)
@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a message."""
    matter = found(request, pk)
    form = MessageForm(request.POST, request.FILES, desk=True)
    told = form.cleaned_data if form.is_valid() else {"text": "", "internal": False, "attachment": None}
    with said(request, _("Your message is sent.")):
        actions.say(request=matter, by=asked_by(request), at=timezone.now(), **told)
        count_use(key=request.POST.get("template", ""), request=matter, by=asked_by(request), at=timezone.now())
    return redirect("request_page", pk=pk)


@signed_in
@require_POST
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Rate the service."""
    matter, form = found(request, pk), RatingForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        with said(request, _("Thank you. Your rating is recorded.")):
            actions.rate(
                request=matter, level=told["level"], line=told["line"], by=asked_by(request), at=timezone.now()
            )
    else:
        messages.error(request, _("Choose one of the five levels."))
    return redirect("request_page", pk=pk)


@signed_in
@require_POST
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a call back."""
    matter, form = found(request, pk), CallBackForm(request.POST)
    outcome = form.cleaned_data["outcome"] if form.is_valid() else ""
    with said(request, _("The call back is recorded.")):
        actions.call_back(request=matter, outcome=outcome, by=asked_by(request), at=timezone.now())
    return redirect("request_page", pk=pk)


@signed_in
@require_POST
def route(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or change item and point."""
    matter, form, by = found(request, pk), RouteForm(request.POST), asked_by(request)
    if form.is_valid():
        with said(request, _("Item and point are confirmed.")):
            told = form.cleaned_data
            actions.route(request=matter, item=told["item"], point=told["point"], by=by, at=timezone.now())
    else:
        messages.error(request, _("Choose the service point."))
    visible = queries.visible_to(by, on=timezone.localdate()).filter(pk=pk).exists()
    return redirect("request_page", pk=pk) if visible else redirect("request_desk")
