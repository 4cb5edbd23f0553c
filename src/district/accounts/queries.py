"""Reads of accounts: what somebody is on a day, where, and for whom they may act."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from district.accounts.models import Appointment, ForADuration, Membership, Organisation, Role, Standing, User

Person = User | AnonymousUser


def roles_of(user: Person, *, on: date) -> frozenset[Role]:
    """Answer the roles somebody holds on a day, by appointment or as a member; nobody signed in holds none."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    appointed = Appointment.objects.filter(ForADuration.holds(on), user=user).values_list("role", flat=True)
    member = Membership.objects.filter(ForADuration.holds(on), user=user).values_list("role", flat=True)
    return frozenset(Role(role) for role in [*appointed, *member])


def places_of(
    user: Person, *, on: date, roles: tuple[Role, ...] = (Role.POINT_STAFF, Role.POINT_HEAD)
) -> frozenset[str]:
    """Answer the codes of the service points at which somebody holds one of `roles` on a day."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    rows = Appointment.objects.filter(ForADuration.holds(on), user=user, role__in=roles).exclude(place="")
    return frozenset(rows.values_list("place", flat=True))


def organisations_of(user: Person, *, on: date) -> QuerySet[Organisation]:
    """Answer the organisations somebody may act for on a day: their own, and those whose proxy their own is.

    Only a verified agency may use a proxy; an organisation somebody merely claimed is theirs to see, not to lend.
    """
    if not isinstance(user, User) or not user.is_active:
        return Organisation.objects.none()
    own = Membership.objects.filter(ForADuration.holds(on), user=user).values("organisation")
    lent = Organisation.objects.filter(
        ForADuration.holds(on, through="proxies_given__"),
        proxies_given__agency__in=own,
        proxies_given__agency__standing=Standing.VERIFIED,
    ).values("pk")
    return Organisation.objects.exclude(standing=Standing.REFUSED).filter(Q(pk__in=own) | Q(pk__in=lent))


def staff_of(place: str, *, on: date) -> QuerySet[User]:
    """Answer who works at a service point on a day, its head among them."""
    at_place = Appointment.objects.filter(
        ForADuration.holds(on), place=place, role__in=(Role.POINT_STAFF, Role.POINT_HEAD)
    )
    return User.objects.filter(pk__in=at_place.values("user"), is_active=True).order_by("name", "pk")
