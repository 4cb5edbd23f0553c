"""Filings whose day is near or has passed: firm and handler are reminded, handler and district are told, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from district.accounts.models import User
from district.accounts.queries import members_of, officers
from district.window.clocks import local_day
from district.window.listcheck import telling
from district.window.listcheck.models import Filing

REMIND_BEFORE = timedelta(days=5)
LATE = ("open", "answered")


def overdue(*, at: datetime) -> int:
    """Remind and tell; answer how many filings were reminded of or told."""
    return _near(at) + _passed(at)


@transaction.atomic
def _near(at: datetime) -> int:
    """Remind firms of what they have not answered, and whoever follows it up."""
    today = local_day(at)
    rows = _locked(state="open", reminded_on__isnull=True, due_on__gte=today, due_on__lte=today + REMIND_BEFORE)
    for group in _by(rows, "organisation"):
        if firm := group[0].organisation:
            _tell(group, telling.of_due_day, to=members_of(firm, on=today), at=at)
    for group in _by(rows, "point"):
        _tell(group, telling.of_due_day_at_the_desk, to=telling.handlers(group[0].point, on=today), at=at)
    return _mark(rows, "reminded_on", at)


@transaction.atomic
def _passed(at: datetime) -> int:
    """Tell whoever follows it up, and the district, of what is not settled."""
    today = local_day(at)
    rows = _locked(state__in=LATE, overdue_told_on__isnull=True, due_on__lt=today)
    for group in _by(rows, "point"):
        people = [*telling.handlers(group[0].point, on=today), *officers(on=today)]
        _tell(group, telling.of_overdue, to=people, at=at)
    return _mark(rows, "overdue_told_on", at)


def _locked(**wanted: object) -> list[Filing]:
    rows = Filing.objects.select_for_update(of=("self",)).select_related("batch", "organisation", "point")
    return list(rows.filter(**wanted).order_by("pk"))


def _by(rows: Iterable[Filing], name: str) -> list[list[Filing]]:
    groups: dict[tuple[int, object], list[Filing]] = defaultdict(list)
    for row in rows:
        groups[row.batch_id, getattr(row, f"{name}_id")].append(row)
    return list(groups.values())


def _tell(group: list[Filing], tell: telling.Tell, *, to: Iterable[User], at: datetime) -> None:
    tell(group[0].batch, to=to, until=min(row.due_on for row in group), n=len(group), at=at)


def _mark(rows: list[Filing], field: str, at: datetime) -> int:
    for row in rows:
        setattr(row, field, local_day(at))
        row.save(update_fields=[field])
    return len(rows)
