"""A kept file: what it is, whose matter it belongs to, and where its bytes lie."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models


def new_key() -> str:
    """Answer a key nobody can guess."""
    return secrets.token_urlsafe(16)


class StoredFile(models.Model):
    """One file of one matter. Its bytes never change; a new version is a new file."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    matter = models.CharField(max_length=80, db_index=True)
    """The owning room's matter, as "request:17"."""
    name = models.CharField(max_length=120)
    """What it was called, made harmless."""
    kind = models.CharField(max_length=12)
    """A code of `kinds.csv`, found by content."""
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=160, unique=True)
    """The name under which the storage keeps the bytes."""
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["kept_at", "pk"]

    class Privacy:
        kind = "matter"
        retention_days = 1825
        seen_by = ("self", "point_staff", "district_officer")
        subject = "kept_by"
        with_matter = True

    def __str__(self) -> str:
        return self.key
