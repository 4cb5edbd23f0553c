"""The index as one: documents numbered through all segments, what is outdated left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patentry.corpus import Home
from patentry.search.documents import LAYOUT, SECTIONS
from patentry.search.index.manifest import Manifest, read_manifest
from patentry.search.index.reading import Numbers, Segment
from patentry.search.index.segments import UNKNOWN_DAY, mark_of
from patentry.wording import Refusal

Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]
_TRIES = 3


class Index:
    """An open index. Documents go by their number, 0 … `count` − 1; `alive` says which of them hold."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest
        self.segments = [Segment(folder / entry.folder) for entry in manifest.segments]
        self.starts = np.concatenate([[0], np.cumsum([segment.count for segment in self.segments])]).astype(np.int64)
        self.count = int(self.starts[-1])
        self.alive: Mask = np.ones(self.count, bool)
        for start, entry in zip(self.starts, manifest.segments, strict=False):
            if entry.outdated:
                self.alive[start + np.load(folder / entry.outdated)] = False
        self._columns: dict[str, Numbers] = {}

    def column(self, name: str) -> Numbers:
        """Answer a column of numbers of all documents: a day, or the digest of key, family, base, application."""
        if name not in self._columns:
            parts = [segment.array(name) for segment in self.segments]
            kind = parts[0].dtype if parts else np.int64
            self._columns[name] = np.concatenate(parts) if parts else np.empty(0, kind)
        return self._columns[name]

    def known(self, day: str) -> Mask:
        """Answer which documents have this day."""
        is_known: Mask = self.column(day) != UNKNOWN_DAY
        return is_known

    def lengths(self, section: str) -> Numbers:
        """Answer how many words each document has in a section."""
        return self.column(f"{section}.lengths")

    @cached_property
    def mean_lengths(self) -> dict[str, float]:
        """The mean length of each section, of the documents that have it."""
        means = {}
        for section in SECTIONS:
            lengths = self.lengths(section)
            filled = lengths[lengths > 0]
            means[section] = float(filled.mean()) if len(filled) else 1.0
        return means

    @cached_property
    def by_base(self) -> tuple[Numbers, Numbers]:
        """Documents in the order of their number without kind, and that order's digests; outdated ones left out."""
        living = np.flatnonzero(self.alive)
        order = living[np.argsort(self.column("base")[living], kind="stable")]
        return order, self.column("base")[order]

    def segment_of(self, doc: int) -> tuple[Segment, int]:
        """Answer the segment of a document and its number there."""
        at = int(np.searchsorted(self.starts, doc, side="right")) - 1
        return self.segments[at], int(doc - self.starts[at])

    def rows(self, docs: Sequence[int], columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """Answer the documents themselves, in the order asked for."""
        asked = np.asarray(docs, np.int64)
        found: list[dict[str, Any]] = [{}] * len(asked)
        for segment, here, own in self._by_segment(asked):
            for place, row in zip(here, segment.rows(own, columns), strict=True):
                found[int(place)] = row
        return found

    def _by_segment(self, docs: Numbers) -> Iterator[tuple[Segment, Numbers, Numbers]]:
        """Each segment with some of the documents, their places among `docs`, and their own numbers."""
        for segment, start in zip(self.segments, self.starts, strict=False):
            here = np.flatnonzero((docs >= start) & (docs < start + segment.count))
            if len(here):
                yield segment, here, docs[here] - start

    def told(self, section: str, docs: Numbers) -> tuple[Numbers, Numbers]:
        """Answer the stems of documents in a section, word by word: which row of `docs` each is of, and its mark."""
        rows, marks = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for segment, here, own in self._by_segment(np.asarray(docs, np.int64)):
            own_rows, found = segment.told(section, own)
            rows.append(here[own_rows])
            marks.append(found)
        return np.concatenate(rows), np.concatenate(marks)

    @cached_property
    def languages(self) -> Numbers:
        """The digest of each document's language; of "" where none is known."""
        told = [text or "" for segment in self.segments for text in segment.documents["language"].to_pylist()]
        return np.array([mark_of(text) for text in told], np.int64)

    def symbols(self, scheme: str, prefix: str) -> set[str]:
        """Answer the symbols of a scheme ("ipc", "cpc") that begin so."""
        return {symbol for segment in self.segments for symbol in segment.symbols(scheme, prefix)}

    def all_marked(self, name: str, marks: Numbers) -> Numbers:
        """Answer the documents with any of these marks; one with several stands there as often."""
        parts = [
            segment.all_marked(name, marks)[1].astype(np.int64) + start
            for segment, start in zip(self.segments, self.starts, strict=False)
        ]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def counts_of_marks(self, name: str, marks: Numbers) -> Numbers:
        """Answer in how many documents each of these marks is; outdated ones count until they are cleared away."""
        total: Numbers = np.zeros(len(marks), np.int64)
        for segment in self.segments:
            total = total + segment.counts_of_marks(name, marks)
        return total

    def own_marks(self, name: str, docs: Numbers) -> tuple[Numbers, Numbers]:
        """Answer the marks of documents: which row of `docs` each belongs to, and the marks."""
        rows, marks = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for segment, here, numbers in self._by_segment(np.asarray(docs, np.int64)):
            own_rows, own = segment.own_marks(name, numbers)
            rows.append(here[own_rows])
            marks.append(own)
        return np.concatenate(rows), np.concatenate(marks)


def open_index(home: Home) -> Index:
    """Answer the index of a home. Raises `Refusal` where none was built, or by another version."""
    home.check()
    for _ in range(_TRIES):
        manifest = read_manifest(home.index)
        if manifest is None:
            raise Refusal("search.index_missing", home=home.path)
        if manifest.rules.partition("-")[0] != LAYOUT:
            raise Refusal("search.index_other_layout", home=home.path)
        try:
            return Index(home.index, manifest)
        except FileNotFoundError:
            continue  # a writer replaced the manifest and cleared away in between: read it once more
    raise Refusal("search.index_missing", home=home.path)
