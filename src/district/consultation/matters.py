"""Bookings in the list of all of somebody's matters, and what of them waits for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

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


def mine(user: User, ended: bool, at: datetime, most: int) -> Iterator[Matter]:
    """Answer somebody's own bookings and their firms', to come or over."""
    rows = queries.mine(user, on=timezone.localtime(at).date())
    rows = rows.filter(state__in=ENDED) if ended else rows.exclude(state__in=ENDED)
    for row in rows.select_related("survey")[:most]:
        is_open = row.state in TO_RATE and getattr(row, "survey", None) is None
        yield _matter(row, _("Rate the session") if is_open else "")


def waiting(user: User, at: datetime, most: int) -> Iterator[Matter]:
    """Answer what waits: for whoever was advised a rating, for the expert the session, for the desk a judgement."""
    today = timezone.localtime(at).date()
    rows = queries.visible_to(user, on=today)
    own = Q(person=user) | Q(organisation__in=organisations_of(user, on=today))
    for row in rows.filter(own, state__in=TO_RATE, survey=None)[:most]:
        yield _matter(row, _("Rate the session"))
    advised = rows.filter(slot__experts__user=user).exclude(own).distinct()
    for row in advised.filter(state__in=("checked_in", "in_session"))[:most]:
        yield _matter(row, _("Begin the session") if row.state == "checked_in" else _("Write the record"))
    here = Q(slot__day__series__point__code__in=places_of(user, on=today))
    for row in rows.filter(here, state="requested").exclude(own)[:most]:
        yield _matter(row, _("Judge it before the hold ends"))


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
