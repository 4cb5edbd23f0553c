"""Bringing an engine to a snapshot: all documents the first time, then those that changed."""

from __future__ import annotations

from collections.abc import Callable

from patentry.corpus import Snapshot, open_snapshot
from patentry.search.backends.contract import Holding, SearchBackend
from patentry.search.changed_documents import is_read_alike, open_changed, touched_records
from patentry.search.documents import open_source, rules_of_documents
from patentry.search.index.updating import Update
from patentry.wording import Refusal

BATCH = 2_000
Progress = Callable[[int, int], None]


def fill_backend(
    backend: SearchBackend, snapshot: Snapshot, *, rebuild: bool = False, progress: Progress | None = None
) -> Update:
    """Bring an engine to a snapshot. What it holds is said last, so filling that was broken off begins anew.

    Raises `Refusal` for a home without a snapshot.
    """
    if snapshot.number == 0:
        raise Refusal("snapshot.none", home=snapshot.home.path)
    told = Holding(snapshot.number, snapshot.content, rules_of_documents())
    before = None if rebuild else _held(backend, snapshot, told)
    if before is None:
        backend.clear()
        source, gone = open_source(snapshot), []
        count = source.count()
    else:
        touched = touched_records(before, snapshot)
        source = open_changed(before, snapshot, touched)
        standing = source.fingerprints()
        gone, count = [key for key in touched if key not in standing], len(standing)
    backend.delete(gone)
    done = 0
    for batch in source.documents(rows=BATCH):
        backend.keep(batch)
        done += batch.num_rows
        if progress:
            progress(done, count)
    backend.hold(told)
    return Update(snapshot.number, backend.count(), done, len(gone), is_rebuilt=before is None)


def _held(backend: SearchBackend, snapshot: Snapshot, told: Holding) -> Snapshot | None:
    """The snapshot the engine holds; None where it cannot be told what changed since."""
    held = backend.holding()
    if held is None or held.rules != told.rules:
        return None
    try:
        before = open_snapshot(snapshot.home, held.snapshot)
    except Refusal:
        return None
    return before if before.content == held.content and is_read_alike(before, snapshot) else None
