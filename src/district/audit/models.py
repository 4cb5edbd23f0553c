"""An entry of the log, and the head that gives out the next place in the chain."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove an entry: a bug, never a person's request."""


class _AppendOnly(models.QuerySet["Entry"]):
    def update(self, **_: Any) -> NoReturn:
        raise AppendOnlyError("entries of the audit log are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("entries of the audit log are never removed")

    def bulk_create(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnlyError("entries of the audit log are written one by one, each with its link")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnlyError("entries of the audit log are never changed")


class Entry(models.Model):
    """One act or one reading. `detail` holds codes and keys, never a person's words or contact data."""

    place = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Null: the system itself, when a deadline passed."""
    on_behalf_of = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = _AppendOnly.as_manager()

    class Meta:
        ordering = ["place"]
        indexes = [models.Index(fields=["subject", "place"], name="entries_of_a_subject")]

    class Privacy:
        kind = "trace"
        retention_days = None
        seen_by = ("self", "auditor")
        subject = "by"

    def __str__(self) -> str:
        return f"{self.place} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; an entry that stands is never written again."""
        if self.pk is not None:
            raise AppendOnlyError("entries of the audit log are never changed")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError("entries of the audit log are never removed")


class Head(models.Model):
    """The one row that writers lock in turn: where the chain ends."""

    place = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("auditor",)

    def __str__(self) -> str:
        return f"{self.place} {self.digest[:12]}"
