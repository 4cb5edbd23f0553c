"""What somebody keeps in the directory: the entries, when they are due to be verified again, how they changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import QuerySet

from district.accounts.models import User
from district.accounts.queries import places_of
from district.accounts.roles import Role
from district.directory import rules
from district.directory.actions.keeping import NAMES
from district.directory.models import AllianceMember, Facility, FacilityUse, ServiceItem, ServicePoint

Entry = ServicePoint | ServiceItem | AllianceMember
SOON = timedelta(days=30)
MOST_CHANGES = 20
FIELDS_OF_VERIFYING = frozenset({"verified_on", "verify_again_on"})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the list of the desk shows it."""

    kind: str
    code: str
    name: str
    verified_on: date
    due_on: date
    is_due: bool
    is_soon: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry before and after, when and by whom."""

    at: datetime
    by: str
    field: str
    before: str
    after: str


def points_kept(user: User, *, on: date) -> QuerySet[ServicePoint]:
    """Answer the points somebody keeps: all for an officer, their own for a head."""
    if rules.may_keep_all(user, on=on):
        return ServicePoint.objects.all()
    return ServicePoint.objects.filter(code__in=places_of(user, on=on, roles=(Role.POINT_HEAD,)))


def points_worked_at(user: User, *, on: date) -> QuerySet[ServicePoint]:
    """Answer the points whose facilities somebody may take."""
    if rules.may_keep_all(user, on=on):
        return ServicePoint.objects.all()
    return ServicePoint.objects.filter(code__in=places_of(user, on=on))


def lines(user: User, *, on: date, lang: str) -> list[Line]:
    """Answer the entries somebody keeps, those due the longest first."""
    rows: list[Entry] = [*points_kept(user, on=on)]
    if rules.may_keep_all(user, on=on):
        rows += [*ServiceItem.objects.all(), *AllianceMember.objects.all()]
    found = [
        Line(
            kind=NAMES[type(row)],
            code=row.code,
            name=row.name_en if lang == "en" else row.name_zh,
            verified_on=row.verified_on,
            due_on=row.verify_again_on,
            is_due=row.verify_again_on <= on,
            is_soon=on < row.verify_again_on <= on + SOON,
        )
        for row in rows
    ]
    return sorted(found, key=lambda line: (line.due_on, line.kind, line.code))


def facilities_of(user: User, *, on: date) -> QuerySet[Facility]:
    """Answer the facilities somebody may take."""
    return Facility.objects.filter(point__in=points_worked_at(user, on=on)).select_related("point")


def uses_of(user: User, *, on: date) -> QuerySet[FacilityUse]:
    """Answer the uses somebody may see and cancel: those of the facilities they may take."""
    return FacilityUse.objects.filter(facility__in=facilities_of(user, on=on)).select_related("facility__point")


def changes(entry: Entry, *, labels: Mapping[str, object]) -> list[Change]:
    """Answer how an entry's fields changed, the latest first; `labels` are the words of its fields."""
    found: list[Change] = []
    records = list(
        entry.history.select_related("history_user").order_by("-history_date", "-history_id")[: MOST_CHANGES + 1]
    )
    for newer, older in pairwise(records):
        for one in newer.diff_against(older).changes:
            if one.field in FIELDS_OF_VERIFYING:
                continue
            by = newer.history_user.called if newer.history_user else ""
            label = str(labels.get(one.field, one.field))
            found.append(Change(newer.history_date, by, label, _short(one.old), _short(one.new)))
    return found[:MOST_CHANGES]


def _short(value: object) -> str:
    text = "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
