"""Writing to the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from district.audit.chain import digest_of
from district.audit.models import Entry, Head

HEAD = 1


def record(
    *,
    action: str,
    subject: str,
    by: AbstractBaseUser | None,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
    on_behalf_of: str = "",
) -> Entry:
    """Append what `by` did to `subject` ("request:17"); None is the system.

    Must be called inside the act's own transaction, so that act and entry stand or fall together: outside one it is a
    bug and raises `TransactionManagementError`. Writers queue at the head, so the chain has no two ends.
    """
    if transaction.get_autocommit():
        raise transaction.TransactionManagementError("an audit entry belongs into the transaction of its act")
    # Where the database locks rows, writers wait here; where it locks the whole file, they already have.
    head, _ = Head.objects.select_for_update().get_or_create(pk=HEAD)
    entry = Entry(
        place=head.place + 1,
        at=at,
        by_id=by.pk if by else None,
        on_behalf_of=on_behalf_of,
        action=action,
        subject=subject,
        detail=dict(detail or {}),
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save()
    head.place, head.digest = entry.place, entry.digest
    head.save()
    return entry


def record_reading(*, subject: str, by: AbstractBaseUser, at: datetime, on_behalf_of: str = "") -> Entry:
    """Append that `by` read a confidential subject; a view calls it before it shows the thing, outside any act."""
    with transaction.atomic():
        return record(action="read", subject=subject, by=by, at=at, on_behalf_of=on_behalf_of)


def note_reading(*, subject: str, by: AbstractBaseUser, at: datetime) -> None:
    """Append that `by` read a confidential matter, unless that stands in the log of this day already.

    A view calls it before it shows a matter to anybody but whom it belongs to. Once a person, matter and day is enough
    to answer who has seen it; lists, which show a line of each matter, leave no entry.
    """
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    if not Entry.objects.filter(subject=subject, by_id=by.pk, action="read", at__gte=today).exists():
        record_reading(subject=subject, by=by, at=at)
