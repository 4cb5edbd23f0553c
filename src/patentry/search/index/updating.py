"""Bringing the index to a snapshot: what changed is written into a new segment, the rest stays as it is."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa

from patentry.corpus import Snapshot, open_snapshot
from patentry.search.changed_documents import is_read_alike, open_changed, touched_records
from patentry.search.documents import open_source, rules_of_documents
from patentry.search.index.manifest import (
    Manifest,
    SegmentEntry,
    clean_up,
    read_manifest,
    write_manifest,
    writing,
)
from patentry.search.index.opening import Index, Mask
from patentry.search.index.segments import SegmentWriter, mark_of
from patentry.wording import Refusal

BATCH = 2_000
MOST_TOKENS = 60_000_000
"""Words held in memory before a segment is closed."""
DOCUMENTS_A_PART = 250_000
MOST_SEGMENTS = 24
MOST_OUTDATED = 0.3
"""Beyond either the index is made anew instead of growing on."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Update:
    """What bringing the index to a snapshot did."""

    snapshot: int
    documents: int
    written: int
    removed: int
    is_rebuilt: bool


@dataclass(frozen=True, slots=True)
class Check:
    """An index beside its snapshot. `missing`, `outdated` and `surplus` name documents, at most a few of each."""

    snapshot: int
    indexed: int
    documents: int
    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    surplus: tuple[str, ...]
    counts: tuple[int, int, int]

    @property
    def is_sound(self) -> bool:
        """Whether the index holds exactly the snapshot's documents."""
        return not any(self.counts)


def update_index(
    snapshot: Snapshot, *, rebuild: bool = False, processes: int = 1, progress: Progress | None = None
) -> Update:
    """Bring the index of a home to a snapshot. Raises `Refusal` where another process is writing it.

    Nothing of the old index is touched before the new one is whole.
    """
    if snapshot.number == 0:
        raise Refusal("snapshot.none", home=snapshot.home.path)
    folder = snapshot.home.index
    with writing(folder):
        manifest = read_manifest(folder)
        clean_up(folder, manifest)
        usable = None if manifest is None or rebuild or manifest.rules != rules_of_documents() else manifest
        if usable is not None and usable.content == snapshot.content:
            return _same(folder, usable, snapshot)
        if usable is not None and (update := _grown(folder, usable, snapshot, progress)):
            return update
        return _rebuilt(folder, snapshot, processes, progress)


def verify_index(snapshot: Snapshot, *, named: int = 5) -> Check:
    """Compare the index with a snapshot, document by document; nothing an update has carried forward is believed.

    Raises `Refusal` where there is no index.
    """
    manifest = read_manifest(snapshot.home.index)
    if manifest is None:
        raise Refusal("search.index_missing", home=snapshot.home.path)
    held, told = (
        held_documents(Index(snapshot.home.index, manifest)),
        open_source(snapshot, is_anew=True).fingerprints(),
    )
    missing = sorted(told.keys() - held.keys())
    surplus = sorted(held.keys() - told.keys())
    outdated = sorted(key for key in told.keys() & held.keys() if told[key] != held[key][0])
    return Check(
        snapshot=snapshot.number,
        indexed=manifest.snapshot,
        documents=len(told),
        missing=tuple(missing[:named]),
        outdated=tuple(outdated[:named]),
        surplus=tuple(surplus[:named]),
        counts=(len(missing), len(outdated), len(surplus)),
    )


def _same(folder: Path, manifest: Manifest, snapshot: Snapshot) -> Update:
    """The snapshot has the content that is indexed already; it may go by another number."""
    if manifest.snapshot != snapshot.number:
        write_manifest(folder, replace(manifest, snapshot=snapshot.number))
    return Update(snapshot.number, manifest.documents, 0, 0, is_rebuilt=False)


def held_documents(index: Index, only: Sequence[str] | None = None) -> dict[str, tuple[str, int]]:
    """Every document that holds, or those of some keys: its fingerprint and its number, by key."""
    held: dict[str, tuple[str, int]] = {}
    chosen = index.alive.copy()
    if only is not None:
        chosen &= np.isin(index.column("key"), np.array([mark_of(key) for key in only], np.int64))
    for segment, start in zip(index.segments, index.starts, strict=False):
        own = np.flatnonzero(chosen[start : start + segment.count])
        if only is None:
            keys, prints = (np.array(segment.documents[name])[own].tolist() for name in ("key", "fingerprint"))
        else:
            rows = segment.rows(own, ["key", "fingerprint"])
            keys, prints = ([row[name] for row in rows] for name in ("key", "fingerprint"))
        held |= dict(zip(keys, zip(prints, (int(start) + own).tolist(), strict=True), strict=True))
    return held


