"""The chain: what an entry's digest covers, and whether a run of entries still holds together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol


class Linked(Protocol):
    """What of an entry the chain looks at."""

    place: int
    at: datetime
    by_id: int | None
    on_behalf_of: str
    action: str
    subject: str
    detail: Any
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries hold together, and what is wrong with the first that does not (None: nothing)."""

    entries: int
    digest: str
    """Of the last entry that holds. Kept somewhere else, it also betrays a log rewritten from end to end."""
    broken_at: int | None = None
    fault: str | None = None
    """`gap`, `altered`, `unlinked` or `cut` (the log ends before its head)."""


def digest_of(entry: Linked) -> str:
    """Answer the SHA-256 over everything an entry says and the digest before it."""
    told = [
        entry.place,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.by_id,
        entry.on_behalf_of,
        entry.action,
        entry.subject,
        entry.detail,
        entry.previous,
    ]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verdict_on(entries: Iterable[Linked], *, head_place: int, head_digest: str) -> Verdict:
    """Answer whether the entries, in order, are whole: no gap, none altered, none missing at the end."""
    place, digest = 0, ""
    for entry in entries:
        if entry.place != place + 1:
            return Verdict(place, digest, place + 1, "gap")
        if entry.previous != digest:
            return Verdict(place, digest, entry.place, "unlinked")
        if digest_of(entry) != entry.digest:
            return Verdict(place, digest, entry.place, "altered")
        place, digest = entry.place, entry.digest
    if (place, digest) != (head_place, head_digest):
        return Verdict(place, digest, place + 1, "cut")
    return Verdict(place, digest)
