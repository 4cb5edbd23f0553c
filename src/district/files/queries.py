"""Reads of the files."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from district.files import access
from district.files.models import StoredFile


def of_matter(matter: str) -> QuerySet[StoredFile]:
    """Answer the files of a matter, oldest first. The caller has shown the matter, and so may show what it holds."""
    return StoredFile.objects.filter(matter=matter)


def visible_to(user: access.Person, key: str, *, on: date) -> StoredFile | None:
    """Answer the file of this key, or None where there is none that the person may read: both look the same."""
    found = StoredFile.objects.filter(key=key).first()
    return found if found is not None and access.may_read(user, found, on=on) else None
