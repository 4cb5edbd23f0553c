"""The figures of a return, counted from the point's records."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files

from django.db.models import Q
from django.utils import timezone

from district.directory.models import ServicePoint
from district.window.actions.rating import BAD
from district.window.clocks import local_day, promised_on
from district.window.desklog import queries as desklog
from district.window.desklog.models import Contact
from district.window.models import Rating, Request, Step
from district.window.returns.periods import Period

GOOD = 4
"""Ratings from this level on (满意, 非常满意) count as good."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the return by its code, which is also the name of its cell."""

    code: str
    zh: str
    en: str


@cache
def figures() -> tuple[Figure, ...]:
    """Answer the figures of `figures.csv` in their order."""
    table = files("district.window.returns").joinpath("figures.csv").read_text(encoding="utf-8")
    return tuple(Figure(**row) for row in csv.DictReader(table.splitlines()))


def count(*, point: ServicePoint, period: Period) -> dict[str, int]:
    """Answer every figure of a point's period. A request counts for the point it lies at when it is counted."""
    return {**_contacts(point, period), **_requests(point, period), **_ratings(point, period)}


def _within(field: str, period: Period) -> Q:
    first = timezone.make_aware(datetime.combine(period.first, time.min))
    after = timezone.make_aware(datetime.combine(period.last + timedelta(days=1), time.min))
    return Q(**{f"{field}__gte": first, f"{field}__lt": after})


def _contacts(point: ServicePoint, period: Period) -> dict[str, int]:
    found = desklog.count(Contact.objects.filter(point=point, on__range=(period.first, period.last)))
    return {
        "contacts": found.contacts,
        "contact_minutes": found.minutes,
        "contacts_late": found.late,
        "contacts_to_requests": found.requests,
    }


def _requests(point: ServicePoint, period: Period) -> dict[str, int]:
    here = Request.objects.filter(point=point)
    answered = here.filter(_within("resolved_at", period)).prefetch_related("pauses")
    accepted = Step.objects.filter(_within("at", period), request__point=point, action="accept")
    ended = {
        state: here.filter(_within("ended_at", period), state=state).count()
        for state in ("rejected", "transferred", "withdrawn")
    }
    return {
        "requests_received": here.filter(_within("submitted_at", period)).count(),
        "requests_accepted": accepted.values("request").distinct().count(),
        "requests_answered": len(answered),
        "answered_in_time": _in_time(answered),
        **{f"requests_{state}": number for state, number in ended.items()},
    }


def _in_time(answered: Iterable[Request]) -> int:
    kept = 0
    for request in answered:
        promised = promised_on(request)
        kept += bool(promised and request.resolved_at and local_day(request.resolved_at) <= promised)
    return kept


def _ratings(point: ServicePoint, period: Period) -> dict[str, int]:
    given = Rating.objects.filter(_within("at", period), request__point=point)
    called = [row for row in given if row.call_back_by and row.called_back_at]
    return {
        "ratings": len(given),
        "ratings_good": sum(row.level >= GOOD for row in given),
        "ratings_bad": sum(row.level <= BAD for row in given),
        "called_back_in_time": sum(local_day(row.called_back_at) <= row.call_back_by for row in called),  # type: ignore[arg-type, operator]
    }