def _grown(folder: Path, manifest: Manifest, snapshot: Snapshot, progress: Progress | None) -> Update | None:
    """Write what changed; None where so much did that the index is better made anew.

    Where segments have become many, the documents of the small ones are written together with what changed.
    """
    index = Index(folder, manifest)
    small = _small_segments(index) if len(manifest.segments) >= MOST_SEGMENTS else np.zeros(index.count, bool)
    before = _held_snapshot(manifest, snapshot)
    if len(manifest.segments) >= MOST_SEGMENTS and (before is None or not small.any()):
        return None
    touched = None if before is None else touched_records(before, snapshot, _keys_of(index, small))
    if touched is not None and len(touched) > MOST_OUTDATED * max(index.count, 1):
        return None
    source = open_source(snapshot) if before is None or touched is None else open_changed(before, snapshot, touched)
    held, told = held_documents(index, touched), source.fingerprints()
    stays = {key for key, (fingerprint, number) in held.items() if told.get(key) == fingerprint and not small[number]}
    fresh = [key for key in told if key not in stays]
    gone = [number for key, (_, number) in held.items() if key not in stays]
    entries = without_documents(folder, index, np.array(gone, np.int64))
    if sum(entry.outdated_documents for entry in entries) > MOST_OUTDATED * max(index.count, 1):
        return None
    if fresh:
        entries += write_documents(folder, source.documents(rows=BATCH, keys=fresh), len(fresh), progress)
    grown = Manifest(snapshot.number, snapshot.content, rules_of_documents(), tuple(entries))
    write_manifest(folder, grown)
    removed = sum(1 for key in held if key not in told)
    return Update(snapshot.number, grown.documents, len(fresh), removed, is_rebuilt=False)


def _small_segments(index: Index) -> Mask:
    """The living documents of segments with less than their share of all."""
    small = np.zeros(index.count, bool)
    for segment, start in zip(index.segments, index.starts, strict=False):
        own = slice(int(start), int(start) + segment.count)
        if index.alive[own].sum() * len(index.segments) < index.count:
            small[own] = index.alive[own]
    return small


def _keys_of(index: Index, chosen: Mask) -> list[str]:
    return [row["key"] for row in index.rows([int(doc) for doc in np.flatnonzero(chosen)], ["key"])]


def _held_snapshot(manifest: Manifest, snapshot: Snapshot) -> Snapshot | None:
    """The snapshot the index holds; None where it cannot tell what changed, and all has to be read."""
    try:
        before = open_snapshot(snapshot.home, manifest.snapshot)
    except Refusal:
        return None
    return before if before.content == manifest.content and is_read_alike(before, snapshot) else None


def without_documents(folder: Path, index: Index, gone: np.ndarray) -> list[SegmentEntry]:
    """The segments as they are, these documents marked outdated as well."""
    entries = []
    alive = index.alive.copy()
    alive[gone] = False
    for entry, start in zip(index.manifest.segments, index.starts, strict=False):
        dead = np.flatnonzero(~alive[start : start + entry.documents])
        if len(dead) == entry.outdated_documents:
            entries.append(entry)
        elif len(dead) < entry.documents:
            name = f"outdated-{uuid.uuid4().hex}.npy"
            np.save(folder / name, dead)
            entries.append(replace(entry, outdated=name, outdated_documents=len(dead)))
    return entries


def _rebuilt(folder: Path, snapshot: Snapshot, processes: int, progress: Progress | None) -> Update:
    source = open_source(snapshot, is_anew=True)
    count = source.count()
    parts = max(1, min(-(-count // DOCUMENTS_A_PART), MOST_SEGMENTS // 2))
    if parts == 1 or processes <= 1:
        entries: list[SegmentEntry] = []
        for part in range(parts):
            entries += write_documents(
                folder, source.documents(rows=BATCH, part=(part, parts)), count, progress, entries
            )
    else:
        del source
        entries = _written_beside(folder, snapshot, parts, processes, count, progress)
    made = Manifest(snapshot.number, snapshot.content, rules_of_documents(), tuple(entries))
    write_manifest(folder, made)
    return Update(snapshot.number, made.documents, made.documents, 0, is_rebuilt=True)


def _written_beside(
    folder: Path, snapshot: Snapshot, parts: int, processes: int, count: int, progress: Progress | None
) -> list[SegmentEntry]:
    """Parts written by several processes at once."""
    entries: list[SegmentEntry] = []
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for written in pool.map(_write_part, *zip(*((folder, snapshot, n, parts) for n in range(parts)), strict=True)):
            entries += written
            if progress:
                progress(sum(entry.documents for entry in entries), count)
    return entries


def _write_part(folder: Path, snapshot: Snapshot, part: int, parts: int) -> list[SegmentEntry]:
    return write_documents(folder, open_source(snapshot).documents(rows=BATCH, part=(part, parts)), 0, None)


def write_documents(
    folder: Path,
    batches: Iterable[pa.RecordBatch],
    count: int,
    progress: Progress | None,
    before: Sequence[SegmentEntry] = (),
) -> list[SegmentEntry]:
    """Write documents into as many segments as their words need."""
    entries: list[SegmentEntry] = []
    done = sum(entry.documents for entry in before)
    writer: SegmentWriter | None = None
    name = ""
    for batch in batches:
        if writer is None:
            name = f"segment-{uuid.uuid4().hex}"
            writer = SegmentWriter(folder / name)
        writer.add(batch)
        done += batch.num_rows
        if progress:
            progress(done, count)
        if writer.tokens >= MOST_TOKENS:
            entries.append(_finished(writer, name))
            writer = None
    if writer is not None and writer.documents:
        entries.append(_finished(writer, name))
    return entries


def _finished(writer: SegmentWriter, name: str) -> SegmentEntry:
    writer.finish()
    return SegmentEntry(name, writer.documents)
