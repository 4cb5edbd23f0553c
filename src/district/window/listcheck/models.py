"""A batch, and the filings it names."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from district.accounts.models import Organisation
from district.directory.models import ServicePoint
from district.window.listcheck.states import LISTED


class Outcome(models.TextChoices):
    """What came of taking a filing up with its applicant."""

    OPEN = "open", _("Not settled yet")
    WITHDRAWN = "withdrawn", _("Application withdrawn")
    REASONS = "reasons", _("Reasons stated")
    NO_CONTACT = "no_contact", _("Not to be reached")


class Answer(models.TextChoices):
    """What a firm says it did."""

    WITHDRAWN = "withdrawn", _("We withdrew the application")
    REASONS = "reasons", _("We state our reasons")


class Way(models.TextChoices):
    """How the desk tried to reach an applicant."""

    PHONE = "phone", _("Telephone")
    VISIT = "visit", _("Visit")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")
    AGENCY = "agency", _("Through the agency")


class Batch(models.Model):
    """One list as the office sent it. `problems` are the rows that were not taken: line, field, value, code."""

    code = models.CharField(max_length=40, unique=True)
    taken_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    problems = models.JSONField(default=list)
    reported_at = models.DateTimeField(null=True, blank=True)
    """When its return was handed in; nothing of it changes afterwards."""

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

    @property
    def matter(self) -> str:
        """The name the audit log and notices know it by."""
        return f"batch:{self.pk}"


class Filing(models.Model):
    """One filing of a batch; `organisation` by credit code, or where the applicant's name is that of exactly one.

    `answered` is what the firm says it did, `outcome` what the desk found.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="filings")
    number = models.CharField(max_length=14)
    applicant = models.CharField(max_length=160)
    credit_code = models.CharField(max_length=18, blank=True)
    agency = models.CharField(max_length=160, blank=True)
    notified_on = models.DateField()
    due_on = models.DateField()
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="listed_filings"
    )
    point = models.ForeignKey(ServicePoint, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The point that follows it up; without one every desk may."""
    state = models.CharField(
        max_length=10, choices=[(state.name, state.en) for state in LISTED.states], default=LISTED.initial
    )
    answered = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=400, blank=True)
    """Why the desk asked again or reopened it last."""
    reminded_on = models.DateField(null=True, blank=True)
    overdue_told_on = models.DateField(null=True, blank=True)
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
        files = "matter"

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"

    @property
    def matter(self) -> str:
        """The name the audit log and files know it by."""
        return f"filing:{self.pk}"


class Attempt(models.Model):
    """One attempt to reach an applicant: the evidence that there was no contact."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="attempts")
    on = models.DateField()
    way = models.CharField(max_length=8, choices=Way.choices)
    note = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]

    class Privacy:
        kind = "matter"
        retention_days = 1825
        seen_by = ("point_staff", "point_head", "district_officer")
        ended = ("at",)

    def __str__(self) -> str:
        return f"{self.filing_id} {self.on}"


class Template(models.Model):
    """The office's own XLSX for the return: its named cells head the columns that are filled downwards."""

    content = models.BinaryField()
    names = models.JSONField()
    strange = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("district_officer",)

    def __str__(self) -> str:
        return f"{self.uploaded_at:%F}"
