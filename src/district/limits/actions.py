"""Counting uses, and refusing the one too many."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from district.casework import CaseRefusal
from district.limits.models import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `most` uses in `seconds`, told from other limits by its name ("window.submit")."""

    name: str
    most: int
    seconds: int

    def __post_init__(self) -> None:
        if self.most < 1 or self.seconds < 1:
            raise ValueError(f"a limit of {self.most} in {self.seconds} seconds")


def check(*, key: str, limit: Limit, at: datetime) -> None:
    """Count one use of a key. Raises `CaseRefusal` (`limit.reached`, with `again`) for the one too many.

    A use counts whether or not what follows succeeds, so call this before the act's transaction begins: inside one, a
    refused act would take its count back. Spans are fixed; the span before counts with the share of it that still
    lies within `seconds`, so that nobody gets twice the limit around a boundary.
    """
    digest = _digest(f"{limit.name}\n{key}")
    span = _span_of(at, limit.seconds)
    length = timedelta(seconds=limit.seconds)
    uses = _use(digest, span=span, until=span + 2 * length)
    before = Count.objects.filter(key=digest, span=span - length).values_list("uses", flat=True).first() or 0
    if uses + min(before, limit.most) * (1 - (at - span) / length) > limit.most:
        again = timezone.localtime(span + length)
        raise CaseRefusal("limit.reached", again=f"{again:%H:%M}" if limit.seconds < 86_400 else f"{again:%F %H:%M}")


def forget(*, key: str, limit: Limit) -> None:
    """Let a key begin anew, as after a right password."""
    Count.objects.filter(key=_digest(f"{limit.name}\n{key}")).delete()


def tidy(*, at: datetime) -> int:
    """Remove counts that count no more; answers how many."""
    return Count.objects.filter(until__lt=at).delete()[0]


def _use(digest: str, *, span: datetime, until: datetime) -> int:
    counts = Count.objects.filter(key=digest, span=span)
    with transaction.atomic():
        if not counts.update(uses=F("uses") + 1):
            try:
                with transaction.atomic():
                    Count.objects.create(key=digest, span=span, until=until, uses=1)
            except IntegrityError:  # another worker began the span at the same moment
                counts.update(uses=F("uses") + 1)
        return counts.values_list("uses", flat=True).get()


def _span_of(at: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=UTC)


def _digest(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
