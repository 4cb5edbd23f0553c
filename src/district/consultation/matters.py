"""Bookings in the list of all of somebody's matters, and what of them waits for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from district.accounts.matters import Matter
from district.accounts.models import User
from district.accounts.queries import organisations_of, places_of
from district.consultation import queries
from district.consultation.models import Booking
from district.consultation.states import BOOKING
from district.consultation.topics import names_of
from district.design import language

ENDED = tuple(state.name for state in BOOKING.states if state.is_terminal)
TO_RATE = ("recorded", "followed_up")
TO_ADVISE = ("checked_in", "in_session")
NEXT = {
    **dict.fromkeys(TO_RATE, gettext_lazy("Rate the session")),
    "checked_in": gettext_lazy("Begin the session"),
    "in_session": gettext_lazy("Write the record"),
    "requested": gettext_lazy("Judge it before the hold ends"),
}


def mine(user: User, ended: bool, at: datetime, most: int) -> Iterator[Matter]:
    """Answer somebody's own bookings and their firms', to come or over."""
    rows = queries.mine(user, on=timezone.localtime(at).date())
    rows = rows.filter(state__in=ENDED) if ended else rows.exclude(state__in=ENDED)
    for row in rows.select_related("survey")[:most]:
        is_open = row.state in TO_RATE and getattr(row, "survey", None) is None
        yield _matter(row, _("Rate the session") if is_open else "")


def waiting(user: User, at: datetime, most: int) -> Iterator[Matter]:
    """Answer what waits: for whoever was advised a rating, for the expert the session, for the desk a judgement."""
    for rows in _queues(user, at):
        for row in rows[:most]:
            yield _matter(row, str(NEXT[row.state]))


def number_waiting(user: User, at: datetime, most: int) -> int:
    """Answer how many `waiting` has, of each queue at most so many."""
    return sum(rows.order_by()[:most].count() for rows in _queues(user, at))


def _queues(user: User, at: datetime) -> Iterator[QuerySet[Booking]]:
    """The bookings to rate, to advise, and to judge; no state stands in two of them."""
    today = timezone.localtime(at).date()
    rows = queries.visible_to(user, on=today)
    own = Q(person=user) | Q(organisation__in=organisations_of(user, on=today))
    yield rows.filter(own, state__in=TO_RATE, survey=None)
    yield rows.filter(slot__experts__user=user, state__in=TO_ADVISE).exclude(own).distinct()
    here = Q(slot__day__series__point__code__in=places_of(user, on=today))
    yield rows.filter(here, state="requested").exclude(own)


def _matter(row: Booking, next_step: str) -> Matter:
    lang, starts = language.current(), timezone.localtime(row.slot.starts_at)
    return Matter(
        key=row.subject,
        room=_("Consultation day"),
        title=f"{starts:%Y-%m-%d %H:%M} {''.join(names_of([row.topic]))}",
        state=row.state_in(lang),
        moved_at=row.state_since,
        due_on=starts.date() if row.state not in (*ENDED, *TO_RATE) else None,
        next_step=next_step,
        address=reverse("my_booking", args=[row.uid]),
    )
