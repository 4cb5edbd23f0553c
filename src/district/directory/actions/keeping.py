"""Keeping the entries of the directory: points, hours, duty, catalogue, alliance, map; and vouching for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from district.accounts.models import User
from district.accounts.queries import staff_of
from district.audit.actions import record
from district.casework import CaseRefusal
from district.directory import rules
from district.directory.hours import Span
from district.directory.models import (
    AllianceMember,
    Duty,
    HoursException,
    MapSheet,
    OpeningHours,
    ServiceItem,
    ServicePoint,
)

Entry = ServicePoint | ServiceItem | AllianceMember
NAMES: dict[type[Entry], str] = {ServicePoint: "point", ServiceItem: "item", AllianceMember: "member"}
RESERVED = frozenset({"services", "alliance"})
LONGEST = timedelta(days=731)


def subject_of(entry: Entry) -> str:
    """Answer the entry's subject in the audit log: "point:center"."""
    return f"{NAMES[type(entry)]}:{entry.code}"


@transaction.atomic
def put(*, entry: Entry, told: Mapping[str, Any], by: User, at: datetime) -> Entry:
    """Change an entry or add a new one; lists of points or items are set. Answers the entry as it is stored."""
    _demand_keeper(entry, by, at)
    if entry.pk is None:
        _demand_free_code(entry)
    row = type(entry).objects.select_for_update().get(pk=entry.pk) if entry.pk else entry
    plain = {name: value for name, value in told.items() if name not in ("points", "items")}
    changed = sorted(name for name, value in plain.items() if entry.pk is None or getattr(row, name) != value)
    if changed and entry.pk and not row.history.exists():
        # Entered before changes were kept: what it said until now is the first of them.
        row.save()
    for name, value in plain.items():
        setattr(row, name, value)
    if changed:
        row._history_user = by  # type: ignore[union-attr]
        row.save()
    for name in ("points", "items"):
        if name in told and set(getattr(row, name).all()) != set(told[name]):
            getattr(row, name).set(told[name])
            changed.append(name)
    if changed:
        record(action="directory.put", subject=subject_of(row), by=by, at=at, detail={"fields": changed})
    return row


@transaction.atomic
def set_hours(*, point: ServicePoint, spans: Sequence[Span], by: User, at: datetime) -> None:
    """Make the weekly hours of a point these."""
    _demand_keeper(point, by, at)
    ordered = sorted(spans, key=lambda one: (one.weekday, one.opens))
    for one in ordered:
        if one.opens >= one.closes:
            raise CaseRefusal("directory.hours_wrong", weekday=one.weekday)
    for before, after in pairwise(ordered):
        if before.weekday == after.weekday and before.closes > after.opens:
            raise CaseRefusal("directory.hours_wrong", weekday=after.weekday)
    point.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(point=point, weekday=one.weekday, opens=one.opens, closes=one.closes) for one in ordered
    )
    _note("directory.hours", point, by, at, spans=[f"{one.weekday} {one.opens}-{one.closes}" for one in ordered])


@transaction.atomic
def add_exception(
    *, point: ServicePoint, day: date, hours: tuple[time, time] | None, reason: tuple[str, str], by: User, at: datetime
) -> HoursException:
    """Give a day other hours, or none: closed. `reason` is said in Chinese and English."""
    _demand_keeper(point, by, at)
    if hours is not None and hours[0] >= hours[1]:
        raise CaseRefusal("directory.hours_wrong", weekday=day.weekday())
    opens, closes = hours or (None, None)
    try:
        with transaction.atomic():
            row = HoursException.objects.create(
                point=point, day=day, opens=opens, closes=closes, reason_zh=reason[0], reason_en=reason[1]
            )
    except IntegrityError as error:
        raise CaseRefusal("directory.exception_there") from error
    _note("directory.exception", point, by, at, day=day.isoformat())
    return row


@transaction.atomic
def drop_exception(*, exception: HoursException, by: User, at: datetime) -> None:
    """Let a day keep its weekly hours again."""
    _demand_keeper(exception.point, by, at)
    _note("directory.drop_exception", exception.point, by, at, day=exception.day.isoformat())
    exception.delete()


