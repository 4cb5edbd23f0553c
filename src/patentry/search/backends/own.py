"""The own index under the contract of the engines: what the others are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from patentry.search.backends.contract import EVERYTHING, Candidates, Holding, Sieve
from patentry.search.documents import DOCUMENT
from patentry.search.index.manifest import Manifest, read_manifest, write_manifest, writing
from patentry.search.index.opening import Index, Mask
from patentry.search.index.segments import UNKNOWN_DAY, mark_of
from patentry.search.index.updating import held_documents, without_documents, write_documents
from patentry.search.ranking.words import WordScorer

_NUMBERS = ("key", "base", "application")


class OwnBackend:
    """A folder of segments."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def _manifest(self) -> Manifest:
        return read_manifest(self._folder) or Manifest(0, "", "", ())

    def holding(self) -> Holding | None:
        """Answer what it holds."""
        told = self._manifest
        return Holding(told.snapshot, told.content, told.rules) if told.content else None

    def hold(self, holding: Holding) -> None:
        """Say what is held."""
        with writing(self._folder):
            told = replace(self._manifest, snapshot=holding.snapshot, content=holding.content, rules=holding.rules)
            write_manifest(self._folder, told)

    def keep(self, documents: pa.RecordBatch) -> None:
        """Hold documents, in a segment of their own."""
        self._change(documents["key"].to_pylist(), documents)

    def delete(self, keys: Sequence[str]) -> None:
        """Forget documents."""
        self._change(keys, None)

    def _change(self, keys: Sequence[str], documents: pa.RecordBatch | None) -> None:
        with writing(self._folder):
            manifest = self._manifest
            index = Index(self._folder, manifest)
            gone = [number for _, number in held_documents(index, keys).values()]
            entries = without_documents(self._folder, index, np.array(gone, np.int64))
            if documents is not None:
                entries += write_documents(self._folder, [documents], documents.num_rows, None)
            write_manifest(self._folder, replace(manifest, segments=tuple(entries)))

    def clear(self) -> None:
        """Forget everything."""
        with writing(self._folder):
            write_manifest(self._folder, Manifest(0, "", "", ()))

    def count(self) -> int:
        """Answer how many documents are held."""
        return self._manifest.documents

    def numbered(self, numbers: Sequence[str]) -> list[dict[str, Any]]:
        """Answer the documents of numbers."""
        index = Index(self._folder, self._manifest)
        marks = np.array([mark_of(number) for number in numbers], np.int64)
        found = np.any([np.isin(index.column(name), marks) for name in _NUMBERS], axis=0) & index.alive
        return index.rows([int(doc) for doc in np.flatnonzero(found)])

    def candidates(self, terms: Mapping[str, float], *, top: int, sieve: Sieve = EVERYTHING) -> Candidates:
        """Answer the best documents by weighed stems, title, abstract, claims and description each by its length."""
        index = Index(self._folder, self._manifest)
        scores = np.where(_admitted(index, sieve), WordScorer(index).scores(terms), 0)
        order = np.argsort(-scores, kind="stable")[:top]
        order = order[scores[order] > 0]
        return Candidates(pa.Table.from_pylist(index.rows([int(doc) for doc in order]), DOCUMENT), scores[order])


def _admitted(index: Index, sieve: Sieve) -> Mask:
    mask = index.alive.copy()
    if sieve.before is not None:
        days = index.column("published")
        mask &= (days < sieve.before) | (days == UNKNOWN_DAY)
    if sieve.levels:
        wanted = np.zeros(index.count, bool)
        wanted[index.all_marked("levels", np.array([mark_of(level) for level in sieve.levels], np.int64))] = True
        mask &= wanted
    if sieve.without:
        mask &= ~np.isin(index.column("family"), np.array([mark_of(name) for name in sieve.without], np.int64))
    return mask
