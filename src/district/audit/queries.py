"""Reading the log."""

from __future__ import annotations

from collections.abc import Mapping

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
