"""What the site keeps: results it was once given, so that a page need not be counted twice."""

from __future__ import annotations

from django.db import models


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
