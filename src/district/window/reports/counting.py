"""Counting a report: five grouped queries, whatever the number of requests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import BaseExpression

from district.accounts.models import OrganisationSize, User
from district.window.desklist import queries as desklist
from district.window.desklist.filters import midnight
from district.window.desklog import queries as desklog
from district.window.desklog.models import Contact
from district.window.models import Rating, Request
from district.window.reports.asking import Asked
from district.window.reports.tallies import Tally

Rows = QuerySet[Any]
NONE = "none"
CONTACT = "contact:"
"""Before the channel of a contact, which is another list than the ways of a request."""


def tallied(user: User, asked: Asked, *, on: date) -> dict[str, Tally]:
    """Answer a report's rows by their key, of what somebody may see: their points', for the district all."""
    points = {point.pk: point.code for point in desklist.points_within(user, on=on)}
    is_whole = desklist.sees_every_point(user, on=on)
    found: defaultdict[str, Tally] = defaultdict(Tally)
    seen = _narrowed(Request.objects.order_by(), asked, "")
    seen = seen if is_whole else seen.filter(point__in=list(points))
    _requests(found, seen, asked, points)
    _ratings(found, seen, asked, points)
    contacts = desklog.visible_to(user, on=on).filter(on__range=(asked.since, asked.until)).order_by()
    _contacts(found, contacts, asked, points)
    return dict(found)


def _requests(found: defaultdict[str, Tally], seen: QuerySet[Request], asked: Asked, points: dict[int, str]) -> None:
    for row in _grouped(_within(seen, "submitted_at", asked), asked, "submitted_at"):
        found[_key(row, asked, points)].filed += row["n"]
    for row in _grouped(_within(seen, "accepted_at", asked), asked, "accepted_at", "accept_days"):
        found[_key(row, asked, points)].accept_days[row["accept_days"]] += row["n"]
    answered = _within(seen, "resolved_at", asked)
    for row in _grouped(answered, asked, "resolved_at", "answer_days", "promise_kept"):
        tally = found[_key(row, asked, points)]
        tally.answer_days[row["answer_days"]] += row["n"]
        tally.kept += row["n"] if row["promise_kept"] is True else 0
        tally.broken += row["n"] if row["promise_kept"] is False else 0


def _ratings(found: defaultdict[str, Tally], seen: QuerySet[Request], asked: Asked, points: dict[int, str]) -> None:
    given = _within(Rating.objects.filter(request__in=seen).order_by(), "at", asked)
    for row in _grouped(given, asked, "at", "level", through="request__"):
        found[_key(row, asked, points)].levels[row["level"]] += row["n"]


def _contacts(found: defaultdict[str, Tally], seen: QuerySet[Contact], asked: Asked, points: dict[int, str]) -> None:
    rows = narrowed_contacts(seen, asked)
    keys: dict[str, Any] = {
        "month": _months(asked, "on", lambda day: day),
        "point": F("point_id"),
        "topic": F("topic"),
        "way": F("channel"),
        "size": Value(OrganisationSize.UNKNOWN.value, CharField()),
    }
    counted: Rows = rows.annotate(key=keys[asked.by]).values("key").annotate(n=Count("pk"), minutes=Sum("minutes"))
    for row in counted.order_by():
        name = _key(row, asked, points)
        tally = found[CONTACT + name if asked.by == "way" else name]
        tally.contacts += row["n"]
        tally.minutes += row["minutes"] or 0


def narrowed_contacts(rows: QuerySet[Contact], asked: Asked) -> QuerySet[Contact]:
    """Answer the contacts a report counts; of a contact the size of the firm is not known."""
    if asked.size and asked.size != OrganisationSize.UNKNOWN:
        return rows.none()
    if asked.point:
        rows = rows.filter(point__code=asked.point)
    if asked.topic:
        rows = rows.filter(topic="" if asked.topic == NONE else asked.topic)
    return rows


def _narrowed(rows: QuerySet[Request], asked: Asked, through: str) -> QuerySet[Request]:
    if asked.point:
        rows = rows.filter(point__isnull=True) if asked.point == NONE else rows.filter(point__code=asked.point)
    if asked.topic:
        rows = rows.filter(topic="" if asked.topic == NONE else asked.topic)
    if asked.size == OrganisationSize.UNKNOWN:
        rows = rows.filter(Q(organisation__isnull=True) | Q(organisation__size=asked.size))
    elif asked.size:
        rows = rows.filter(organisation__size=asked.size)
    return rows


def _within(rows: Rows, field: str, asked: Asked) -> Rows:
    after = midnight(asked.until + timedelta(days=1))
    return rows.filter(**{f"{field}__gte": midnight(asked.since), f"{field}__lt": after})


def _grouped(rows: Rows, asked: Asked, field: str, *more: str, through: str = "") -> Rows:
    fields = {"point": "point_id", "topic": "topic", "size": "organisation__size", "way": "way"}
    key = _months(asked, field, midnight) if asked.by == "month" else F(through + fields[asked.by])
    grouped: Rows = rows.annotate(key=key).values("key", *more).annotate(n=Count("pk")).order_by()
    return grouped


def _months(asked: Asked, field: str, start: Any) -> BaseExpression:
    """The month of a row by comparing it with each month's bounds: truncating dates is slow in SQLite."""
    bounds = [
        When(**{f"{field}__lt": start(last + timedelta(days=1))}, then=Value(name))
        for name, _first, last in asked.months
    ]
    return Case(*bounds, output_field=CharField())


def _key(row: dict[str, Any], asked: Asked, points: dict[int, str]) -> str:
    key: Hashable = row["key"]
    if asked.by == "point":
        return points.get(key, NONE) if isinstance(key, int) else NONE
    if asked.by == "size":
        return str(key or OrganisationSize.UNKNOWN.value)
    return str(key or NONE)
