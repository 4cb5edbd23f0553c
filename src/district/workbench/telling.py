"""Who watches a search is told when something is new in it. The only place of the room that announces a notice.

What is new is worked out before the transaction, because it takes a while; in it the row is locked and looked at again,
so that two workers tell it once. A notice bears numbers and days, never a word of the question or of its name.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from district.accounts.models import User
from district.audit import actions as audit
from district.notices.actions import announce
from district.workbench import library, queries
from district.workbench.library import Refusal, Tidings
from district.workbench.models import Watch

log = logging.getLogger(__name__)
KIND = "workbench.news"


def to_look_at() -> QuerySet[Watch]:
    """Answer the watches whose watcher wants notices and of which it was not yet looked what is new on this index."""
    held = library.index().held
    if held is None:
        return Watch.objects.none()
    goes_on = Q(search__project__isnull=True) | Q(search__project__ended_at__isnull=True)
    is_behind = ~Q(snapshot=held.snapshot) & (Q(looked_at_snapshot__isnull=True) | ~Q(looked_at_snapshot=held.snapshot))
    rows = Watch.objects.filter(goes_on, is_behind, is_told=True, by__is_active=True)
    return rows.select_related("search", "search__project", "by").order_by("pk")


def look(*, at: datetime) -> int:
    """Look what is new in every watched search and tell it; answers how many were told. One that fails keeps no other
    from being told, and is looked at again the next time."""
    return sum(_looked(watch, at=at) for watch in to_look_at())


def _looked(watch: Watch, *, at: datetime) -> bool:
    try:
        found = library.tidings(watch.run, at=timezone.localtime(at))
    except Refusal as refusal:
        # As where a query finds too much by now; the page says so to whoever opens it.
        log.info("watch %s: what is new cannot be told (%s)", watch.pk, refusal.code)
        held = library.index().held
        same = Watch.objects.filter(pk=watch.pk, taken_at=watch.taken_at)
        same.update(looked_at_snapshot=held.snapshot if held is not None else None)
        return False
    except Exception:
        log.exception("watch %s: looking what is new failed", watch.pk)
        return False
    return tell(watch=watch, found=found, by=None, at=at)


@transaction.atomic
def tell(*, watch: Watch, found: Tidings, by: User | None, at: datetime) -> bool:
    """Announce to whom watches what was found, unless that was told or is no more to be told; answer whether."""
    row = Watch.objects.select_for_update().filter(pk=watch.pk, is_told=True, taken_at=watch.taken_at).first()
    if row is None or row.looked_at_snapshot == found.snapshot or row.by_id != watch.by_id:
        return False
    row.looked_at_snapshot = found.snapshot
    is_new = bool(found.new or found.changed) and row.told_of != found.digest
    is_told = is_new and _may_see(watch, at=at)
    if is_told:
        row.told_of = found.digest
        values: dict[str, str | int] = {
            "new": found.new,
            "changed": found.changed,
            "snapshot": found.snapshot,
            "day": f"{timezone.localtime(watch.search.at):%Y-%m-%d}",
        }
        announce(to=watch.by, kind=KIND, matter=f"watched_search:{watch.search.key}", values=values, at=at)
        detail = {"snapshot": found.snapshot, "new": found.new, "changed": found.changed}
        audit.record(action="workbench.tell_news", subject=watch.search.matter, by=by, at=at, detail=detail)
    row.save(update_fields=["looked_at_snapshot", "told_of"])
    return is_told


def _may_see(watch: Watch, *, at: datetime) -> bool:
    """Whether the watcher still may: somebody who left the firm is told nothing of its searches."""
    seen = queries.searches_visible_to(watch.by, on=timezone.localtime(at).date())
    return seen.filter(pk=watch.search_id).exists()
