"""Returns that begin by themselves when a period is over, reminders before the due day, notices after it.

And who checked, or received, a return and leaves it lying is told when the time of the table has passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from district.accounts.models import Appointment, ForADuration
from district.accounts.roles import POINT_ROLES
from district.audit import actions as audit
from district.directory.models import ServicePoint
from district.jobs.loop import Due
from district.window.clocks import local_day
from district.window.late_steps import late_steps
from district.window.returns import due, telling
from district.window.returns.models import PointReturn
from district.window.returns.periods import Kind, Period, period_of
from district.window.returns.states import RETURN

LOOKED_AFTER = timedelta(days=120)
"""How long after its end a period is still looked after; older ones are history."""


def overdue(*, at: datetime) -> int:
    """Begin the returns of the periods that are over at every staffed point, remind, tell; answer how much was done."""
    today, done = local_day(at), 0
    points = staffed_points(on=today)
    for period in over_on(today):
        rows = {row.point_id: row for row in PointReturn.objects.filter(kind=period.kind.value, first=period.first)}
        days = due.days_of(period)
        for point in points:
            row = rows.get(point.pk)
            if row is None:
                row, done = _begin(point, period, at), done + 1
            if days and row.state in ("draft", "checked"):
                done += _tell(row, days, at)
    return done


def steps(*, at: datetime) -> Iterator[Due]:
    """Answer the returns that were checked and not handed in, or handed in and not looked at, within their time."""
    return late_steps(RETURN, PointReturn.objects.select_related("point"), tell=telling.of_late_step, at=at)


def over_on(day: date) -> tuple[Period, ...]:
    """Answer the last month, quarter and year that are over on a day."""
    found = [period_of(period_of(day, kind).first - timedelta(days=1), kind) for kind in Kind]
    return tuple(period for period in found if day - period.last <= LOOKED_AFTER)


def staffed_points(*, on: date) -> tuple[ServicePoint, ...]:
    """Answer the points somebody works at on a day: those that have something to report."""
    held = Appointment.objects.filter(ForADuration.holds(on), role__in=POINT_ROLES).exclude(place="")
    return tuple(ServicePoint.objects.filter(code__in=held.values("place")).order_by("pk"))


@transaction.atomic
def _begin(point: ServicePoint, period: Period, at: datetime) -> PointReturn:
    row, is_new = PointReturn.objects.get_or_create(
        point=point, kind=period.kind.value, first=period.first, defaults={"last": period.last, "state_since": at}
    )
    if is_new:
        audit.record(action="return.begin", subject=row.matter, by=None, at=at, detail={"period": period.code})
    return row


@transaction.atomic
def _tell(row: PointReturn, days: due.DueDays, at: datetime) -> int:
    """Remind of a due day that is near, or tell that it has passed; each once."""
    today = local_day(at)
    held = PointReturn.objects.select_for_update().select_related("point").get(pk=row.pk)
    if held.state not in ("draft", "checked"):
        return 0
    if today > days.last and held.overdue_told_on is None:
        held.overdue_told_on = today
        telling.of_overdue(held, last=days.last, at=at)
    elif days.remind <= today <= days.last and held.reminded_on is None:
        held.reminded_on = today
        telling.of_due_day(held, last=days.last, at=at)
    else:
        return 0
    held.save(update_fields=["reminded_on", "overdue_told_on"])
    return 1
