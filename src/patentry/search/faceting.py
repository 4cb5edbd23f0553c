"""Facets over all that was found: how many documents have which year, class, holder, status, language.

Values of every document are numbered once an opened index and lie beside each other as arrays, so that the hits of a
question are counted without being read: a million take a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from patentry.search.index import Index
from patentry.search.index.opening import Mask
from patentry.search.index.reading import Numbers, ranges
from patentry.search.standing import Status

FACETS = ("year", "class", "holder", "status", "language")
MOST_VALUES = 12
NOT_KNOWN = ""
"""The value of a facet where the files tell nothing."""
SUBCLASS_LETTERS = 4

Narrowed = Mapping[str, Sequence[str]]
"""Chosen values by facet: one of them must hold in each facet that has any."""
Counts = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Coded:
    """What the documents have of a facet: `codes[offsets[doc]:offsets[doc + 1]]` number its `values`."""

    values: Sequence[str]
    offsets: Numbers
    codes: Numbers

    def of(self, docs: Numbers) -> Found:
        """Answer the values of some documents."""
        starts, ends = self.offsets[docs], self.offsets[docs + 1]
        return Found(self.values, np.repeat(np.arange(len(docs)), ends - starts), self.codes[ranges(starts, ends)])


@dataclass(frozen=True, slots=True)
class Found:
    """The values found: which hit each belongs to, and its number among `values`."""

    values: Sequence[str]
    rows: Numbers
    codes: Numbers

    def with_any(self, wanted: Sequence[str], count: int) -> Mask:
        """Answer which of `count` hits have one of the values."""
        is_wanted = np.isin(np.array(self.values, object), list(wanted))
        has: Mask = np.zeros(count, bool)
        has[self.rows[is_wanted[self.codes]]] = True
        return has

    def commonest(self, among: Mask, chosen: Sequence[str]) -> list[tuple[str, int]]:
        """Answer the commonest values of some hits with the number of hits, then those chosen that are not of them."""
        counts = np.bincount(self.codes[among[self.rows]], minlength=len(self.values))
        least = max(int(np.sort(counts)[-MOST_VALUES:][0]) if len(counts) > MOST_VALUES else 1, 1)
        named = ((self.values[int(at)], int(counts[at])) for at in np.flatnonzero(counts >= least))
        top = nsmallest(MOST_VALUES, named, key=lambda one: (-one[1], one[0]))
        shown = {value for value, _ in top}
        rest = [value for value in chosen if value not in shown]
        at_value = {value: int(counts[at]) for at, value in enumerate(self.values) if value in rest} if rest else {}
        return [*top, *((value, at_value.get(value, 0)) for value in rest)]


class Facets:
    """The facets of an opened index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def of(self, docs: Numbers, statuses: Numbers | None) -> dict[str, Found]:
        """Answer what hits have of each facet; of no status where none can be told."""
        told = {name: coded.of(docs) for name, coded in self._coded.items()}
        return told | {"status": _statuses(docs, statuses)}

    @cached_property
    def _coded(self) -> dict[str, Coded]:
        return {
            "year": self._years(),
            "class": self._classes(),
            "holder": self._holders(),
            "language": self._languages(),
        }

    def _years(self) -> Coded:
        days, is_known = self.index.column("published"), self.index.known("published")
        years = np.where(is_known, days, 0).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        kinds, codes = np.unique(np.where(is_known, years, 0), return_inverse=True)
        names = [str(year) if year else NOT_KNOWN for year in kinds.tolist()]
        return Coded(names, np.arange(self.index.count + 1), codes.astype(np.int32))

    def _classes(self) -> Coded:
        pairs = [_listed(table[name], start) for table, start in self._tables() for name in ("ipc", "cpc")]
        cut = [(rows, pc.utf8_slice_codeunits(texts, 0, SUBCLASS_LETTERS)) for rows, texts in pairs]
        return _coded(cut, self.index.count)

    def _holders(self) -> Coded:
        """Holders, of a document without one its applicants."""
        pairs = []
        for table, start in self._tables():
            rows, holders = _listed(table["holders"], start)
            others, applicants = _listed(table["applicants"], start)
            is_alone = ~np.isin(others, rows)
            pairs += [(rows, holders), (others[is_alone], applicants.filter(pa.array(is_alone)))]
        return _coded(pairs, self.index.count)

    def _languages(self) -> Coded:
        pairs = []
        for table, start in self._tables():
            texts = _whole(table["language"])
            is_told = pc.is_valid(texts).to_numpy(zero_copy_only=False)
            pairs.append((np.flatnonzero(is_told) + start, texts.drop_null()))
        return _coded(pairs, self.index.count)

    def _tables(self) -> list[tuple[pa.Table, int]]:
        return [
            (segment.documents.select(["ipc", "cpc", "holders", "applicants", "language"]), int(start))
            for segment, start in zip(self.index.segments, self.index.starts, strict=False)
        ]


