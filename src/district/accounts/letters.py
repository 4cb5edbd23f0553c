"""What is known of a letter that leaves beside the answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sending(models.TextChoices):
    """What became of the letter of an invitation by e-mail.

    One to a number has none: whether there was somebody to tell on the page or a message to send is nobody's to know.
    """

    NONE = "", _("Waits for its number")
    UNDERWAY = "underway", _("Being sent")
    """Where it stays so, the process died in between: nobody knows whether it went."""
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    UNCERTAIN = "uncertain", _("Perhaps not sent")
