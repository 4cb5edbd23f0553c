"""A filter somebody saved under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from district.directory.models import ServicePoint


class SavedFilter(models.Model):
    """A filter of the desk's lists with its name; its owner may share it with a point they work at."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=600)
    shared_with = models.ForeignKey(
        ServicePoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="shared_filters"
    )
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="a_person_names_a_filter_once")]

    class Privacy:
        kind = "trace"
        retention_days = None
        seen_by = ("self", "point_staff", "point_head")
        subject = "owner"
        goes = True

    def __str__(self) -> str:
        return self.name
