"""Reads of the desk's lists."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.directory.models import ServicePoint
from district.window import queries as window
from district.window.desklist.filters import Filter, narrowed
from district.window.desklist.models import SavedFilter
from district.window.models import Request

NEVER_SHOWN = ("need", "answer", "on_behalf_note")
"""Long texts a list does not show and so does not fetch."""


def listed(user: User, chosen: Filter, *, on: date, within: QuerySet[Request] | None = None) -> QuerySet[Request]:
    """Answer the requests of a filter that somebody may work with, the newest first."""
    return narrowed(window.desk(user, view=chosen.view, on=on, within=within), chosen, on=on)


def with_names(rows: QuerySet[Request]) -> QuerySet[Request]:
    """Answer the rows with all that a list shows of them, in one query."""
    return rows.select_related("item", "point", "handler", "organisation").defer(*NEVER_SHOWN)


def filters_of(user: User, *, on: date) -> QuerySet[SavedFilter]:
    """Answer one's own saved filters and those shared with the points one works at."""
    places = accounts.places_of(user, on=on)
    return SavedFilter.objects.filter(Q(owner=user) | Q(shared_with__code__in=places)).select_related("owner")


def points_of(user: User, *, on: date) -> QuerySet[ServicePoint]:
    """Answer the points somebody works at."""
    return ServicePoint.objects.filter(code__in=accounts.places_of(user, on=on))


def points_within(user: User, *, on: date) -> QuerySet[ServicePoint]:
    """Answer the points whose requests somebody's lists hold: one's own, and for a district officer every one."""
    return ServicePoint.objects.all() if sees_every_point(user, on=on) else points_of(user, on=on)


def sees_every_point(user: User, *, on: date) -> bool:
    """Answer whether somebody's lists hold the requests of the whole network, those without a point among them."""
    return Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on)


def colleagues_of(user: User, *, on: date) -> QuerySet[User]:
    """Answer who works at one's points, oneself among them."""
    found = User.objects.none()
    for place in sorted(accounts.places_of(user, on=on)):
        found = found | accounts.staff_of(place, on=on)
    return found.distinct()
