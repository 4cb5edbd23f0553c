"""Reads of the consultation day; bookings only through `visible_to`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from district.accounts.models import Organisation, User
from district.accounts.queries import organisations_of, places_of, verified_organisations_of
from district.consultation.models import Booking, ConsultationDay, Feed, Question, Series, Slot
from district.consultation.models.questions import folded
from district.consultation.rules import Person
from district.consultation.states import SEATED, UPCOMING
from district.design import language
from district.directory.models import Facility
from district.directory.occupancy import Taken

KEPT_IN_FEED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Offer:
    """A slot as the public sees it."""

    slot: Slot
    free: int

    @property
    def is_full(self) -> bool:
        """Whether one can only wait for it."""
        return self.free < 1


@dataclass(frozen=True, slots=True)
class DayOffer:
    """A day with its slots."""

    day: ConsultationDay
    offers: tuple[Offer, ...]


def visible_to(user: Person, *, on: date) -> QuerySet[Booking]:
    """Answer the bookings somebody may see: their own and their firms', their sessions', those at their point."""
    rows = Booking.objects.select_related("slot__day__series__point", "slot__facility", "organisation", "person")
    if not isinstance(user, User):
        return rows.none()
    own = Q(person=user) | Q(organisation__in=verified_organisations_of(user, on=on))
    theirs = Q(slot__in=Slot.objects.filter(experts__user=user))
    return rows.filter(own | theirs | Q(slot__day__series__point__code__in=places_of(user, on=on)))


def mine(user: User, *, on: date) -> QuerySet[Booking]:
    """Answer somebody's own bookings and their firms', the latest first."""
    own = Q(person=user) | Q(organisation__in=verified_organisations_of(user, on=on))
    return visible_to(user, on=on).filter(own).order_by("-slot__starts_at")


def offers(*, at: datetime, topic: str = "", series: Series | None = None) -> tuple[DayOffer, ...]:
    """Answer the coming days open for booking, each with its slots (of one topic, where one is chosen)."""
    rows = Slot.objects.filter(day__state="published", starts_at__gt=at)
    rows = rows.filter(day__series=series) if series else rows
    rows = rows.select_related("day__series__point", "facility").prefetch_related("experts__member")
    rows = rows.annotate(taken=Count("bookings", filter=Q(bookings__state__in=SEATED)))
    by_day: dict[int, tuple[ConsultationDay, list[Offer]]] = {}
    for slot in rows.order_by("starts_at", "pk"):
        if not topic or topic in slot.topics:
            by_day.setdefault(slot.day_id, (slot.day, []))[1].append(Offer(slot, slot.capacity - slot.taken))
    return tuple(DayOffer(day, tuple(found)) for day, found in by_day.values())


def slot_of(key: int) -> Slot | None:
    """Answer a slot of a published day."""
    rows = Slot.objects.select_related("day__series__point", "facility").prefetch_related("experts__member")
    return rows.filter(pk=key, day__state="published").first()


def days_at(user: User, *, on: date) -> QuerySet[ConsultationDay]:
    """Answer the days of the series at somebody's points."""
    rows = ConsultationDay.objects.select_related("series__point")
    return rows.filter(series__point__code__in=places_of(user, on=on)).order_by("day")


def day_to_show(days: Sequence[ConsultationDay], *, on: date) -> ConsultationDay | None:
    """Answer today's day, or else the next one, or else the last."""
    coming = [day for day in days if day.day >= on]
    return coming[0] if coming else (days[-1] if days else None)


def board(day: ConsultationDay) -> list[tuple[Slot, list[Booking]]]:
    """Answer a day as the desk works it: each slot with its bookings, those that hold seats first."""
    slots = day.slots.select_related("facility").prefetch_related(
        "experts__member", "bookings__organisation", "bookings__person"
    )
    shown = {*SEATED, *UPCOMING, "no_show"}
    return [
        (slot, sorted((b for b in slot.bookings.all() if b.state in shown), key=lambda b: (b.seat is None, b.made_at)))
        for slot in slots
    ]


def sessions_of(user: User) -> QuerySet[Booking]:
    """Answer the bookings of an expert's sessions that hold a seat, the next first."""
    rows = Booking.objects.select_related("slot__day__series__point", "slot__facility", "organisation", "person")
    return rows.filter(slot__experts__user=user, state__in=SEATED).order_by("slot__starts_at")


def times_in(facility: Facility, start: datetime, end: datetime) -> Iterable[Taken]:
    """Answer the slots that keep a facility at any time in [start, end), for its calendar."""
    rows = Slot.objects.filter(facility=facility, starts_at__lt=end, ends_at__gt=start).exclude(day__state="cancelled")
    rows = rows.select_related("day__series")
    for row in rows:
        series = row.day.series
        purpose = series.name_en if language.current() == "en" else series.name_zh
        yield Taken(starts_at=row.starts_at, ends_at=row.ends_at, purpose=purpose)


def firms_of(user: User, *, at: datetime) -> QuerySet[Organisation]:
    """Answer for whom somebody may book."""
    return organisations_of(user, on=timezone.localtime(at).date())


def questions(*, topic: str = "", text: str = "") -> QuerySet[Question]:
    """Answer entries of the question bank, the newest first; every word typed must occur."""
    rows = Question.objects.filter(withdrawn_on=None).select_related("curated_by__member")
    rows = rows.filter(topic=topic) if topic else rows
    for word in folded(text).split():
        rows = rows.filter(words__contains=word)
    return rows


def questions_like(*, terms: Sequence[str], parts: Sequence[str], most: int) -> list[Question]:
    """Answer entries in which every term occurs, or else those with any part of what was typed, the newest first."""
    rows = Question.objects.filter(withdrawn_on=None)
    whole = rows
    for term in terms:
        whole = whole.filter(words__contains=folded(term))
    found = list(whole[:most])
    if found or (set(parts) == set(terms) and len(parts) == 1):
        return found
    return list(rows.filter(reduce(or_, (Q(words__contains=folded(part)) for part in parts)))[:most])


def feed_bookings(secret: str, *, at: datetime) -> tuple[User, list[Booking]] | None:
    """Answer whose feed a secret opens and what stands in it: sessions they attend or advise in, cancelled ones too."""
    feed = Feed.objects.select_related("user").filter(secret=secret, user__is_active=True).first()
    if feed is None:
        return None
    on = timezone.localtime(at).date()
    told = ("confirmed", "checked_in", "in_session", "recorded", "followed_up", "closed", "cancelled", "no_show")
    rows = visible_to(feed.user, on=on).filter(state__in=told, slot__starts_at__gte=at - KEPT_IN_FEED)
    own = Q(person=feed.user) | Q(organisation__in=verified_organisations_of(feed.user, on=on))
    advised = Q(slot__in=Slot.objects.filter(experts__user=feed.user))
    return feed.user, list(rows.filter(own | advised).order_by("slot__starts_at"))
