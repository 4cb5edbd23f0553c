"""What is to be checked, item by item, and who checked it for which request."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from district.directory.models import ServiceItem
from district.window.models import Request


class Before(models.TextChoices):
    """The step before which something must be there."""

    ACCEPT = "accept", _("before acceptance")
    RESOLVE = "resolve", _("before the answer")


class Check(models.Model):
    """One thing to be checked for an item. It is retired, not deleted, because requests were checked by it."""

    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="checks")
    before = models.CharField(max_length=8, choices=Before.choices, default=Before.ACCEPT)
    text_zh = models.CharField(max_length=120)
    text_en = models.CharField(max_length=160)
    is_obligatory = models.BooleanField(default=True)
    place = models.PositiveSmallIntegerField(default=1)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item", "before", "place", "pk"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("point_staff", "point_head", "district_officer")

    def __str__(self) -> str:
        return f"{self.item_id} {self.before} {self.place}"

    def said(self, lang: str) -> str:
        """Answer the text in a language, in Chinese where the other is not written."""
        return (self.text_en if lang == "en" else "") or self.text_zh


class Tick(models.Model):
    """Somebody saw that it is there."""

    # `check` is a method of every Django model.
    point = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="ticks")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="ticks")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["request", "point"], name="ticked_once_a_request")]

    class Privacy:
        kind = "trace"
        retention_days = None
        seen_by = ("point_staff", "point_head", "district_officer")
        subject = "by"

    def __str__(self) -> str:
        return f"{self.request_id} {self.point_id}"
