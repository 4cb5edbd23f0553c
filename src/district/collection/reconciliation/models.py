"""A reconciliation, and its rows as the library answered them, with what an officer decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from district.collection.reconciliation.states import RECONCILIATION

OURS, THEIRS, BOTH = "ours", "theirs", "both"


class Reconciliation(models.Model):
    """An official list beside our stock on a day and in a region."""

    state = models.CharField(
        max_length=12,
        choices=[(state.name, state.en) for state in RECONCILIATION.states],
        default=RECONCILIATION.initial,
    )
    state_since = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    """Who sent the list, in the officer's words."""
    region = models.CharField(max_length=60)
    on = models.DateField()
    figure = models.CharField(max_length=60)
    column = models.CharField(max_length=80, blank=True)
    sheet = models.CharField(max_length=80, blank=True)
    """The column and sheet of numbers where the officer had to name them."""
    comparing = models.UUIDField(null=True)
    problem_zh = models.TextField(blank=True)
    problem_en = models.TextField(blank=True)
    """Why the list could not be read."""
    told = models.JSONField(default=dict)
    """The library's answer without its rows."""
    reason = models.CharField(max_length=400, blank=True)
    """Why it was set aside."""

    class Meta:
        ordering = ["-pk"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("district_officer",)

    def __str__(self) -> str:
        return f"reconciliation {self.pk}"

    @property
    def matter(self) -> str:
        """The name the audit log and the files know it by."""
        return f"reconciliation:{self.pk}"


class Row(models.Model):
    """One patent or one row of the list. Rows in both are kept for the workbook; the others are to be settled."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="rows")
    side = models.CharField(max_length=8)
    reason = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=40, blank=True)
    stated = models.CharField(max_length=200, blank=True)
    sheet = models.CharField(max_length=80, blank=True)
    row = models.PositiveIntegerField(null=True)
    mended = models.CharField(max_length=20, blank=True)
    damage = models.CharField(max_length=40, blank=True)
    suggests = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    cause = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=400, blank=True)
    holder = models.CharField(max_length=200, blank=True)
    stated_holder = models.CharField(max_length=200, blank=True)
    holder_differs = models.BooleanField(default=False)
    place = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=300)
    """What names the row in the list of another month."""
    settled = models.CharField(max_length=400, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    carried_from = models.ForeignKey(Reconciliation, null=True, on_delete=models.SET_NULL, related_name="+")
    """The earlier reconciliation in which the same difference had been settled."""

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["reconciliation", "side", "reason"], name="row_by_reason"),
            models.Index(fields=["key"], name="row_by_key"),
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("district_officer",)

    def __str__(self) -> str:
        return f"row {self.pk}"
