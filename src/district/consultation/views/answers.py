"""What the pages share: the time, refusals said on the page, the matter of an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from district.accounts.answers import refused, said
from district.accounts.models import User
from district.accounts.queries import places_of
from district.accounts.roles import Role
from district.audit.actions import note_reading
from district.consultation import queries
from district.consultation.models import Booking, ConsultationDay
from district.consultation.rules import is_for

__all__ = ["attempt", "booking_of", "day_of", "now", "page", "person", "refused", "said", "today"]


def now() -> datetime:
    """Answer the time of the request."""
    return timezone.localtime()


def today() -> date:
    """Answer its day."""
    return timezone.localdate()


def person(request: HttpRequest) -> User:
    """Answer who is signed in; the door has seen to it that somebody is."""
    assert isinstance(request.user, User)
    return request.user


def page(request: HttpRequest, template: str, given: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Answer a page of the room."""
    return render(request, f"consultation/{template}.html", given | {"room": "consultation"}, status=status)


def booking_of(request: HttpRequest, uid: UUID) -> Booking:
    """Answer a booking the person may see, or 404: whether there is another is nobody else's business."""
    found = queries.visible_to(request.user, on=today()).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def read_booking(request: HttpRequest, uid: UUID) -> Booking:
    """Answer a booking whose words the page will show; that others than whoever it is for read it goes into the log."""
    booking = booking_of(request, uid)
    note_reading_of(booking, request)
    return booking


def note_reading_of(booking: Booking, request: HttpRequest) -> None:
    """Write into the log that somebody reads a booking that is not theirs."""
    if not is_for(booking, person(request), on=today()):
        note_reading(subject=booking.subject, by=person(request), at=now())


def day_of(request: HttpRequest, key: int, *, roles: tuple[Role, ...]) -> ConsultationDay:
    """Answer a day at a point where the person holds one of the roles, or 404."""
    at = places_of(person(request), on=today(), roles=roles)
    found = ConsultationDay.objects.select_related("series__point").filter(pk=key, series__point__code__in=at).first()
    if found is None:
        raise Http404
    return found


def attempt(request: HttpRequest, act: Callable[[], object], *, done: str, to: str, **kwargs: object) -> HttpResponse:
    """Do an act and go to a page, which says that it is done or why it is not."""
    with said(request, done):
        act()
    return HttpResponseRedirect(reverse(to, kwargs=kwargs))
