"""The window's figures for the public: raw values, sealed; what may be told of them is not decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from district.accounts.models import OrganisationSize
from district.directory.models import ServiceItem, ServicePoint
from district.openstats.disclosure import TOTAL, Confidential
from district.openstats.services.registry import Group
from district.window.desklog.models import Channel, Contact
from district.window.models import Rating, Request, Way

SATISFIED = 3
"""The lowest of the five levels that counts as satisfied: 基本满意."""
OTHER = Group(key="other", zh="未分类", en="Not classified")
NONE = ""
Rows = Iterable[tuple[str, int]]


def values(*, figure: str, region: str, start: date, end: date, by: str | None) -> Confidential:
    """Answer a figure's raw values in a span. The service points serve the zone as a whole and no other region."""
    if region != settings.PATENTRY_ZONE:
        raise LookupError(region)
    known = [group.key for group in groups(by=by)] if by else [TOTAL]
    rows = _FIGURES[figure](start, end, by)
    told = ((_group(key, known) if by else TOTAL, value) for key, value in rows)
    return Confidential.observed(known, told)


def groups(*, by: str) -> tuple[Group, ...]:
    """Answer every group of a breakdown; what fits none is not classified."""
    return (*_GROUPS[by](), OTHER)


def _group(key: str | None, known: list[str]) -> str:
    return key if key in known else OTHER.key


def _choices(choices: type[Way] | type[Channel] | type[OrganisationSize]) -> tuple[Group, ...]:
    names = []
    for lang in ("zh", "en"):
        with override(lang):
            names.append([str(label) for label in choices.labels])
    return tuple(Group(key=key, zh=zh, en=en) for key, zh, en in zip(choices.values, *names, strict=True))


def _topics() -> tuple[Group, ...]:
    rows = ServiceItem.objects.order_by("code").values_list("group_zh", "group_en")
    return tuple(Group(key=zh, zh=zh, en=en) for zh, en in dict.fromkeys(rows))


def _points() -> tuple[Group, ...]:
    return tuple(Group(key=one.code, zh=one.name_zh, en=one.name_en) for one in ServicePoint.objects.all())


_GROUPS: dict[str, Callable[[], tuple[Group, ...]]] = {
    "topic": _topics,
    "point": _points,
    "way": lambda: _choices(Way),
    "channel": lambda: _choices(Channel),
    "size": lambda: tuple(one for one in _choices(OrganisationSize) if one.key != OrganisationSize.UNKNOWN),
}
_FIELDS = {"topic": "topic", "point": "point__code", "way": "way", "size": "organisation__size", "channel": "channel"}


def within(field: str, start: date, end: date) -> dict[str, datetime]:
    """Answer the condition that a moment lies in a span of local days, both counted."""
    first = timezone.make_aware(datetime.combine(start, time.min))
    after = timezone.make_aware(datetime.combine(end + timedelta(days=1), time.min))
    return {f"{field}__gte": first, f"{field}__lt": after}


def _rows(found: QuerySet[Request] | QuerySet[Contact], by: str | None, value: str = "pk") -> Rows:
    key = _FIELDS[by] if by else "pk"
    for group, told in found.order_by().values_list(key, value):
        yield str(group or NONE), 0 if value == "pk" else int(told)


def _received(start: date, end: date, by: str | None) -> Rows:
    return _rows(Request.objects.filter(**within("submitted_at", start, end)), by)


def _closed_in(start: date, end: date) -> QuerySet[Request]:
    return Request.objects.filter(state="closed", **within("ended_at", start, end))


def _closed(start: date, end: date, by: str | None) -> Rows:
    return _rows(_closed_in(start, end), by)


def _answer_days(start: date, end: date, by: str | None) -> Rows:
    return _rows(_closed_in(start, end).filter(answer_days__isnull=False), by, "answer_days")


def _accept_days(start: date, end: date, by: str | None) -> Rows:
    accepted = Request.objects.filter(accept_days__isnull=False, **within("accepted_at", start, end))
    return _rows(accepted, by, "accept_days")


def _firms(start: date, end: date, by: str | None) -> Rows:
    found = Request.objects.filter(organisation__isnull=False, **within("submitted_at", start, end)).order_by()
    for _firm, size in found.values_list("organisation_id", "organisation__size").distinct():
        yield str(size or NONE), 0


def _promises(start: date, end: date, by: str | None) -> Rows:
    return _rows(_closed_in(start, end).filter(promise_kept__isnull=False), by, "promise_kept")


def _satisfaction(start: date, end: date, by: str | None) -> Rows:
    for level in Rating.objects.filter(**within("at", start, end)).values_list("level", flat=True):
        yield TOTAL, int(level >= SATISFIED)


def _contacts(start: date, end: date, by: str | None) -> Rows:
    return _rows(Contact.objects.filter(on__range=(start, end)), by)


_FIGURES: dict[str, Callable[[date, date, str | None], Rows]] = {
    "requests_received": _received,
    "requests_closed": _closed,
    "request_answer_days": _answer_days,
    "request_accept_days": _accept_days,
    "firms_served": _firms,
    "request_promises_kept": _promises,
    "request_satisfaction": _satisfaction,
    "desk_contacts": _contacts,
}
