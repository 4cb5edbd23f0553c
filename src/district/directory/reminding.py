"""Reminders that an entry is due to be verified again: one to each who is responsible, once an entry and due day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time

from django.utils import timezone

from district.accounts.models import Appointment, ForADuration, User
from district.accounts.roles import Role
from district.directory.models import AllianceMember, ServiceItem, ServicePoint
from district.jobs.loop import Due
from district.notices.actions import announce

Entry = ServicePoint | ServiceItem | AllianceMember
KINDS: tuple[tuple[str, type[Entry]], ...] = (
    ("point", ServicePoint),
    ("item", ServiceItem),
    ("member", AllianceMember),
)


def overdue(*, at: datetime) -> Iterable[Due]:
    """Answer the entries whose day to be verified again has come, each with the notice to send."""
    today = timezone.localtime(at).date()
    for name, model in KINDS:
        for row in model.objects.filter(verify_again_on__lte=today).order_by("verify_again_on"):
            due_at = timezone.make_aware(datetime.combine(row.verify_again_on, time.min))
            yield Due(matter=f"{name}:{row.code}", deadline="verify", due_at=due_at, act=_reminder(name, row))


def _reminder(name: str, row: Entry) -> Callable[..., object]:
    def act(*, at: datetime) -> object:
        values = {"code": row.code, "day": row.verify_again_on.isoformat()}
        to = list(responsible(row, at=at))
        return announce(to=to, kind=f"directory.verify_{name}", matter=f"{name}:{row.code}", values=values, at=at)

    return act


def responsible(row: Entry, *, at: datetime) -> Iterable[User]:
    """Answer who vouches for an entry: the heads of a point, else the district's officers."""
    held = Appointment.objects.filter(ForADuration.holds(timezone.localtime(at).date()), user__is_active=True)
    if isinstance(row, ServicePoint):
        heads = held.filter(role=Role.POINT_HEAD, place=row.code)
        if heads.exists():
            return User.objects.filter(pk__in=heads.values("user"))
    return User.objects.filter(pk__in=held.filter(role=Role.DISTRICT_OFFICER).values("user"))
