"""The recurring day, its single days with their rosters, and the slots on them."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from district.consultation.models.experts import Expert
from district.consultation.states import ROSTER
from district.consultation.topics import names_of
from district.directory.models import Facility, PublicFacts, ServicePoint


class Series(models.Model):
    """A day that recurs every week at a service point, with the office's own rules for it."""

    Privacy = PublicFacts
    code = models.SlugField(unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    weeks_ahead = models.PositiveSmallIntegerField(default=4)
    confirms_itself = models.BooleanField(default=True)
    """Whether a booking without any finding is confirmed at once; else it is held until the desk looks at it."""
    hold_days = models.PositiveSmallIntegerField(default=2)
    """Working days."""
    cancel_hours = models.PositiveSmallIntegerField(default=24)
    bookings_per_firm = models.PositiveSmallIntegerField(default=1)
    link_minutes = models.PositiveSmallIntegerField(default=30)
    """How long before it begins the two sides see the link of an online session."""
    remind_hours = models.PositiveSmallIntegerField(default=24)
    survey_days = models.PositiveSmallIntegerField(default=5)
    record_days = models.PositiveSmallIntegerField(default=2)
    """Working days the expert has to write the record."""

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "series"
        constraints = [models.CheckConstraint(condition=Q(weekday__lte=6), name="series_has_a_weekday")]

    def __str__(self) -> str:
        return self.code

    def name_in(self, lang: str) -> str:
        """Answer the name in a language."""
        return self.name_en if lang == "en" else self.name_zh


class ConsultationDay(models.Model):
    """One day of a series and the state of its roster. Bookings of a day queue at its row."""

    Privacy = PublicFacts
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    regular_day = models.DateField()
    """The day the week's plan names; another one than `day` where holidays moved it."""
    state = models.CharField(
        max_length=12, default=ROSTER.initial, choices=[(state.name, state.en) for state in ROSTER.states]
    )

    class Meta:
        ordering = ["day", "series"]
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="a_series_is_held_once_a_day"),
            models.UniqueConstraint(fields=["series", "regular_day"], name="a_week_is_planned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.day}"

    @property
    def is_moved(self) -> bool:
        """Whether holidays moved it."""
        return self.day != self.regular_day

    def state_in(self, lang: str) -> str:
        """Answer the state of the roster in words."""
        state = ROSTER.state(self.state)
        return state.en if lang == "en" else state.zh


class Slot(models.Model):
    """A time with an expert, at a facility or online, for so many parties at once."""

    Privacy = PublicFacts
    day = models.ForeignKey(ConsultationDay, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    facility = models.ForeignKey(Facility, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Where; none is online."""
    link = models.URLField(blank=True)
    topics = models.JSONField(default=list)
    experts = models.ManyToManyField(Expert, related_name="slots")

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="a_slot_ends_later"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="a_slot_seats_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.day_id} {self.starts_at:%H:%M}"

    @property
    def is_online(self) -> bool:
        """Whether it is held online."""
        return self.facility_id is None

    def topic_names(self) -> list[str]:
        """Answer the topics' names in the page's language."""
        return names_of(self.topics)
