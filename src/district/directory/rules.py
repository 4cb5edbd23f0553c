"""Who may change what in the directory."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from district.accounts.models import User
from district.accounts.queries import places_of, roles_of
from district.accounts.roles import Role
from district.directory.models import ServicePoint

Person = User | AnonymousUser | AbstractBaseUser


def may_keep_all(person: Person, *, on: date) -> bool:
    """Answer whether somebody keeps the whole directory: points, catalogue, alliance, map."""
    return isinstance(person, User) and Role.DISTRICT_OFFICER in roles_of(person, on=on)


def may_keep(person: Person, point: ServicePoint, *, on: date) -> bool:
    """Answer whether somebody keeps a point: the district's officers, and the head its own."""
    if not isinstance(person, User):
        return False
    return may_keep_all(person, on=on) or point.code in places_of(person, on=on, roles=(Role.POINT_HEAD,))


def may_take(person: Person, point: ServicePoint, *, on: date) -> bool:
    """Answer whether somebody takes a point's facilities: who keeps it, and who works there."""
    if not isinstance(person, User):
        return False
    return may_keep(person, point, on=on) or point.code in places_of(person, on=on)
