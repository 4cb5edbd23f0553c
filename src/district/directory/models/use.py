"""Who is on duty at a point, and what its facilities are used for: when, by whom, what for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from district.directory.models.network import Facility, ServicePoint


class Duty(models.Model):
    """A person of the staff is on duty at a point on a day of the week (Monday is 0)."""

    point = models.ForeignKey(ServicePoint, on_delete=models.CASCADE, related_name="duties")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="duty_on_a_day_of_the_week"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="duty_begins_before_it_ends"),
            models.UniqueConstraint(fields=["point", "person", "weekday", "opens"], name="one_duty_at_a_time"),
        ]

    class Privacy:
        kind = "trace"
        retention_days = None
        seen_by = ("self", "point_staff", "point_head", "district_officer")
        subject = "person"

    def __str__(self) -> str:
        return f"{self.point_id} {self.weekday} {self.opens}"


class FacilityUse(models.Model):
    """A facility taken for a time and a purpose. Cancelled, it stays to be read and holds no time."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="uses")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    purpose = models.CharField(max_length=120)
    user = models.CharField(max_length=80, blank=True)
    """Who uses it: a unit or an organisation, in words."""
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["facility", "starts_at"], name="uses_of_a_facility")]
        constraints = [models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="a_use_ends_later")]

    class Privacy:
        kind = "trace"
        retention_days = 1095
        seen_by = ("self", "point_staff", "point_head", "district_officer")
        subject = "taken_by"
        ended = ("ends_at",)
        erased = ("user",)

    def __str__(self) -> str:
        return f"{self.facility_id} {self.starts_at:%Y-%m-%d %H:%M}"


class UsedQuarter(models.Model):
    """A quarter of an hour of a facility, held by one use: what keeps two from having it, on every database."""

    use = models.ForeignKey(FacilityUse, on_delete=models.CASCADE, related_name="quarters")
    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="+")
    begins_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "begins_at"], name="a_quarter_is_used_once"),
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("point_staff", "point_head", "district_officer")

    def __str__(self) -> str:
        return f"{self.facility_id} {self.begins_at:%Y-%m-%d %H:%M}"
