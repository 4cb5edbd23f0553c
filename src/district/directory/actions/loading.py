"""The whole directory from a document."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from district.audit.actions import record
from district.directory.actions.facilities import remove_facility
from district.directory.document import Document, Row
from district.directory.models import AllianceMember, Facility, MapSheet, OpeningHours, ServiceItem, ServicePoint

PLAIN_POINT = (
    *("kind", "number", "name_zh", "name_en", "address_zh", "address_en", "x", "y", "by_appointment"),
    *("note_zh", "note_en", "verified_on", "verify_again_on"),
)
NOT_ITEM = ("code", "points")


@transaction.atomic
def load(*, document: Document, by: AbstractBaseUser | None, at: datetime) -> None:
    """Make the directory what the document says: rows by code, those it does not name stay as they are.

    Every point, item and member written leaves an audit entry; a fault anywhere leaves everything as it was.
    """
    points = {row["code"]: _put_point(row) for row in document.points}
    for row in document.points:
        if row.get("parent"):
            points[row["code"]].parent = points[row["parent"]]
            points[row["code"]].save()
    for row in document.items:
        _put_item(row)
    for row in document.members:
        _put(AllianceMember, row)
    if document.map is not None:
        MapSheet.objects.update_or_create(
            code=document.map["code"],
            defaults={
                "approval_number": document.map.get("approval_number", ""),
                "geojson": document.map["geojson"],
            },
        )
    for table, rows in (("point", document.points), ("item", document.items), ("member", document.members)):
        for row in rows:
            record(action="directory.load", subject=f"{table}:{row['code']}", by=by, at=at)


def _put_point(row: Row) -> ServicePoint:
    plain = {name: row[name] for name in PLAIN_POINT if name in row}
    point, _ = ServicePoint.objects.update_or_create(code=row["code"], defaults=plain)
    point.hours.all().delete()
    for hours in row.get("hours", ()):
        for day in hours["days"]:
            OpeningHours.objects.create(point=point, weekday=day, opens=hours["opens"], closes=hours["closes"])
    kept = [_put_facility(point, facility).pk for facility in row.get("facilities", ())]
    for gone in point.facilities.exclude(pk__in=kept):
        remove_facility(gone)
    return point


def _put_facility(point: ServicePoint, row: Row) -> Facility:
    """One that keeps its kind and name stays the row it is: slots and bookings hold on to it."""
    facility, _ = Facility.objects.update_or_create(
        point=point,
        kind=row["kind"],
        name_zh=row["name_zh"],
        defaults={name: row[name] for name in ("name_en", "seats")},
    )
    return facility


def _put_item(row: Row) -> None:
    plain = {name: value for name, value in row.items() if name not in NOT_ITEM}
    item, _ = ServiceItem.objects.update_or_create(code=row["code"], defaults=plain)
    item.points.set(ServicePoint.objects.filter(code__in=row.get("points", ())))


def _put(model: type[AllianceMember], row: Row) -> None:
    model.objects.update_or_create(
        code=row["code"], defaults={name: value for name, value in row.items() if name != "code"}
    )
