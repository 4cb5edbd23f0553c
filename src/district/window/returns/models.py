"""A point's return and the template it goes out in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from district.directory.models import ServicePoint
from district.window.returns.periods import Kind, Period
from district.window.returns.states import RETURN

KINDS = [(Kind.MONTH.value, _("Month")), (Kind.QUARTER.value, _("Quarter")), (Kind.YEAR.value, _("Year"))]


class PointReturn(models.Model):
    """One point, one period. `figures` (code to number) are fixed by the check; a draft counts them anew."""

    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="returns")
    kind = models.CharField(max_length=8, choices=KINDS)
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(state.name, state.en) for state in RETURN.states], default=RETURN.initial
    )
    state_since = models.DateTimeField()
    figures = models.JSONField(default=dict, blank=True)
    remark = models.CharField(max_length=1000, blank=True)
    """What the point adds in words."""
    reason = models.CharField(max_length=400, blank=True)
    """Why the district sent it back last."""
    handed_in_at = models.DateTimeField(null=True, blank=True)
    """When it was submitted last."""
    reminded_on = models.DateField(null=True, blank=True)
    overdue_told_on = models.DateField(null=True, blank=True)
    """When the point was reminded of the due day, and when it and the district were told that it had passed."""

    class Meta:
        ordering = ["-first", "point"]
        constraints = [models.UniqueConstraint(fields=["point", "kind", "first"], name="one_return_a_period")]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("point_staff", "point_head", "district_officer")

    def __str__(self) -> str:
        return f"{self.point_id} {self.period.code}"

    @property
    def period(self) -> Period:
        """The period it is made for."""
        return Period(Kind(self.kind), self.first, self.last)

    @property
    def matter(self) -> str:
        """The name the audit log knows it by."""
        return f"return:{self.pk}"


class Note(models.Model):
    """What a point says of one figure: why it differs from the months' returns, or by what it is replaced.

    `counted` is what the records said then and is kept whatever `value` the point puts in its place.
    """

    row = models.ForeignKey(PointReturn, on_delete=models.CASCADE, related_name="notes")
    code = models.SlugField(max_length=60)
    counted = models.PositiveIntegerField()
    value = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["row", "code"], name="one_note_a_figure")]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("point_staff", "point_head", "district_officer")

    def __str__(self) -> str:
        return f"{self.row_id} {self.code}"


class Template(models.Model):
    """The city's own XLSX with named cells, as an officer uploaded it; of those for a period the newest is used."""

    kind = models.CharField(max_length=8, choices=KINDS, blank=True)
    """The period it is for; empty: for all that have none of their own."""
    content = models.BinaryField()
    names = models.JSONField()
    """The named cells of ours that it has, by name: the cell they name."""
    strange = models.JSONField(default=dict)
    """Its named cells that we do not know, by name: the cell they name."""
    uploaded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("district_officer",)

    def __str__(self) -> str:
        return f"{self.uploaded_at:%F}"
