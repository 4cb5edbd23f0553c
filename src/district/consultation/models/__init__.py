"""What the consultation day keeps: its days and slots, bookings, records, experts and the question bank."""

from __future__ import annotations

from district.consultation.models.bookings import Booking
from district.consultation.models.days import ConsultationDay, Series, Slot
from district.consultation.models.experts import Expert, Interest
from district.consultation.models.feeds import Feed
from district.consultation.models.questions import Question
from district.consultation.models.sessions import ActionItem, SessionRecord, Survey

__all__ = [
    "ActionItem",
    "Booking",
    "ConsultationDay",
    "Expert",
    "Feed",
    "Interest",
    "Question",
    "Series",
    "SessionRecord",
    "Slot",
    "Survey",
]
