"""An upload of office files, and who made which snapshot current."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from district.collection.states import UPLOAD


class Upload(models.Model):
    """Some files handed in together, which are read and accepted together or not at all."""

    state = models.CharField(
        max_length=12, choices=[(state.name, state.en) for state in UPLOAD.states], default=UPLOAD.initial
    )
    state_since = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Null: found in the watched folder."""
    source = models.CharField(max_length=200)
    """Where the files come from, in the officer's words: an office, a letter, a download."""
    reading = models.UUIDField(null=True)
    """The task that reads them, to ask how far it is."""
    report = models.JSONField(default=list)
    """Each file's account as the library gave it: path, format, documents, kept, rejected, problems."""
    staged = models.PositiveIntegerField(null=True)
    base = models.PositiveIntegerField(null=True)
    """The snapshot that was current when the files were read."""
    accepted_as = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    """Why it was set aside."""
    differences = models.JSONField(default=list)
    """How the headline figures would change: figure, region, on, before, after."""

    class Meta:
        ordering = ["-pk"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("district_officer",)

    def __str__(self) -> str:
        return f"upload {self.pk}"

    @property
    def matter(self) -> str:
        """The name the audit log knows it by."""
        return f"upload:{self.pk}"


class UploadedFile(models.Model):
    """One of the files, kept as it came."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["upload", "name"], name="one_file_of_a_name_in_an_upload")]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("district_officer",)

    def __str__(self) -> str:
        return self.name


class RollBack(models.Model):
    """An officer made the content of an earlier snapshot current again."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.PositiveIntegerField()
    number = models.PositiveIntegerField(unique=True)
    """The snapshot that was made for it."""
    reason = models.CharField(max_length=400)

    class Meta:
        ordering = ["-pk"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("district_officer", "auditor")

    def __str__(self) -> str:
        return f"{self.to} → {self.number}"
