"""A notice to one person, its way through each channel, and what the person wants to be told where."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something a person is told. Its words come from the kind's row when it is shown; it holds codes and dates."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    matter = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()
    is_shown = models.BooleanField(default=True)
    """Whether it stands in the person's list."""
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["to", "is_shown", "read_at"], name="unread_notices")]

    class Privacy:
        kind = "trace"
        retention_days = 730
        seen_by = ("self",)
        subject = "to"
        goes = True
        ended = ("at",)

    def __str__(self) -> str:
        return f"{self.kind} {self.matter}"


class Fate(models.TextChoices):
    """What became of a message."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    NOWHERE = "nowhere", _("No address")
    """The person has none for this channel, or is no longer active: nothing failed."""
    UNCERTAIN = "uncertain", _("Perhaps sent")
    """The process or the connection died between handing over and hearing that it was taken: not sent again."""


class Delivery(models.Model):
    """The way of a notice through one channel. The row is the claim: only who turns it to `sending` sends."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20)
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=80, blank=True)
    """A code, never an address or a person's words."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_a_notice_and_channel")]
        indexes = [models.Index(fields=["fate", "next_at"], name="waiting_deliveries")]

    class Privacy:
        kind = "trace"
        retention_days = 730
        seen_by = ("self", "system_administrator")
        subject = "notice__to"
        goes = True
        ended = ("notice__at",)

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel} {self.fate}"


class Preference(models.Model):
    """Whether a person wants to be told a kind of thing by a channel; without a row the kind's own default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=20)
    is_wanted = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "channel"], name="one_wish_a_kind_and_channel")]

    class Privacy:
        kind = "contact"
        retention_days = None
        seen_by = ("self",)
        subject = "user"
        goes = True

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.channel} {self.is_wanted}"
