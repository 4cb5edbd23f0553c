"""One list of all matters; from a contact to a booking, from a session's advice to a request."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts import matters
from district.accounts.answers import refused, said
from district.accounts.doors import open_to, signed_in
from district.accounts.models import Organisation, User
from district.accounts.roles import POINT_ROLES
from district.casework import CaseRefusal
from district.casework.credit_codes import parse_credit_code
from district.consultation import queries as consultation
from district.consultation.actions import bookings
from district.consultation.models import ActionItem, Booking
from district.design import language
from district.journeys import actions, queries
from district.journeys.forms import ContactBookingForm
from district.window.desklog import queries as desklog
from district.window.desklog.models import Contact

VIEWS = ("waiting", "open", "ended")
PAGE = 30


def _by(request: HttpRequest) -> User:
    return cast(User, request.user)


@signed_in
def my_matters(request: HttpRequest) -> HttpResponse:
    """What waits for me, what of mine is open, and what has ended, in every room."""
    by, at = _by(request), timezone.now()
    view = request.GET.get("view", "waiting")
    view = view if view in VIEWS else "waiting"
    waiting, going_on = matters.waiting_for(by, at=at), matters.of(by, ended=False, at=at)
    listed = {"waiting": lambda: waiting, "open": lambda: going_on, "ended": lambda: matters.of(by, ended=True, at=at)}
    page = Paginator(listed[view](), PAGE).get_page(request.GET.get("page"))
    tabs = (
        ("waiting", _("Waiting for me"), len(waiting)),
        ("open", _("Still open"), len(going_on)),
        ("ended", _("Ended"), None),
    )
    given = {"room": "workspace", "page": page, "view": view, "tabs": tabs, "today": timezone.localdate()}
    return render(request, "journeys/matters.html", given)


@open_to(*POINT_ROLES)
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a time of the consultation day for whoever called or came by."""
    by, at = _by(request), timezone.now()
    contact = get_object_or_404(desklog.visible_to(by, on=timezone.localdate()), pk=pk)
    slots, status, known = queries.free_slots(by, at=at), 200, _known(contact)
    fitting = [slot.pk for slot in slots if known["topic"] in slot.topics]
    is_part = bool(fitting) and request.method == "GET" and "all" not in request.GET
    form = ContactBookingForm(
        request.POST or None, slots=slots.filter(pk__in=fitting) if is_part else slots, initial=known
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _book(contact, form.cleaned_data, by, at)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
        else:
            messages.success(request, _("The contact became a booking."))
            return redirect("my_booking", uid=made.uid)
    given = {"room": "desk", "contact": contact, "form": form, "is_open": slots.exists(), "is_part": is_part}
    return render(request, "journeys/book.html", given, status=status)


def _known(contact: Contact) -> dict[str, Any]:
    asked = "\n\n".join(filter(None, [contact.asked, contact.answer]))
    note = f"{contact.get_channel_display()} {contact.on}"
    return {
        "topic": queries.topic_of(contact),
        "called": contact.caller,
        "phone": contact.mobile,
        "question": asked,
        "note": note,
    }


def _book(contact: Contact, told: dict[str, Any], by: User, at: datetime) -> Booking:
    firm = Organisation.objects.filter(credit_code=parse_credit_code(told["credit_code"]) or "-").first()
    if told["credit_code"].strip() and firm is None:
        raise CaseRefusal("consultation.credit_code_wrong")
    wish = bookings.Wish(topic=told["topic"], question=told["question"], organisation=firm, language=language.current())
    behalf = bookings.Behalf(note=told["note"], called=told["called"], phone=told["phone"])
    return actions.book_contact(contact=contact, slot=told["slot"], wish=wish, behalf=behalf, by=by, at=at)


@signed_in
@require_POST
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Make something to be done after a session a request, with one click."""
    by = _by(request)
    seen = consultation.visible_to(by, on=timezone.localdate())
    item = ActionItem.objects.select_related("record__booking").filter(pk=pk, record__booking__in=seen).first()
    if item is None:
        raise Http404
    with said(request):
        made = actions.follow_up(item=item, by=by, at=timezone.now())
        messages.success(request, _("It became request %(number)s.") % {"number": made.number})
        return redirect("request_page", pk=made.pk)
    return redirect("my_booking", uid=item.record.booking.uid)
