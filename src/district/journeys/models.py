"""Which matter grew out of which."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from district.consultation.models import ActionItem, Booking
from district.window.desklog.models import Contact
from district.window.models import Request


class BookedContact(models.Model):
    """A contact of the desk log that became a booking. Where a booking came to nothing the contact may get another."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="bookings")
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="contact")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    class Privacy:
        kind = "trace"
        retention_days = 1095
        seen_by = ("point_staff", "point_head")
        subject = "by"
        ended = ("at",)

    def __str__(self) -> str:
        return f"contact:{self.contact_id} → booking:{self.booking_id}"


class FollowUp(models.Model):
    """Something to be done after a session that became a request."""

    item = models.OneToOneField(ActionItem, on_delete=models.PROTECT, related_name="follow_up")
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="follow_up")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    class Privacy:
        kind = "trace"
        retention_days = 1825
        seen_by = ("self", "expert", "point_staff", "point_head")
        subject = "by"
        ended = ("at",)

    def __str__(self) -> str:
        return f"item:{self.item_id} → request:{self.request_id}"
