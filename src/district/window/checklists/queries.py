"""Reads of the checklists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.directory.models import ServiceItem
from district.window.checklists.models import Before, Check, Tick
from district.window.models import Request


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to be checked of one request, and its tick where somebody set it."""

    check: Check
    tick: Tick | None


@dataclass(frozen=True, slots=True)
class Part:
    """The lines before one step, and how many obligatory ones are open."""

    before: Before
    lines: tuple[Line, ...]

    @property
    def open(self) -> int:
        """How many obligatory lines are not ticked."""
        return sum(line.check.is_obligatory and line.tick is None for line in self.lines)


def of_request(request: Request) -> tuple[Part, ...]:
    """Answer a request's checklist: what its item asks for now, and what was ticked before that was retired."""
    ticks = {tick.point_id: tick for tick in Tick.objects.filter(request=request).select_related("by")}
    asked = Q(pk__in=ticks) | Q(item=request.item_id, retired_at__isnull=True)
    checks = list(Check.objects.filter(asked).order_by("place", "pk"))
    parts = (
        Part(before, tuple(Line(one, ticks.get(one.pk)) for one in checks if one.before == before)) for before in Before
    )
    return tuple(part for part in parts if part.lines)


def open_before(request: Request, before: str) -> QuerySet[Check]:
    """Answer the obligatory things of a request's item that nobody has ticked yet, before one step."""
    asked = Check.objects.filter(item=request.item_id, before=before, is_obligatory=True, retired_at__isnull=True)
    return asked.exclude(ticks__request=request).order_by("place", "pk")


def items_edited_by(user: User, *, on: date) -> QuerySet[ServiceItem]:
    """Answer the items whose checklist somebody may change: a head those of their points, a district officer all."""
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        return ServiceItem.objects.all()
    places = accounts.places_of(user, on=on, roles=(Role.POINT_HEAD,))
    return ServiceItem.objects.filter(points__code__in=places).distinct()
