"""A value somebody published, as an officer entered it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OfficialValue(models.Model):
    """One figure of a region on a date, with where it is from."""

    figure = models.CharField(max_length=60)
    region = models.CharField(max_length=60)
    on = models.DateField()
    value = models.FloatField()
    """In single patents or per 10,000 people, as the figure's unit is."""
    scope = models.CharField(max_length=20, blank=True)
    """Whose patents: mainland, domestic_incl_hmt, all; empty where the source does not say."""
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=120)
    published_on = models.DateField(null=True)
    note = models.CharField(max_length=400, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["figure", "region", "on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "region", "on", "scope", "title", "issuer"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_value_of_a_source",
            )
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("everyone",)

    def __str__(self) -> str:
        return f"{self.figure} {self.region} {self.on:%F}"

    @property
    def matter(self) -> str:
        """The name the audit log knows it by."""
        return f"official:{self.pk}"
