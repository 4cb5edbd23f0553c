"""How often a key was used in a span of time."""

from __future__ import annotations

from django.db import models


class Count(models.Model):
    """The uses of one key under one limit in one span."""

    key = models.CharField(max_length=64)
    span = models.DateTimeField()
    """When the span began."""
    until = models.DateTimeField()
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "span"], name="one_count_a_key_and_span")]
        indexes = [models.Index(fields=["until"], name="counts_by_end")]

    class Privacy:
        kind = "none"
        retention_days = 1
        seen_by = ("system_administrator",)
        ended = ("until",)

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.uses}"
