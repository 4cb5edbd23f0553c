"""A text a point answers with."""

from __future__ import annotations

from django.db import models

from district.directory.models import ServiceItem, ServicePoint


class AnswerTemplate(models.Model):
    """A text of a point in both languages, for one item, one topic or everything; without a point, of every point."""

    point = models.ForeignKey(
        ServicePoint, null=True, blank=True, on_delete=models.PROTECT, related_name="answer_templates"
    )
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    item = models.ForeignKey(ServiceItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text_zh = models.TextField(max_length=4000)
    text_en = models.TextField(max_length=4000, blank=True)
    uses = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uses", "pk"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("point_staff", "point_head", "district_officer")

    def __str__(self) -> str:
        return self.title_zh
