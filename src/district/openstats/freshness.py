"""Whether somebody has an answer already: its tag is known before anything is counted.

A figure is fixed by the snapshot, the version of its definition, its parameters and the language, so the digest of
those is the tag of the answer (RFC 9110, 8.8.3); nothing need be counted to say that it is unchanged.
"""

from __future__ import annotations

import hashlib
from datetime import UTC

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from district.openstats.provider import Opened

FRESH_SECONDS = 60
"""How long an answer may be used without asking again: a new snapshot shows after that at the latest."""
SHAPE = "1"
"""Raise it when an answer's form changes while snapshot and definition stay."""


def tag_of(stats: Opened, *parts: object) -> str:
    """Answer the tag of what the parts ask from this snapshot."""
    taken = stats.taken_at.isoformat() if stats.taken_at else ""
    # Lengths keep apart what would join to the same text.
    named = [str(part) for part in (SHAPE, stats.snapshot, taken, stats.rule, *parts)]
    whole = "".join(f"{len(part)}:{part}" for part in named)
    return f'"{hashlib.sha256(whole.encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, tag: str, stats: Opened) -> HttpResponse | None:
    """Answer 304 to whoever has this answer already, else None."""
    if "If-None-Match" not in request.headers:
        return None
    found = get_conditional_response(request, etag=tag)
    if found is None or found.status_code != 304:
        return None
    stamp(found, tag, stats)
    return HttpResponse(status=304, headers=dict(found.items()))


def stamp(answer: HttpResponseBase, tag: str, stats: Opened) -> None:
    """Say what the answer is known by, of when it is and how long it may be used."""
    answer["ETag"] = tag
    answer["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    if stats.taken_at is not None:
        answer["Last-Modified"] = http_date(stats.taken_at.astimezone(UTC).timestamp())
