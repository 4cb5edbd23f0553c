"""What the consultation day's records say a point did: days held, sessions, absences, ratings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from district.consultation.models import Booking, Survey
from district.directory.doings import Doing
from district.directory.models import ServicePoint

HELD = ("in_session", "recorded", "followed_up", "closed")
"""States of a booking whose session took place."""


def doings(*, point: ServicePoint, first: date, last: date) -> Iterator[Doing]:
    """Give the sessions of a point's consultation days; a day counts once, with its first session."""
    rows = Booking.objects.filter(
        slot__day__series__point=point, slot__day__day__range=(first, last), state__in=(*HELD, "no_show")
    ).select_related("slot__day")
    levels = dict(Survey.objects.filter(booking__in=rows).values_list("booking", "level"))
    days: set[date] = set()
    for booking in rows.order_by("slot__starts_at", "pk"):
        is_held, level = booking.state in HELD, levels.get(booking.pk)
        counts = {
            "consultation_days": int(is_held and booking.slot.day.day not in days),
            "consultation_sessions": int(is_held),
            "consultation_no_shows": int(not is_held),
            "consultation_ratings": int(level is not None),
            "consultation_ratings_good": int(level is not None and level >= Survey.Level.GOOD),
        }
        days |= {booking.slot.day.day} if is_held else set()
        starts = timezone.localtime(booking.slot.starts_at)
        address = reverse("my_booking", args=[booking.uid])
        yield Doing(
            day=booking.slot.day.day,
            called=f"{starts:%H:%M} {booking.get_topic_display()}",
            address=address,
            counts=counts,
        )
