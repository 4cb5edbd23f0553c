"""Facilities of a point, and taking them for a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from district.accounts.models import User
from district.audit.actions import record
from district.casework import CaseRefusal
from district.directory import occupancy, rules
from district.directory.models import Facility, FacilityUse, ServicePoint, UsedQuarter

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """When a facility is wanted, what for and by whom."""

    starts_at: datetime
    ends_at: datetime
    purpose: str
    user: str = ""


@transaction.atomic
def put_facility(
    *, point: ServicePoint, told: dict[str, object], by: User, at: datetime, facility: Facility | None = None
) -> Facility:
    """Add a facility to a point, or change one."""
    _demand_keeper(point, by, at)
    row = facility or Facility(point=point)
    for name, value in told.items():
        setattr(row, name, value)
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    record(action="directory.facility", subject=f"point:{point.code}", by=by, at=at, detail={"facility": row.pk})
    return row


@transaction.atomic
def drop_facility(*, facility: Facility, by: User, at: datetime) -> None:
    """Take a facility out of the directory; one that was ever used is refused."""
    _demand_keeper(facility.point, by, at)
    record(
        action="directory.drop_facility",
        subject=f"point:{facility.point.code}",
        by=by,
        at=at,
        detail={"facility": facility.pk},
    )
    remove_facility(facility)


def remove_facility(facility: Facility) -> None:
    """Remove a facility nothing holds on to; raises `CaseRefusal` otherwise."""
    try:
        facility.delete()
    except ProtectedError as error:
        raise CaseRefusal("directory.facility_in_use", facility=facility.name_zh) from error


@transaction.atomic
def take(*, facility: Facility, wish: Wish, by: User, at: datetime) -> FacilityUse:
    """Take a facility for a time. A database constraint keeps two from having the same quarter of an hour."""
    point = facility.point
    if not rules.may_take(by, point, on=timezone.localtime(at).date()):
        raise CaseRefusal("directory.not_yours")
    quarters = _quarters(wish)
    if wish.starts_at <= at:
        raise CaseRefusal("directory.use_past")
    # Rooms that keep their own times look here too: whoever comes second waits for the row.
    held = Facility.objects.select_for_update().get(pk=facility.pk)
    _demand_free(occupancy.between(held, start=wish.starts_at, end=wish.ends_at))
    use = FacilityUse.objects.create(
        facility=held,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        purpose=wish.purpose.strip(),
        user=wish.user.strip(),
        taken_by=by,
        taken_at=at,
    )
    try:
        with transaction.atomic():
            UsedQuarter.objects.bulk_create(UsedQuarter(use=use, facility=held, begins_at=one) for one in quarters)
    except IntegrityError as error:
        raise CaseRefusal(
            "directory.use_taken", span=occupancy.span(wish.starts_at, wish.ends_at), purpose="…"
        ) from error
    record(action="facility.take", subject=f"point:{point.code}", by=by, at=at, detail={"use": use.pk})
    return use


@transaction.atomic
def cancel(*, use: FacilityUse, by: User, at: datetime) -> FacilityUse:
    """Give a facility's time back before it begins."""
    held = FacilityUse.objects.select_for_update().get(pk=use.pk)
    point = held.facility.point
    if not rules.may_take(by, point, on=timezone.localtime(at).date()):
        raise CaseRefusal("directory.not_yours")
    if held.cancelled_at is not None:
        return held
    if held.starts_at <= at:
        raise CaseRefusal("directory.use_begun")
    held.cancelled_at = at
    held.save()
    held.quarters.all().delete()
    record(action="facility.cancel", subject=f"point:{point.code}", by=by, at=at, detail={"use": held.pk})
    return held


def _quarters(wish: Wish) -> list[datetime]:
    start, end = timezone.localtime(wish.starts_at), timezone.localtime(wish.ends_at)
    whole = all(not (one.minute % 15 or one.second or one.microsecond) for one in (start, end))
    if not whole or start >= end or start.date() != end.date():
        raise CaseRefusal("directory.use_time_wrong")
    return [wish.starts_at + QUARTER * n for n in range((wish.ends_at - wish.starts_at) // QUARTER)]


def _demand_free(taken: Iterable[occupancy.Taken]) -> None:
    for one in taken:
        raise CaseRefusal("directory.use_taken", span=occupancy.span(one.starts_at, one.ends_at), purpose=one.purpose)


def _demand_keeper(point: ServicePoint, by: User, at: datetime) -> None:
    if not rules.may_keep(by, point, on=timezone.localtime(at).date()):
        raise CaseRefusal("directory.not_yours")
