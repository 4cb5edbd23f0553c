"""The network as the office keeps it. Names and texts stand in both languages; every row says when it was verified."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from district.directory.kinds import FacilityKind, PointKind, SiteRoom


class PublicFacts:
    """What everyone may see: no personal data, kept while in use."""

    kind: ClassVar[str] = "none"
    retention_days: ClassVar[int | None] = None
    seen_by: ClassVar[tuple[str, ...]] = ("everyone",)


class Verified(models.Model):
    """A row somebody vouches for, until it is due to be verified again."""

    verified_on = models.DateField()
    verify_again_on = models.DateField()

    class Meta:
        abstract = True


class MapSheet(models.Model):
    """The schematic map: GeoJSON in plane coordinates, y downwards. A real map carries its approval number (审图号)."""

    Privacy = PublicFacts
    code = models.SlugField(unique=True)
    approval_number = models.CharField(max_length=40, blank=True)
    geojson = models.JSONField()

    def __str__(self) -> str:
        return self.code


class ServicePoint(Verified):
    """A place of the network where service is given."""

    Privacy = PublicFacts
    code = models.SlugField(unique=True)
    kind = models.CharField(max_length=30, choices=PointKind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    address_zh = models.CharField(max_length=120)
    address_en = models.CharField(max_length=160)
    x = models.FloatField()
    y = models.FloatField()
    by_appointment = models.BooleanField(default=False)
    plaque_until = models.DateField(null=True, blank=True)
    """The last day its plaque (牌匾) is valid; None where none has been given after an evaluation."""
    note_zh = models.CharField(max_length=80, blank=True)
    note_en = models.CharField(max_length=120, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "number", "code"]

    def __str__(self) -> str:
        return self.code


class OpeningHours(models.Model):
    """When a point is open on a day of the week (Monday is 0), on working days."""

    Privacy = PublicFacts
    point = models.ForeignKey(ServicePoint, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="a_day_of_the_week"),
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="opens_before_it_closes"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.weekday} {self.opens}-{self.closes}"


class HoursException(models.Model):
    """One day on which a point keeps other hours, or, without hours, is closed."""

    Privacy = PublicFacts
    point = models.ForeignKey(ServicePoint, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    reason_zh = models.CharField(max_length=80, blank=True)
    reason_en = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["point", "day"], name="one_exception_a_day")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.day}"


class Facility(models.Model):
    """A station, room, court, window or hall at a point: a resource that can be booked."""

    Privacy = PublicFacts
    point = models.ForeignKey(ServicePoint, on_delete=models.CASCADE, related_name="facilities")
    kind = models.CharField(max_length=10, choices=FacilityKind.choices)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "name_zh"]

    def __str__(self) -> str:
        return f"{self.point_id} {self.kind}"


class ServiceItem(Verified):
    """An item of the service catalogue (公共服务事项)."""

    Privacy = PublicFacts
    code = models.SlugField(unique=True)
    group_zh = models.CharField(max_length=40)
    group_en = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    audience_zh = models.CharField(max_length=120)
    audience_en = models.CharField(max_length=160)
    basis = models.CharField(max_length=160, blank=True)
    materials_zh = models.TextField(blank=True)
    materials_en = models.TextField(blank=True)
    channels = models.JSONField(default=list)
    """Of window, online, phone, on_site."""
    promise_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Working days until the result is promised; None where nothing is promised."""
    fee_zh = models.CharField(max_length=60)
    fee_en = models.CharField(max_length=80)
    result_zh = models.CharField(max_length=120, blank=True)
    result_en = models.CharField(max_length=160, blank=True)
    room = models.CharField(max_length=20, choices=SiteRoom.choices, blank=True)
    """The room of the site it belongs to; empty: it is asked for at the window."""
    points = models.ManyToManyField(ServicePoint, related_name="items")

    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class AllianceMember(Verified):
    """A service institution of the operation service alliance."""

    Privacy = PublicFacts
    code = models.SlugField(unique=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    qualifications_zh = models.CharField(max_length=160)
    qualifications_en = models.CharField(max_length=200)
    topics_zh = models.CharField(max_length=160)
    topics_en = models.CharField(max_length=200)
    languages = models.JSONField(default=list)
    conflict_declared_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class _HistoryOfFacts:
    """What an entry said before, by whom changed."""

    kind = "none"
    retention_days = None
    seen_by = ("point_head", "district_officer", "auditor")


TRACKED: tuple[type[models.Model], ...] = (ServicePoint, Facility, ServiceItem, AllianceMember)
"""Models whose every earlier state is kept (`history`); `update()` would leave none and is not used on them."""
for _model in TRACKED:
    _model.history.model.Privacy = _HistoryOfFacts  # type: ignore[attr-defined]
