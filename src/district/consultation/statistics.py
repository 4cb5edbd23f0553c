"""The consultation day's figures for the public: raw values, sealed; what may be told of them is not decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from district.accounts.models import OrganisationSize
from district.consultation.counting import HELD
from district.consultation.models import Booking, ConsultationDay, Survey
from district.consultation.topics import Topic
from district.directory.models import ServicePoint
from district.openstats.disclosure import TOTAL, Confidential
from district.openstats.services.registry import Group

OTHER = Group(key="other", zh="未分类", en="Not classified")
ANNOUNCED = ("published", "closed")
"""Rosters in public. Whether anybody came is no part of it, or the days would tell of sessions that are hidden."""
Rows = Iterable[tuple[str, int]]
_FIELDS = {"topic": "topic", "size": "organisation__size", "point": "slot__day__series__point__code"}


def values(*, figure: str, region: str, start: date, end: date, by: str | None) -> Confidential:
    """Answer a figure's raw values in a span. The days are held for the zone as a whole and no other region."""
    if region != settings.PATENTRY_ZONE:
        raise LookupError(region)
    known = [group.key for group in groups(by=by)] if by else [TOTAL]
    rows = _FIGURES[figure](start, end, by)
    told = ((key if key in known else OTHER.key, value) if by else (TOTAL, value) for key, value in rows)
    return Confidential.observed(known, told)


def groups(*, by: str) -> tuple[Group, ...]:
    """Answer every group of a breakdown; what fits none is not classified."""
    if by == "point":
        points = ServicePoint.objects.all()
        return (*(Group(key=one.code, zh=one.name_zh, en=one.name_en) for one in points), OTHER)
    choices = Topic if by == "topic" else OrganisationSize
    names = []
    for lang in ("zh", "en"):
        with override(lang):
            names.append([str(label) for label in choices.labels])
    rows = zip(choices.values, *names, strict=True)
    told = tuple(Group(key=key, zh=zh, en=en) for key, zh, en in rows if key != OrganisationSize.UNKNOWN)
    return (*told, OTHER)


def _within(field: str, start: date, end: date) -> dict[str, datetime]:
    first = timezone.make_aware(datetime.combine(start, time.min))
    after = timezone.make_aware(datetime.combine(end + timedelta(days=1), time.min))
    return {f"{field}__gte": first, f"{field}__lt": after}


def _days(start: date, end: date, by: str | None) -> Rows:
    held = ConsultationDay.objects.filter(day__range=(start, end), state__in=ANNOUNCED).order_by()
    for point in held.values_list("series__point__code", flat=True):
        yield point, 0


def _bookings(start: date, end: date, by: str | None) -> Rows:
    made = Booking.objects.filter(**_within("made_at", start, end)).order_by()
    for group in made.values_list(_FIELDS[by] if by else "pk", flat=True):
        yield str(group or ""), 0


def _held(start: date, end: date, by: str | None) -> Rows:
    held = Booking.objects.filter(slot__day__day__range=(start, end), state__in=HELD).order_by()
    for group in held.values_list(_FIELDS[by] if by else "pk", flat=True):
        yield str(group or ""), 0


def _firms(start: date, end: date, by: str | None) -> Rows:
    held = Booking.objects.filter(slot__day__day__range=(start, end), state__in=HELD, organisation__isnull=False)
    for _firm, size in held.order_by().values_list("organisation_id", "organisation__size").distinct():
        yield str(size or ""), 0


def _attendance(start: date, end: date, by: str | None) -> Rows:
    due = Booking.objects.filter(slot__day__day__range=(start, end), state__in=(*HELD, "no_show")).order_by()
    for state in due.values_list("state", flat=True):
        yield TOTAL, int(state in HELD)


def _satisfaction(start: date, end: date, by: str | None) -> Rows:
    for level in Survey.objects.filter(**_within("answered_at", start, end)).values_list("level", flat=True):
        yield TOTAL, int(level >= Survey.Level.FAIR)


_FIGURES: dict[str, Callable[[date, date, str | None], Rows]] = {
    "consultation_days_held": _days,
    "consultation_bookings": _bookings,
    "consultations_held": _held,
    "firms_consulted": _firms,
    "consultation_attendance": _attendance,
    "consultation_satisfaction": _satisfaction,
}
