"""Reading a segment: its arrays lie on disk and only the pages a query touches come into memory."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from patentry.search.index import kernels
from patentry.search.index.arrays import ARRAYS, read_arrays

Numbers = NDArray[Any]
EMPTY: Numbers = np.empty(0, np.uint32)
MOST_SPELLINGS = 20_000
"""Words one pattern may stand for."""
KEPT_WORDS = 10_000
"""Words whose numbers are remembered, of each segment: questions ask for many of the same."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents with a word in a section, rising, and how often each has it."""

    docs: Numbers
    counts: Numbers


class Words:
    """Sorted words, found by halving."""

    def __init__(self, path: Path) -> None:
        with pa.memory_map(str(path)) as source:
            self._column: pa.Array = pa.ipc.open_file(source).read_all()["word"].combine_chunks()
        if isinstance(self._column, pa.ChunkedArray):
            self._column = pa.array([], pa.large_string())
        self._kept = lru_cache(maxsize=KEPT_WORDS)(self._find)

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, number: int) -> str:
        return str(self._column[number].as_py())

    def find(self, word: str) -> int | None:
        """Answer a word's number."""
        return self._kept(word)

    def _find(self, word: str) -> int | None:
        at = self._before(word)
        return at if at < len(self) and self[at] == word else None

    def listed(self, numbers: range) -> list[str]:
        """Answer the words of numbers that follow each other."""
        return [str(word) for word in self._column.slice(numbers.start, len(numbers)).to_pylist()]

    def beginning(self, prefix: str) -> range:
        """Answer the numbers of the words that begin so."""
        return range(self._before(prefix), self._before(prefix + "\U0010ffff"))

    def matching(self, pattern: str) -> Sequence[int]:
        """Answer the numbers of the words a pattern stands for: `*` any letters, `?` one or none, `#` one."""
        fixed = re.match(r"[^*?#]*", pattern)
        head = fixed[0] if fixed else ""
        among = self.beginning(head) if head else range(len(self))
        if pattern == f"{head}*":
            return among[:MOST_SPELLINGS]
        signs = {"*": ".*", "?": ".?", "#": "."}
        expression = "^" + "".join(signs.get(letter) or re.escape(letter) for letter in pattern) + "$"
        hits = pc.match_substring_regex(self._column.slice(among.start, len(among)), expression)
        return [among.start + int(i) for i in np.flatnonzero(hits.to_numpy(zero_copy_only=False))[:MOST_SPELLINGS]]

    def _before(self, word: str) -> int:
        return bisect_left(self, word)


class Segment:
    """One segment, all its files opened at once: a writer may clear them away while this reader goes on.

    `words` are words as printed, `stems` their stems, `documents` the documents with their texts.
    """

    def __init__(self, folder: Path) -> None:
        self._arrays = read_arrays(folder / ARRAYS)
        self.count = len(self.array("key"))
        self._ends: dict[str, Numbers] = {}
        self.words = Words(folder / "words.arrow")
        self.stems = Words(folder / "stems.arrow")
        self._symbols = {scheme: Words(folder / f"{scheme}.symbols.arrow") for scheme in ("ipc", "cpc")}
        with pa.memory_map(str(folder / "documents.arrow")) as source:
            self.documents: pa.Table = pa.ipc.open_file(source).read_all()
        self._batches = self.documents.to_batches()
        self._firsts = np.cumsum([0, *(batch.num_rows for batch in self._batches)])

    def array(self, name: str) -> Numbers:
        """Answer an array."""
        return self._arrays[name]

    def rows(self, docs: Numbers, columns: Sequence[str] | None) -> list[dict[str, Any]]:
        """Answer the documents themselves, each out of the piece it was written in: nothing else is read."""
        found = []
        for doc in docs:
            at = int(np.searchsorted(self._firsts, doc, side="right")) - 1
            batch = self._batches[at] if columns is None else self._batches[at].select(columns)
            found.append(batch.slice(int(doc - self._firsts[at]), 1).to_pylist()[0])
        return found

    def spellings(self, stem: str) -> Numbers:
        """Answer the numbers of the words of a stem."""
        at = self.stems.find(stem)
        if at is None:
            return EMPTY
        offsets = self.array("stems.offsets")
        return self.array("stems.words")[offsets[at] : offsets[at + 1]]

    def postings(self, section: str, word: int) -> Postings:
        """Answer the documents with a word in a section."""
        offsets = self.array(f"{section}.offsets")
        start, end = offsets[word], offsets[word + 1]
        return Postings(self.array(f"{section}.docs")[start:end], self.array(f"{section}.counts")[start:end])

    def places(self, section: str, word: int) -> Numbers:
        """Answer the places of a word in a section, document after document, as its postings count them."""
        starts = self.array(f"{section}.starts")
        return self.array(f"{section}.places")[starts[word] : starts[word + 1]]

    def all_marked(self, name: str, marks: Numbers) -> tuple[Numbers, Numbers]:
        """Answer the documents with each of these marks: which of `marks` each is of, and the documents."""
        at = kernels.find(self.array(f"{name}.marks"), np.asarray(marks, np.int64))
        has = np.flatnonzero(at >= 0)
        offsets = self.array(f"{name}.offsets")
        starts, ends = offsets[at[has]], offsets[at[has] + 1]
        return has[np.repeat(np.arange(len(has)), ends - starts)], self.array(f"{name}.docs")[ranges(starts, ends)]

    def counts_of_marks(self, name: str, marks: Numbers) -> Numbers:
        """Answer in how many documents each of these marks is."""
        at = kernels.find(self.array(f"{name}.marks"), np.asarray(marks, np.int64))
        offsets = self.array(f"{name}.offsets")
        found: Numbers = np.where(at >= 0, offsets[at + 1] - offsets[at], 0)
        return found

    def own_marks(self, name: str, docs: Numbers) -> tuple[Numbers, Numbers]:
        """Answer the marks of documents: which row of `docs` each belongs to, and the marks."""
        found: tuple[Numbers, Numbers] = kernels.owned(
            self.array(f"{name}.own_offsets"), self.array(f"{name}.own"), np.asarray(docs, np.int64)
        )
        return found

    def told(self, section: str, docs: Numbers) -> tuple[Numbers, Numbers]:
        """Answer the stems of documents in a section, word by word: which row of `docs` each is of, and its mark."""
        if section not in self._ends:
            self._ends[section] = np.cumsum(self.array(f"{section}.lengths"), dtype=np.int64)
        ends = self._ends[section][docs]
        starts = ends - self.array(f"{section}.lengths")[docs]
        words = self.array(f"{section}.words")[ranges(starts, ends)]
        rows = np.repeat(np.arange(len(docs)), ends - starts)
        return rows, self.array("stems.marks")[self.array("words.stems")[words]]

    def symbols(self, scheme: str, prefix: str) -> Iterator[str]:
        """Answer the symbols of a scheme that begin so."""
        words = self._symbols[scheme]
        yield from words.listed(words.beginning(prefix))


def ranges(starts: Numbers, ends: Numbers) -> Numbers:
    """Answer all whole numbers of the ranges [start, end), range after range."""
    lengths = ends - starts
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found: Numbers = np.repeat(starts, lengths) + within
    return found