@transaction.atomic
def add_duty(*, point: ServicePoint, person: User, span: Span, by: User, at: datetime) -> Duty:
    """Put somebody of the point's staff on duty on a day of the week."""
    _demand_keeper(point, by, at)
    if not staff_of(point.code, on=timezone.localtime(at).date()).filter(pk=person.pk).exists():
        raise CaseRefusal("directory.not_staff")
    if span.opens >= span.closes:
        raise CaseRefusal("directory.hours_wrong", weekday=span.weekday)
    same_day = Duty.objects.filter(person=person, weekday=span.weekday, opens__lt=span.closes, closes__gt=span.opens)
    if same_day.exists():
        raise CaseRefusal("directory.duty_there")
    row = Duty.objects.create(point=point, person=person, weekday=span.weekday, opens=span.opens, closes=span.closes)
    _note("directory.duty", point, by, at, duty=row.pk)
    return row


@transaction.atomic
def drop_duty(*, duty: Duty, by: User, at: datetime) -> None:
    """Take somebody off the duty table."""
    _demand_keeper(duty.point, by, at)
    _note("directory.drop_duty", duty.point, by, at, duty=duty.pk)
    duty.delete()


@transaction.atomic
def put_map(*, approval_number: str, geojson: Mapping[str, Any], by: User, at: datetime) -> MapSheet:
    """Change the map and its approval number (审图号)."""
    if not rules.may_keep_all(by, on=timezone.localtime(at).date()):
        raise CaseRefusal("directory.not_yours")
    if not _has_area(geojson):
        raise CaseRefusal("directory.map_wrong")
    sheet = MapSheet.objects.order_by("code").first() or MapSheet(code="map")
    sheet.approval_number, sheet.geojson = approval_number.strip(), dict(geojson)
    sheet.save()
    record(action="directory.map", subject=f"map:{sheet.code}", by=by, at=at, detail={"number": sheet.approval_number})
    return sheet


@transaction.atomic
def verify(*, entry: Entry, again_on: date, by: User, at: datetime) -> Entry:
    """Vouch for an entry as it stands today; it is due again on a day that lies ahead."""
    _demand_keeper(entry, by, at)
    today = timezone.localtime(at).date()
    if not today < again_on <= today + LONGEST:
        raise CaseRefusal("directory.verify_later")
    row = type(entry).objects.select_for_update().get(pk=entry.pk)
    row.verified_on, row.verify_again_on = today, again_on
    row._history_user = by  # type: ignore[union-attr]
    row.save()
    record(action="directory.verify", subject=subject_of(row), by=by, at=at, detail={"again_on": again_on.isoformat()})
    return row


def _has_area(geojson: Mapping[str, Any]) -> bool:
    try:
        rings = [
            feature["geometry"]["coordinates"][0]
            for feature in geojson["features"]
            if feature["geometry"]["type"] == "Polygon"
        ]
        return bool(rings) and all(float(x) == x and float(y) == y for ring in rings for x, y in ring)
    except (KeyError, IndexError, TypeError, ValueError):
        return False


def _demand_free_code(entry: Entry) -> None:
    if type(entry).objects.filter(code=entry.code).exists():
        raise CaseRefusal("directory.code_taken", taken=entry.code)
    if isinstance(entry, ServicePoint) and entry.code in RESERVED:
        raise CaseRefusal("directory.code_reserved", taken=entry.code)


def _demand_keeper(entry: Entry, by: User, at: datetime) -> None:
    on = timezone.localtime(at).date()
    is_theirs = isinstance(entry, ServicePoint) and entry.pk is not None and rules.may_keep(by, entry, on=on)
    if not (is_theirs or rules.may_keep_all(by, on=on)):
        raise CaseRefusal("directory.not_yours")


def _note(action: str, point: ServicePoint, by: User, at: datetime, **detail: object) -> None:
    record(action=action, subject=subject_of(point), by=by, at=at, detail=detail)
