"""A point's year under evaluation, and the lines of its score sheet."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from district.directory.models import ServicePoint
from district.files.models import StoredFile
from district.window.evaluation.states import EVALUATION


class OfThePoint:
    """No personal data; seen by the point and the district."""

    kind = "none"
    retention_days = None
    seen_by = ("point_staff", "point_head", "district_officer")


class Evaluation(models.Model):
    """One point, one year. `counts` are fixed when the self-report is submitted; before that they are counted anew."""

    Privacy = OfThePoint
    point = models.ForeignKey(ServicePoint, on_delete=models.PROTECT, related_name="evaluations")
    year = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    """The last day of the self-report."""
    state = models.CharField(
        max_length=12, choices=[(state.name, state.en) for state in EVALUATION.states], default=EVALUATION.initial
    )
    state_since = models.DateTimeField()
    counts = models.JSONField(default=dict, blank=True)
    report = models.TextField(max_length=4000, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    """What the district wrote with its last step: why it goes back, what is to be put right, why it failed."""
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    grade = models.SlugField(max_length=20, blank=True)
    rectify_by = models.DateField(null=True, blank=True)
    rectified = models.TextField(max_length=2000, blank=True)
    """What the head reports as put right."""
    plaque_until = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    overdue_told_on = models.DateField(null=True, blank=True)
    """When the head was reminded of the day that runs now, and when it was told that it had passed."""

    class Meta:
        ordering = ["-year", "point"]
        constraints = [models.UniqueConstraint(fields=["point", "year"], name="one_evaluation_a_year")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.year}"

    @property
    def matter(self) -> str:
        """The name the audit log, notices and files know it by."""
        return f"evaluation:{self.pk}"


class Line(models.Model):
    """One indicator: what the head claims and says, what the district gives and remarks."""

    Privacy = OfThePoint
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="lines")
    code = models.SlugField(max_length=40)
    claimed = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    said = models.CharField(max_length=500, blank=True)
    given = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "code"], name="one_line_an_indicator")]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.code}"


class Evidence(models.Model):
    """A file that shows something to an indicator."""

    Privacy = OfThePoint
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="evidence")
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.line_id} {self.file_id}"
