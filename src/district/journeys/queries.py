"""What the pages that lead from one room to the next need to know."""

from __future__ import annotations

import csv
from datetime import datetime
from functools import cache
from importlib.resources import files

from django.db.models import Count, F, Q, QuerySet

from district.accounts.models import User
from district.accounts.queries import places_of
from district.consultation.models import Slot
from district.consultation.states import SEATED
from district.consultation.topics import Topic
from district.window.clocks import local_day
from district.window.desklog.models import Contact


def free_slots(user: User, *, at: datetime) -> QuerySet[Slot]:
    """Answer the times to come with a free seat at the points somebody works at, the next first."""
    rows = Slot.objects.filter(
        day__state="published", starts_at__gt=at, day__series__point__code__in=places_of(user, on=local_day(at))
    )
    rows = rows.annotate(taken=Count("bookings", filter=Q(bookings__state__in=SEATED))).filter(taken__lt=F("capacity"))
    return (
        rows.select_related("day__series", "facility").prefetch_related("experts__member").order_by("starts_at", "pk")
    )


def topic_of(contact: Contact) -> str:
    """Answer the consultation's topic that the words of a contact name first, "" where they name none.

    The desk log goes by the groups of the catalogue, the consultation day by topics: `topics.csv` leads from words to
    topics, in the order of its rows, what was asked before the group.
    """
    for text in (contact.asked, contact.topic):
        for word, topic in _words():
            if word in text.lower():
                return topic
    return ""


@cache
def _words() -> tuple[tuple[str, str], ...]:
    table = files("district.journeys").joinpath("topics.csv").read_text(encoding="utf-8")
    rows = tuple((row["word"].lower(), row["topic"]) for row in csv.DictReader(table.splitlines()))
    assert {topic for _word, topic in rows} <= set(Topic.values)
    return rows
