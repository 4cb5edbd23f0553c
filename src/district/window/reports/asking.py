"""What a report is about: a span of days, by what it is broken down, and what it is narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from district.accounts.models import OrganisationSize

MONTHS = 12
LONGEST_YEARS = 5
BY = {
    "month": _("Month"),
    "point": _("Service point"),
    "topic": _("Topic"),
    "size": _("Size of the firm"),
    "way": _("Channel"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A report. Both days are counted."""

    since: date
    until: date
    by: str = "month"
    point: str = ""
    topic: str = ""
    size: str = ""

    @property
    def query(self) -> str:
        """The report as a query string."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def months(self) -> tuple[tuple[str, date, date], ...]:
        """The months of the span, cut at its ends: name, first day, last day."""
        found, first = [], self.since
        while first <= self.until:
            after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            found.append((f"{first:%Y-%m}", first, min(self.until, after - timedelta(days=1))))
            first = after
        return tuple(found)


def asked_for(told: Mapping[str, str], *, today: date) -> Asked:
    """Answer the report of a query string; without days the twelve months to today, and never more than five years."""
    until = min(_day(told.get("until")) or today, today)
    since = _day(told.get("since")) or _months_before(until)
    earliest = until - timedelta(days=366 * LONGEST_YEARS)
    by, size = told.get("by", ""), told.get("size", "")
    return Asked(
        since=max(min(since, until), earliest),
        until=until,
        by=by if by in BY else "month",
        point=told.get("point", "")[:50],
        topic=told.get("topic", "")[:60],
        size=size if size in OrganisationSize.values else "",
    )


def _months_before(day: date) -> date:
    months = day.year * 12 + day.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None
