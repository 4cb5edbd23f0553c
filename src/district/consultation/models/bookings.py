"""A booking."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from district.accounts.models import Organisation
from district.casework.privacy import EMPTIED
from district.consultation.models.days import Slot
from district.consultation.states import BOOKING, SEATED
from district.consultation.topics import Topic


class Booking(models.Model):
    """Somebody's place in a slot, from the wish to the closed record.

    The seat is a number from 1 to the slot's capacity; the database lets nobody have the same one, nor one beyond the
    seats there are, by whatever door a booking comes in. A constraint sees one row only, so the row keeps how many
    seats the slot has (`seats`).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=8, unique=True)
    """What the desk types or scans when somebody arrives."""
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings")
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    """The slot's capacity when the seat was given; a slot never gets fewer seats while somebody holds one."""
    state = models.CharField(
        max_length=12, default=BOOKING.initial, choices=[(state.name, state.en) for state in BOOKING.states]
    )
    state_since = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="consultations"
    )
    """Whom it is for; none where the desk books for somebody without an account."""
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="consultations"
    )
    called = models.CharField(max_length=80, blank=True)
    """How the desk calls somebody without an account."""
    phone = models.CharField(max_length=20, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    behalf_note = models.CharField(max_length=120, blank=True)
    """Why staff booked for somebody (代办)."""
    reason = models.CharField(max_length=200, blank=True)
    """Why it was declined, in words whoever it is for is shown."""
    topic = models.CharField(max_length=20, choices=Topic.choices)
    question = models.TextField(max_length=2_000)
    counterparties = models.TextField(blank=True, max_length=500)
    competitors = models.TextField(blank=True, max_length=500)
    language = models.CharField(max_length=2, choices=[("zh", "中文"), ("en", "English")], default="zh")
    held_until = models.DateTimeField(null=True, blank=True)
    needs_a_look = models.BooleanField(default=False)
    """Whether a possible conflict of interest was found that a person has to judge."""
    sequence = models.PositiveIntegerField(default=0)
    """How often the calendar entry changed (RFC 5545 SEQUENCE)."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    followed_by = models.CharField(max_length=80, blank=True)
    """The matter that grew out of it, as its own room names it ("request:17")."""

    class Meta:
        ordering = ["slot__starts_at", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "seat"], condition=Q(state__in=SEATED), name="a_seat_is_given_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEATED) | Q(seat__isnull=False, seat__gte=1),
                name="a_seated_booking_has_its_seat",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEATED) | Q(seats__isnull=False, seat__lte=F("seats")),
                name="no_seat_beyond_the_slot_s",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(called="") | Q(question=EMPTIED),
                name="a_booking_is_for_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "state_since"], name="bookings_by_state")]

    class Privacy:
        kind = "matter"
        retention_days = 1095
        seen_by = ("self", "expert", "point_staff", "point_head")
        subject = "person"
        number = "phone"
        made = "made_at"
        erased = ("called", "phone", "question", "counterparties", "competitors", "behalf_note", "reason")
        ended = ("slot__ends_at",)

    def __str__(self) -> str:
        return f"booking:{self.pk}"

    @property
    def subject(self) -> str:
        """What the audit log calls it."""
        return f"booking:{self.pk}"

    def state_in(self, lang: str) -> str:
        """Answer its state in words."""
        state = BOOKING.state(self.state)
        return state.en if lang == "en" else state.zh

    def whose(self, lang: str) -> str:
        """Answer whom it is for: the firm, or else the person."""
        if self.organisation:
            return self.organisation.name_in(lang)
        return self.person.called if self.person else self.called
