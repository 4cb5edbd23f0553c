"""The address under which a person's calendar fetches their sessions."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Feed(models.Model):
    """A secret of one person; renewing it makes the old address answer nothing."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    secret = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Privacy:
        kind = "credential"
        retention_days = None  # one a person, until they renew it
        seen_by = ("self",)
        subject = "user"
        goes = True

    def __str__(self) -> str:
        return f"feed of {self.user_id}"
