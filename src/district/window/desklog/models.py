"""A contact, as the desk writes it down."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from district.directory.models import ServicePoint
from district.window.models import Request


class Channel(models.TextChoices):
    """How somebody reached the point."""

    PHONE = "phone", _("Call")
    WALK_IN = "walk_in", _("Walk-in")
    CHAT = "chat", _("Chat")
    EMAIL = "email", _("E-mail")
    VISIT = "visit", _("Visit to a firm")


class Contact(models.Model):
    """One call, chat or walk-in. `topic` is a group of the catalogue in Chinese, as the catalogue keeps it."""

    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField()
    entered_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_late = models.BooleanField(default=False)
    """Entered on a later day than it happened."""
    is_after_return = models.BooleanField(default=False)
    """Entered when a return that counts its day had been handed in: that return stays as it is."""
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.PHONE)
    topic = models.CharField(max_length=60, blank=True)
    caller = models.CharField(max_length=80, blank=True)
    firm = models.CharField(max_length=120, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    asked = models.CharField(max_length=300)
    answer = models.CharField(max_length=1000, blank=True)
    minutes = models.PositiveSmallIntegerField(default=5)
    request = models.OneToOneField(Request, null=True, blank=True, on_delete=models.PROTECT, related_name="contact")
    """The request it became."""

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["point", "on"], name="contacts_of_a_day")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1) & Q(minutes__lte=600), name="a_contact_takes_a_while")
        ]

    class Privacy:
        kind = "matter"
        retention_days = 1095
        seen_by = ("self", "point_staff", "point_head", "district_officer")
        number = "mobile"
        made = "entered_at"
        erased = ("caller", "mobile", "asked", "answer")
        ended = ("on",)

    def __str__(self) -> str:
        return f"{self.point_id} {self.on} {self.channel}"

    @property
    def matter(self) -> str:
        """The name the audit log knows it by."""
        return f"contact:{self.pk}"
