"""Reads of the directory: the network as a page shows it, one point, the catalogue, the alliance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import QuerySet

from district.casework import office_calendar
from district.directory import hours
from district.directory.kinds import GROUPS, SIGNS, FacilityKind, PointKind
from district.directory.models import AllianceMember, Facility, MapSheet, ServiceItem, ServicePoint

Lang = Literal["zh", "en"]
WANTED: dict[str, tuple[FacilityKind, ...]] = {
    "window": (FacilityKind.WINDOW,),
    "mediation": (FacilityKind.ROOM,),
}
CHOICES = ("all", "window", "mediation", "overseas", "open")


@dataclass(frozen=True, slots=True)
class Place:
    """A point as a list shows it."""

    code: str
    kind: str
    sign: str
    colour: str
    name: str
    address: str
    hours: str
    note: str
    is_open: bool
    opens_next: datetime | None
    """The local time at which it opens next; None where that is not known."""
    x: float
    y: float
    verified_on: date
    is_stale: bool
    """Whether it is due to be verified again."""


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places under one heading."""

    name: object
    places: tuple[Place, ...]


def network(*, wanted: str, at: datetime, lang: Lang) -> tuple[PlaceGroup, ...]:
    """Answer the points of the network by group, those that fit `wanted` (one of `CHOICES`), at a local time."""
    places = [_place(point, at=at, lang=lang) for point in _chosen(wanted)]
    if wanted == "open":
        places = [place for place in places if place.is_open]
    groups = (
        PlaceGroup(group.name, tuple(place for kind in group.kinds for place in places if place.kind == kind))
        for group in GROUPS
    )
    return tuple(group for group in groups if group.places)


def _chosen(wanted: str) -> QuerySet[ServicePoint]:
    points = ServicePoint.objects.prefetch_related("hours", "exceptions")
    if wanted in WANTED:
        return points.filter(facilities__kind__in=WANTED[wanted]).distinct()
    if wanted == "overseas":
        return points.filter(kind=PointKind.OVERSEAS_LIAISON_STATION)
    return points.all()


def has_network() -> bool:
    """Answer whether the office has entered any service point."""
    return ServicePoint.objects.exists()


def point_named(code: str) -> ServicePoint | None:
    """Answer the point of this code, with its facilities and services."""
    return ServicePoint.objects.prefetch_related("hours", "exceptions", "facilities", "items").filter(code=code).first()


def hours_on(point: ServicePoint, day: date) -> str:
    """Answer the hours of a point on a day, "" where it is closed: exceptions, holidays and make-up days counted."""
    spans = [hours.Span(row.weekday, row.opens, row.closes) for row in point.hours.all()]
    others = [hours.OtherHours(row.day, row.opens, row.closes) for row in point.exceptions.all()]
    found = hours.hours_on(day, spans=spans, exceptions=others, calendar=office_calendar())
    return ", ".join(f"{opens:%-H:%M}–{closes:%-H:%M}" for opens, closes in found)


def place_of(point: ServicePoint, *, at: datetime, lang: Lang) -> Place:
    """Answer one point as pages show it."""
    return _place(point, at=at, lang=lang)


def _place(point: ServicePoint, *, at: datetime, lang: Lang) -> Place:
    spans = [hours.Span(row.weekday, row.opens, row.closes) for row in point.hours.all()]
    others = [hours.OtherHours(row.day, row.opens, row.closes) for row in point.exceptions.all()]
    return Place(
        code=point.code,
        kind=point.kind,
        sign=SIGNS.get(PointKind(point.kind)) or str(point.number),
        colour=next(group.colour for group in GROUPS if point.kind in group.kinds),
        name=_said(point, "name", lang),
        address=_said(point, "address", lang),
        hours=_said(point, "note", lang) or hours.in_words(spans, by_appointment=point.by_appointment, lang=lang),
        note=_said(point, "note", lang),
        is_open=hours.is_open(at, spans=spans, exceptions=others, calendar=office_calendar()),
        opens_next=hours.opens_next(at, spans=spans, exceptions=others, calendar=office_calendar()),
        x=point.x,
        y=point.y,
        verified_on=point.verified_on,
        is_stale=point.verify_again_on <= at.date(),
    )


def _said(row: object, field: str, lang: Lang) -> str:
    return str(getattr(row, f"{field}_{lang}"))


def points() -> Iterable[ServicePoint]:
    """Answer every service point with its facilities."""
    return ServicePoint.objects.prefetch_related("facilities").all()


def map_sheet() -> MapSheet | None:
    """Answer the map the network is drawn on, where the office has one."""
    return MapSheet.objects.order_by("code").first()


def catalogue() -> Iterable[ServiceItem]:
    """Answer the service catalogue in its order, with the points that offer each item."""
    return ServiceItem.objects.prefetch_related("points").all()


def items_of_room(room: str) -> Iterable[ServiceItem]:
    """Answer the items of the catalogue that a room of the site takes up."""
    return ServiceItem.objects.filter(room=room).prefetch_related("points")


def facilities() -> dict[str, list[Facility]]:
    """Answer the stations, rooms, courts, windows and halls of the network by kind, each with its point."""
    found: dict[str, list[Facility]] = {}
    for row in Facility.objects.select_related("point").prefetch_related("point__hours", "point__exceptions"):
        found.setdefault(row.kind, []).append(row)
    return {kind: sorted(rows, key=lambda row: _in_order(row.point)) for kind, rows in found.items()}


def _in_order(point: ServicePoint) -> tuple[int, int, str]:
    """The order of the groups, then of the numbers."""
    kinds = [kind for group in GROUPS for kind in group.kinds]
    return kinds.index(point.kind), point.number or 0, point.code


def alliance() -> Iterable[AllianceMember]:
    """Answer the members of the service alliance."""
    return AllianceMember.objects.all()


def due_for_verification(*, at: datetime) -> tuple[tuple[str, str, date], ...]:
    """Answer what has to be verified again: (kind of row, code, since when), the longest due first."""
    rows = [
        (model.__name__, row.code, row.verify_again_on)
        for model in (ServicePoint, ServiceItem, AllianceMember)
        for row in model.objects.filter(verify_again_on__lte=at.date())
    ]
    return tuple(sorted(rows, key=lambda row: (row[2], row[1])))
