"""What the window's own records say a point did: contacts, requests, ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from district.directory.doings import Doing
from district.directory.models import ServicePoint
from district.window.actions.rating import BAD
from district.window.clocks import local_day, promised_on
from district.window.desklog.models import Contact
from district.window.models import Rating, Request, Step

GOOD = 4
"""Ratings from this level on (满意, 非常满意) count as good."""
ENDED = ("rejected", "transferred", "withdrawn")


def doings(*, point: ServicePoint, first: date, last: date) -> Iterator[Doing]:
    """Give the contacts, requests and ratings of a point. A request counts for the point it lies at when counted."""
    yield from _contacts(point, first, last)
    yield from _entered_after(point, first, last)
    yield from _requests(point, first, last)
    yield from _ratings(point, first, last)


def _within(field: str, first: date, last: date) -> Q:
    start = timezone.make_aware(datetime.combine(first, time.min))
    after = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return Q(**{f"{field}__gte": start, f"{field}__lt": after})


def _day_of_log(contact: Contact) -> str:
    return f"{reverse('desk_log')}?day={contact.on}"


def _contacts(point: ServicePoint, first: date, last: date) -> Iterator[Doing]:
    for contact in Contact.objects.filter(point=point, on__range=(first, last)):
        counts = {
            "contacts": 1,
            "contact_minutes": contact.minutes,
            "contacts_late": int(contact.is_late),
            "contacts_to_requests": int(contact.request_id is not None),
        }
        yield Doing(day=contact.on, called=contact.asked, address=_day_of_log(contact), counts=counts)


def _entered_after(point: ServicePoint, first: date, last: date) -> Iterator[Doing]:
    """Give what was entered now for a day whose return had been handed in: counted here, for it is counted nowhere."""
    rows = Contact.objects.filter(_within("entered_at", first, last), point=point, is_after_return=True)
    for contact in rows.exclude(on__range=(first, last)):
        counts = {"contacts_of_earlier_returns": 1}
        yield Doing(day=contact.on, called=contact.asked, address=_day_of_log(contact), counts=counts)


def _requests(point: ServicePoint, first: date, last: date) -> Iterator[Doing]:
    accepted = set(
        Step.objects.filter(_within("at", first, last), request__point=point, action="accept").values_list(
            "request", flat=True
        )
    )
    fields = ("submitted_at", "resolved_at", "ended_at")
    touched = Q(pk__in=accepted)
    for field in fields:
        touched |= _within(field, first, last)
    for request in Request.objects.filter(touched, point=point).prefetch_related("pauses"):
        happened = {field: _lies(getattr(request, field), first, last) for field in fields}
        counts: Counter[str] = Counter()
        counts["requests_received"] = int(happened["submitted_at"])
        counts["requests_accepted"] = int(request.pk in accepted)
        counts["requests_answered"] = int(happened["resolved_at"])
        counts["answered_in_time"] = int(happened["resolved_at"] and _is_in_time(request))
        if request.state in ENDED and happened["ended_at"]:
            counts[f"requests_{request.state}"] = 1
        day = local_day(request.submitted_at or request.created_at)
        address = reverse("request_page", args=[request.pk])
        yield Doing(day=day, called=f"{request.number} {request.title}", address=address, counts=counts)


def _lies(at: datetime | None, first: date, last: date) -> bool:
    return at is not None and first <= local_day(at) <= last


def _is_in_time(request: Request) -> bool:
    promised = promised_on(request)
    return bool(promised and request.resolved_at and local_day(request.resolved_at) <= promised)


def _ratings(point: ServicePoint, first: date, last: date) -> Iterator[Doing]:
    given = Rating.objects.filter(_within("at", first, last), request__point=point).select_related("request")
    for row in given:
        called_back = bool(
            row.call_back_by and row.called_back_at and local_day(row.called_back_at) <= row.call_back_by
        )
        counts = {
            "ratings": 1,
            "ratings_good": int(row.level >= GOOD),
            "ratings_bad": int(row.level <= BAD),
            "called_back_in_time": int(called_back),
        }
        address = reverse("request_page", args=[row.request_id])
        yield Doing(day=local_day(row.at), called=f"{row.request.number} · {row.level}", address=address, counts=counts)
