"""The counts a self-report begins with: what the rooms' records say of the year, and the returns handed in."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from district.directory import doings
from district.directory.doings import Doing, Figure
from district.directory.models import ServicePoint
from district.window.clocks import local_day
from district.window.returns import due
from district.window.returns.models import PointReturn

RETURNS = (
    Figure("returns_handed_in", "上报台账（期）", "Returns handed in"),
    Figure("returns_in_time", "其中按期上报（期）", "Of these by their day"),
)


def figures() -> dict[str, Figure]:
    """Answer every figure an indicator may name, by its code."""
    return {figure.code: figure for figure in (*doings.figures(), *RETURNS)}


def count(*, point: ServicePoint, year: int) -> dict[str, int]:
    """Answer the counts of a point's year."""
    found = doings.count(point=point, first=date(year, 1, 1), last=date(year, 12, 31))
    returns = _returns(point, year)
    return found | {figure.code: sum(one.counts[figure.code] for one in returns) for figure in RETURNS}


def behind(code: str, *, point: ServicePoint, year: int) -> tuple[Doing, ...]:
    """Answer the records that count to a figure of a point's year."""
    if code in {figure.code for figure in RETURNS}:
        return tuple(one for one in _returns(point, year) if one.counts[code])
    return doings.behind(code, point=point, first=date(year, 1, 1), last=date(year, 12, 31))


def _returns(point: ServicePoint, year: int) -> list[Doing]:
    rows = PointReturn.objects.filter(point=point, first__year=year, state__in=("submitted", "locked"))
    found = []
    for row in rows.order_by("first", "kind"):
        days = due.days_of(row.period)
        in_time = bool(days and row.handed_in_at and local_day(row.handed_in_at) <= days.last)
        counts = {"returns_handed_in": 1, "returns_in_time": int(in_time)}
        address = reverse("return", args=[row.pk])
        found.append(Doing(day=row.last, called=row.period.code, address=address, counts=counts))
    return found