def narrowed_to(found: Mapping[str, Found], narrowed: Narrowed, count: int, but: str = "") -> Mask:
    """Answer which of `count` hits remain when narrowed, one facet left aside if wanted."""
    kept: Mask = np.ones(count, bool)
    for name, values in narrowed.items():
        if values and name != but:
            kept &= found[name].with_any(values, count)
    return kept


def counted(found: Mapping[str, Found], narrowed: Narrowed, count: int) -> Counts:
    """Answer the commonest values of each facet with the number of hits. Each counts what the other facets leave, so
    that a second value of it can be added; what is chosen stays in sight."""
    facets = {}
    for name in FACETS:
        chosen = narrowed.get(name, ())
        rows = found[name].commonest(narrowed_to(found, narrowed, count, but=name), chosen)
        facets[name] = tuple(sorted(rows, reverse=True)) if name == "year" else tuple(rows)
    return facets


def _statuses(docs: Numbers, statuses: Numbers | None) -> Found:
    names = [status.name.lower() for status in sorted(Status)]
    if statuses is None:
        return Found(names, np.empty(0, np.int64), np.empty(0, np.int64))
    places = np.zeros(max(Status) + 1, np.int64)
    places[[int(status) for status in sorted(Status)]] = np.arange(len(names))
    return Found(names, np.arange(len(docs)), places[statuses[docs]])


def _whole(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole


def _listed(column: pa.ChunkedArray, start: int) -> tuple[Numbers, pa.Array]:
    """The texts of a column of lists, and the document each is of."""
    lists = _whole(column)
    return pc.list_parent_indices(lists).to_numpy().astype(np.int64) + start, pc.list_flatten(lists)


def _coded(pairs: Sequence[tuple[Numbers, pa.Array]], count: int) -> Coded:
    """Texts of documents, each once a document; one without any has `NOT_KNOWN`."""
    rows = np.concatenate([np.empty(0, np.int64), *(rows for rows, _ in pairs)])
    texts = pa.chunked_array([pc.fill_null(texts.cast(pa.large_string()), NOT_KNOWN) for _, texts in pairs],
                             pa.large_string())  # fmt: skip
    without = np.flatnonzero(np.bincount(rows, minlength=count) == 0)
    rows = np.concatenate([rows, without])
    filled = pa.chunked_array([*texts.chunks, pa.array([NOT_KNOWN] * len(without), pa.large_string())])
    numbered = _whole(filled).dictionary_encode()
    values = numbered.dictionary.to_pylist()
    # Sorted and compared: numpy's `unique` takes four times as long over so many.
    keys = np.sort(rows * max(len(values), 1) + numbered.indices.to_numpy().astype(np.int64))
    own, codes = np.divmod(keys[np.diff(keys, prepend=-1) != 0], max(len(values), 1))
    offsets = np.searchsorted(own, np.arange(count + 1))
    return Coded(values, offsets, codes.astype(np.int32))
