"""Reading the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from district.audit.actions import HEAD
from district.audit.chain import Verdict, verdict_on
from district.audit.models import Entry, Head


def verify(*, anchors: Mapping[int, str] | None = None) -> Verdict:
    """Answer whether the log is whole, reading it once from its beginning with flat memory.

    `anchors` are where it ended earlier (place to digest), kept outside the database.
    """
    head = Head.objects.filter(pk=HEAD).first() or Head()
    entries = Entry.objects.order_by("place").iterator(chunk_size=2_000)
    return verdict_on(entries, head_place=head.place, head_digest=head.digest, anchors=anchors)


def history_of(subject: str) -> tuple[Entry, ...]:
    """Answer what was done to a subject, oldest first."""
    return tuple(Entry.objects.filter(subject=subject).order_by("place"))


def found(
    *, action: str = "", subject: str = "", by: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[Entry]:
    """Answer entries, the newest first: of an action or a room's ("request."), a subject or a kind of them
    ("request:"), a person's user name, between two days."""
    entries = Entry.objects.select_related("by").order_by("-place")
    if action:
        entries = entries.filter(action__startswith=action)
    if subject:
        entries = (
            entries.filter(subject__startswith=subject) if subject.endswith(":") else entries.filter(subject=subject)
        )
    if by:
        entries = entries.filter(by__username=by)
    if first:
        entries = entries.filter(at__date__gte=first)
    if last:
        entries = entries.filter(at__date__lte=last)
    return entries
