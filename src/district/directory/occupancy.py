"""What a facility is taken for: uses of the directory's own calendar, and times other rooms keep.

A room that plans its own times in facilities registers a function; the directory knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from district.directory.models import Facility, FacilityUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A time a facility is taken: for what, by whom; the use of the directory's own calendar, where it is one."""

    starts_at: datetime
    ends_at: datetime
    purpose: str
    user: str = ""
    use: FacilityUse | None = None


Elsewhere = Callable[[Facility, datetime, datetime], Iterable[Taken]]
_rooms: dict[str, Elsewhere] = {}


def register(room: str, times: Elsewhere) -> None:
    """Have a room asked for the times it keeps in a facility. Call it in `AppConfig.ready`."""
    _rooms[room] = times


def between(facility: Facility, *, start: datetime, end: datetime) -> list[Taken]:
    """Answer what takes a facility at any time in [start, end), the earliest first."""
    found = [*own(facility, start=start, end=end)]
    for times in _rooms.values():
        found += times(facility, start, end)
    return sorted(found, key=lambda one: one.starts_at)


def own(facility: Facility, *, start: datetime, end: datetime) -> Iterable[Taken]:
    """Answer the uses of the directory's own calendar alone."""
    rows = FacilityUse.objects.filter(facility=facility, cancelled_at=None, starts_at__lt=end, ends_at__gt=start)
    for row in rows.select_related("taken_by"):
        yield Taken(starts_at=row.starts_at, ends_at=row.ends_at, purpose=row.purpose, user=row.user, use=row)


def span(starts_at: datetime, ends_at: datetime) -> str:
    """Answer "2026-11-30 09:00–10:30" in local time."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"
