"""What the site keeps: results it was once given, so that a page need not be counted twice."""

from __future__ import annotations

from django.db import models

from district.openstats.spans import Span


class StoredResult(models.Model):
    """The page of one question at one snapshot in one language, as JSON. Everything here can be rebuilt."""

    snapshot = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True)
    version = models.CharField(max_length=20)
    figure = models.CharField(max_length=60)
    parameters = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    value = models.FloatField(null=True)
    result = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "taken_at", "version", "figure", "parameters", "language"],
                name="one_result_a_question",
            )
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("everyone",)

    def __str__(self) -> str:
        return f"{self.figure}?{self.parameters} @ {self.snapshot} {self.language}"


class ReleasedSpan(models.Model):
    """What was told of a service figure in a finished span, as it left through the exit: no raw value is kept."""

    figure = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    region = models.CharField(max_length=60)
    start = models.DateField()
    end = models.DateField()
    smallest = models.PositiveSmallIntegerField()
    spread = models.PositiveSmallIntegerField()
    content = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "version", "region", "start", "end", "smallest", "spread"],
                name="a_span_is_released_once",
            )
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("everyone",)

    def __str__(self) -> str:
        return f"{self.figure} {self.start}–{self.end}"

    def span(self) -> Span:
        """Answer the span it tells of."""
        return Span(self.start, self.end)
