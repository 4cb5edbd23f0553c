"""Reads of the desk log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet, Sum

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.directory.models import ServiceItem, ServicePoint
from district.window.desklog.models import Contact


@dataclass(frozen=True, slots=True)
class DayCount:
    """What a point answered in a span of days: contacts, minutes, how many were entered late or became requests."""

    contacts: int
    minutes: int
    late: int
    requests: int


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Contact]:
    """Answer the contacts somebody may see: those of their points, and for a district officer all."""
    if not isinstance(user, User):
        return Contact.objects.none()
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        return Contact.objects.all()
    return Contact.objects.filter(point__code__in=accounts.places_of(user, on=on))


def of_day(user: User, *, day: date, on: date) -> QuerySet[Contact]:
    """Answer the contacts of one day that somebody may see, the latest first."""
    return visible_to(user, on=on).filter(on=day).select_related("point", "by", "request")


def points_of(user: User, *, on: date) -> QuerySet[ServicePoint]:
    """Answer the points somebody may log contacts at."""
    return ServicePoint.objects.filter(code__in=accounts.places_of(user, on=on)).order_by("pk")


def topics() -> tuple[tuple[str, str], ...]:
    """Answer the groups of the catalogue in both languages, in its order."""
    return tuple(dict.fromkeys(ServiceItem.objects.order_by("code").values_list("group_zh", "group_en")))


def count(contacts: QuerySet[Contact]) -> DayCount:
    """Answer the counts of some contacts."""
    found = contacts.aggregate(
        n=Count("pk"), m=Sum("minutes"), late=Count("pk", filter=Q(is_late=True)), made=Count("request")
    )
    return DayCount(found["n"], found["m"] or 0, found["late"], found["made"])
