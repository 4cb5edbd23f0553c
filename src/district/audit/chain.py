"""The chain: what an entry's digest covers, and whether a run of entries still holds together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
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
    """`gap`, `altered`, `unlinked`, `cut` (the log ends before its head or an anchor) or `rewritten` (another entry
    stands where an anchor was dropped)."""


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


def verdict_on(
    entries: Iterable[Linked], *, head_place: int, head_digest: str, anchors: Mapping[int, str] | None = None
) -> Verdict:
    """Answer whether the entries, in order, are whole: no gap, none altered, none missing at the end, and where an
    anchor (place to digest) was dropped, the entry it was dropped at."""
    anchored = anchors or {}
    place, digest = 0, ""
    for entry in entries:
        if entry.place != place + 1:
            return Verdict(place, digest, place + 1, "gap")
        if entry.previous != digest:
            return Verdict(place, digest, entry.place, "unlinked")
        if digest_of(entry) != entry.digest:
            return Verdict(place, digest, entry.place, "altered")
        if anchored.get(entry.place, entry.digest) != entry.digest:
            return Verdict(place, digest, entry.place, "rewritten")
        place, digest = entry.place, entry.digest
    if (place, digest) != (head_place, head_digest) or max(anchored, default=0) > place:
        return Verdict(place, digest, place + 1, "cut")
    return Verdict(place, digest)
