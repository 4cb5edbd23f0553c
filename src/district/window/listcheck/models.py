"""A batch, and the filings it names."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from district.accounts.models import Organisation


class Outcome(models.TextChoices):
    """What came of taking a filing up with its applicant."""

    OPEN = "open", _("Not settled yet")
    WITHDRAWN = "withdrawn", _("Application withdrawn")
    REASONS = "reasons", _("Reasons stated")
    NO_CONTACT = "no_contact", _("Not to be reached")


class Batch(models.Model):
    """One list as the office sent it. `problems` are the rows that were not taken: line, field, value, code."""

    code = models.CharField(max_length=40, unique=True)
    taken_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    class Privacy:
        kind = "matter"
        retention_days = 1825
        seen_by = ("point_staff", "point_head", "district_officer")
        erased = ("problems",)
        ended = ("taken_at",)

    def __str__(self) -> str:
        return self.code


class Filing(models.Model):
    """One filing of a batch; `organisation` where the applicant's name is that of exactly one we know."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="filings")
    number = models.CharField(max_length=14)
    applicant = models.CharField(max_length=160)
    agency = models.CharField(max_length=160, blank=True)
    notified_on = models.DateField()
    due_on = models.DateField()
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="listed_filings"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    evidence = models.CharField(max_length=400, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "number"]
        indexes = [models.Index(fields=["number"], name="filings_by_number")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="a_filing_once_a_batch"),
            models.CheckConstraint(condition=Q(outcome="open") | ~Q(evidence=""), name="an_outcome_has_its_evidence"),
        ]

    class Privacy:
        kind = "matter"
        retention_days = 1825
        seen_by = ("enterprise_user", "point_staff", "point_head", "district_officer")
        ended = ("settled_at", "due_on")

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"
