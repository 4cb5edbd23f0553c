"""Pages of the desk log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.beside import beside
from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal, wording
from district.design import language
from district.window.desklog import actions, queries
from district.window.desklog.forms import CallerForm, ContactForm
from district.window.desklog.models import Contact

DESK = (Role.POINT_STAFF, Role.POINT_HEAD)


def _day(request: HttpRequest, today: date) -> date:
    try:
        return min(date.fromisoformat(request.GET.get("day", "")), today)
    except ValueError:
        return today


@open_to(*DESK)
def desk_log(request: HttpRequest) -> HttpResponse:
    """Write a contact down, and see the day's contacts below."""
    by, now, today = cast(User, request.user), timezone.now(), timezone.localdate()
    form = ContactForm(request.POST or None, user=by, today=today)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        try:
            contact = actions.log(told=form.told(), point=form.cleaned_data["point"], day=day, by=by, at=now)
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            if "become" in request.POST:
                return _become(request, contact)
            messages.success(request, _("The contact is logged."))
            return redirect(reverse("desk_log") + (f"?day={day}" if day < today else ""))
    shown = _day(request, today)
    contacts = queries.of_day(by, day=shown, on=today)
    more = beside(*(contact.matter for contact in contacts), user=by, on=today)
    given = {
        "form": form,
        "contacts": [(contact, more[contact.matter]) for contact in contacts],
        "count": queries.count(contacts),
        "day": shown,
        "before": shown - timedelta(days=1),
        "after": shown + timedelta(days=1) if shown < today else None,
        "topics": dict(queries.topics()),
    }
    return render(request, "desklog/desk_log.html", given)


@open_to(*DESK)
@require_POST
def make_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a contact a request, with one click; a screen asks for what the log does not know."""
    by = cast(User, request.user)
    return _become(request, get_object_or_404(queries.visible_to(by, on=timezone.localdate()), pk=pk))


def _become(request: HttpRequest, contact: Contact) -> HttpResponse:
    by, now = cast(User, request.user), timezone.now()
    known = {"caller": contact.caller, "mobile": contact.mobile}
    told = known
    if not all(known.values()) and contact.request_id is None:
        form = CallerForm(request.POST) if "complete" in request.POST else CallerForm(initial=known)
        if not form.is_valid():
            return render(request, "desklog/caller.html", {"room": "desk", "contact": contact, "form": form})
        told = form.cleaned_data
    try:
        made = actions.make_request(contact=contact, by=by, at=now, caller=told["caller"], mobile=told["mobile"])
    except CaseRefusal as refusal:
        messages.error(request, wording.said(refusal, lang=language.current()))
    else:
        messages.success(request, _("The contact became request %(number)s.") % {"number": made.number})
    return redirect(reverse("desk_log") + f"?day={contact.on}#contact-{contact.pk}")
