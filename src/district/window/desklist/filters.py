"""What a list is narrowed to. A filter is a query string: it can be sent, saved, and opened from a report's cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from district.accounts.models import OrganisationSize
from district.window.actions.rating import BAD
from district.window.models import Request
from district.window.queries import VIEWS
from district.window.states import REQUEST

DAYS = {"submitted": "submitted_at", "accepted": "accepted_at", "answered": "resolved_at", "rated": "rating__at"}
"""Which day `since` and `until` are about."""
GOOD = 4
RATED = {
    "any": Q(rating__isnull=False),
    "good": Q(rating__level__gte=GOOD),
    "bad": Q(rating__level__lte=BAD),
}
KEPT = {"yes": True, "no": False}
NOBODY = "none"
UNKNOWN = "none"
"""Of an item, a topic or a point: not settled."""
LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One list of the desk and what it is narrowed to; "" and None narrow nothing."""

    view: str = "point"
    state: str = ""
    topic: str = ""
    item: str = ""
    point: str = ""
    handler: str = ""
    """A person's key, or "none"."""
    size: str = ""
    firm: str = ""
    """Part of an organisation's name."""
    way: str = ""
    late: str = ""
    day: str = ""
    since: date | None = None
    until: date | None = None
    kept: str = ""
    rated: str = ""
    words: str = ""
    """In number, title: never a person's name, for an address is kept by browsers and proxies."""

    @property
    def query(self) -> str:
        """The filter as a query string, always the same for the same filter."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def is_narrowed(self) -> bool:
        """Whether it narrows its list at all."""
        return any(getattr(self, field.name) for field in fields(self) if field.name not in ("view", "day"))


def filter_of(told: Mapping[str, str], *, default: str = "point") -> Filter:
    """Answer the filter of a query string; what names nothing we know is left out."""
    given = {field.name: str(told.get(field.name) or "").strip()[:LONGEST] for field in fields(Filter)}
    known = {
        "view": VIEWS,
        "state": [state.name for state in REQUEST.states],
        "size": OrganisationSize.values,
        "late": ["1"],
        "day": DAYS,
        "kept": KEPT,
        "rated": RATED,
    }
    texts = {name: value for name, value in given.items() if name not in known and name not in ("since", "until")}
    chosen = {name: given[name] if given[name] in allowed else "" for name, allowed in known.items()}
    if not (texts["handler"] == NOBODY or texts["handler"].isdecimal()):
        texts["handler"] = ""
    narrowed_to: dict[str, Any] = {**texts, **chosen, "view": chosen["view"] or default}
    return Filter(**narrowed_to | {name: _day(given[name]) for name in ("since", "until")})


def filter_of_query(query: str) -> Filter:
    """Answer the filter of a saved query string."""
    return filter_of(QueryDict(query).dict())


def narrowed(rows: QuerySet[Request], chosen: Filter, *, on: date) -> QuerySet[Request]:
    """Answer the rows of a list that a filter leaves."""
    for condition in _conditions(chosen, on):
        rows = rows.filter(condition)
    return rows


def _conditions(chosen: Filter, on: date) -> list[Q]:
    exact = {
        "state": chosen.state,
        "topic": chosen.topic,
        "item__code": chosen.item,
        "point__code": chosen.point,
        "organisation__size": chosen.size,
        "way": chosen.way,
    }
    found = [_is(name, value) for name, value in exact.items() if value]
    if chosen.handler:
        found.append(Q(handler__isnull=True) if chosen.handler == NOBODY else Q(handler=int(chosen.handler)))
    if chosen.late:
        found.append(Q(stage="open", first_due_on__lt=on))
    if chosen.kept:
        found.append(Q(promise_kept=KEPT[chosen.kept]))
    if chosen.rated:
        found.append(RATED[chosen.rated])
    if chosen.firm:
        found.append(Q(organisation__name_zh__icontains=chosen.firm) | Q(organisation__name_en__icontains=chosen.firm))
    if chosen.words:
        found.append(Q(title__icontains=chosen.words) | Q(number__icontains=chosen.words))
    field = DAYS.get(chosen.day, "submitted_at")
    if chosen.since:
        found.append(Q(**{f"{field}__gte": midnight(chosen.since)}))
    if chosen.until:
        found.append(Q(**{f"{field}__lt": midnight(chosen.until + timedelta(days=1))}))
    return found


def _is(name: str, value: str) -> Q:
    if value == UNKNOWN and name == "topic":
        return Q(topic="")
    if value == UNKNOWN and name in ("item__code", "point__code"):
        return Q(**{f"{name.removesuffix('__code')}__isnull": True})
    if value == OrganisationSize.UNKNOWN and name == "organisation__size":
        return Q(organisation__isnull=True) | Q(organisation__size=value)
    return Q(**{name: value})


def midnight(day: date) -> datetime:
    """Answer the moment a day begins at the office."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
