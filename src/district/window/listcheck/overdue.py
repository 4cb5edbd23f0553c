"""Filings whose day is near or has passed: firm and handler are reminded, handler and district are told, each once.

And answers nobody has looked at: whoever follows them up is told once a batch and day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from district.accounts.models import User
from district.accounts.queries import members_of, officers
from district.jobs.loop import Due
from district.window.clocks import local_day, start_of, time_of
from district.window.late_steps import REMEMBERED
from district.window.listcheck import telling
from district.window.listcheck.models import Filing
from district.window.listcheck.states import LISTED

REMIND_BEFORE = timedelta(days=5)
LATE = ("open", "answered")


def overdue(*, at: datetime) -> int:
    """Remind and tell; answer how many filings were reminded of or told."""
    return _near(at) + _passed(at)


def answers(*, at: datetime) -> Iterator[Due]:
    """Answer the batches with answers that have waited longer than the table gives, by point and last day."""
    rows = Filing.objects.filter(state="answered", answered_at__gte=at - REMEMBERED)
    for group in _waiting_too_long(rows, on=local_day(at)):
        yield Due(
            matter=group[0].batch.matter,
            deadline=f"answers_over:{group[0].point_id or ''}",
            due_at=start_of(_last_day(group[0])),
            act=partial(_answers_passed, [row.pk for row in group]),
        )


def _waiting_too_long(rows: QuerySet[Filing], *, on: date) -> list[list[Filing]]:
    groups: dict[tuple[date, int, int], list[Filing]] = defaultdict(list)
    for row in rows.select_related("batch", "point").order_by("pk"):
        if _last_day(row) < on:
            groups[_last_day(row), row.batch_id, row.point_id or 0].append(row)
    return [groups[key] for key in sorted(groups)]


def _last_day(row: Filing) -> date:
    """Answer the last day to look at an answer; no day where none can be named."""
    last = time_of(LISTED.state("answered"), since=row.answered_at) if row.answered_at else None
    return last or date.max


def _answers_passed(keys: list[int], *, at: datetime) -> None:
    rows = Filing.objects.filter(pk__in=keys, state="answered")
    for group in _waiting_too_long(rows, on=local_day(at)):
        to = telling.handlers(group[0].point, on=local_day(at))
        telling.of_late_answers(group[0].batch, to=to, until=_last_day(group[0]), n=len(group), at=at)


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
