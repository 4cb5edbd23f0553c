"""What was advised, what is to be done, and how it was rated."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from district.consultation.models.bookings import Booking


class SessionRecord(models.Model):
    """The record of a session: what was asked in substance, what was advised."""

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="record")
    summary = models.TextField(max_length=4_000)
    advice = models.TextField(max_length=8_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        kind = "matter"
        retention_days = 1095
        seen_by = ("self", "expert", "point_staff", "point_head")
        subject = "booking__person"
        number = "booking__phone"
        made = "booking__made_at"
        ended = ("booking__slot__ends_at",)
        erased = ("summary", "advice")

    def __str__(self) -> str:
        return f"record of {self.booking_id}"


class ActionItem(models.Model):
    """Something to be done after a session, by the firm, the expert or the office."""

    class Who(models.TextChoices):
        """Who does it."""

        FIRM = "firm", _("the firm")
        EXPERT = "expert", _("the expert")
        OFFICE = "office", _("the office")

    record = models.ForeignKey(SessionRecord, on_delete=models.PROTECT, related_name="items")
    text = models.CharField(max_length=200)
    who = models.CharField(max_length=8, choices=Who.choices, default=Who.FIRM)

    class Meta:
        ordering = ["pk"]

    class Privacy:
        kind = "matter"
        retention_days = 1095
        seen_by = ("self", "expert", "point_staff", "point_head")
        subject = "record__booking__person"
        number = "record__booking__phone"
        made = "record__booking__made_at"
        ended = ("record__booking__slot__ends_at",)
        erased = ("text",)

    def __str__(self) -> str:
        return f"{self.record_id} {self.who}"


class Survey(models.Model):
    """How whoever was advised rates it: five levels (好差评) and one free line."""

    class Level(models.IntegerChoices):
        """The levels, the best first."""

        VERY_GOOD = 5, _("very satisfied")
        GOOD = 4, _("satisfied")
        FAIR = 3, _("fairly satisfied")
        BAD = 2, _("dissatisfied")
        VERY_BAD = 1, _("very dissatisfied")

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="survey")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    line = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1) & Q(level__lte=5), name="a_survey_has_five_levels")
        ]

    class Privacy:
        kind = "matter"
        retention_days = 1095
        seen_by = ("self", "point_staff", "point_head")
        subject = "booking__person"
        number = "booking__phone"
        made = "booking__made_at"
        ended = ("booking__slot__ends_at",)
        erased = ("line",)

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.level}"
