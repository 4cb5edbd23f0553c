"""Reading the log."""

from __future__ import annotations

from district.audit.actions import HEAD
from district.audit.chain import Verdict, verdict_on
from district.audit.models import Entry, Head


def verify() -> Verdict:
    """Answer whether the log is whole, reading it once from its beginning with flat memory."""
    head = Head.objects.filter(pk=HEAD).first() or Head()
    entries = Entry.objects.order_by("place").iterator(chunk_size=2_000)
    return verdict_on(entries, head_place=head.place, head_digest=head.digest)


def history_of(subject: str) -> tuple[Entry, ...]:
    """Answer what was done to a subject, oldest first."""
    return tuple(Entry.objects.filter(subject=subject).order_by("place"))
