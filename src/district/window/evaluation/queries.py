"""Reads of the evaluation."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.window.evaluation import counting
from district.window.evaluation.models import Evaluation


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Evaluation]:
    """Answer the evaluations somebody may see: those of their points, for a district officer all."""
    if not isinstance(user, User):
        return Evaluation.objects.none()
    rows = Evaluation.objects.select_related("point")
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        return rows
    return rows.filter(point__code__in=accounts.places_of(user, on=on))


def may_read(user: AbstractBaseUser | AnonymousUser, key: str, on: date) -> bool:
    """Answer whether somebody may read the files of the evaluation with this key."""
    if not isinstance(user, User) or not key.isdecimal():
        return False
    return visible_to(user, on=on).filter(pk=int(key)).exists()


def counts_of(row: Evaluation) -> dict[str, int]:
    """Answer the counts as the self-report fixed them, or, before that, as they are now."""
    return dict(row.counts) or counting.count(point=row.point, year=row.year)
