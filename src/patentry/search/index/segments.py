"""Writing a segment: documents in, a folder of arrays out.

Texts: one vocabulary of words as printed (folded, not stemmed) with their stems beside it, for each section its
postings with places, and of titles and abstracts the words of each document in their order. Marks (classes at every
level, references, numbers): sorted 64-bit digests with their documents, and each document's own marks, so that segments
speak of the same mark by the same number.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from patentry.classes import parse_ipc
from patentry.numbers import NumberError, PublicationNumber
from patentry.search.documents import SECTIONS
from patentry.search.index import kernels
from patentry.search.index.arrays import ARRAYS, ArrayWriter
from patentry.search.texts import stem, words_in

DAYS = ("published", "filed", "granted", "first_filed")
MARKS = ("levels", "ipc", "cpc", "uspc", "references")
TOLD_SECTIONS = ("title", "abstract")
"""Sections of which the words of each document are kept, to compare documents with each other."""
UNKNOWN_DAY = np.iinfo(np.int32).min
GAP = 100
"""Places between the texts of a section in two languages, so that no phrase reaches across."""
Marks = Callable[[dict[str, Any]], Iterable[str]]


@lru_cache(maxsize=1_000_000)
def mark_of(text: str) -> int:
    """Answer the digest a mark goes by."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


@lru_cache(maxsize=300_000)
def base_of(number: str) -> str:
    """Answer a publication number without its kind; one that cannot be read stands as it is."""
    try:
        return str(PublicationNumber.parse(number).base)
    except NumberError:
        return number


@lru_cache(maxsize=300_000)
def levels_of(symbol: str) -> tuple[str, ...]:
    """Answer a symbol and what it lies under: "H04L1/06", "H04L1/", "H04L", "H04", "H"."""
    canonical = parse_ipc(symbol) or symbol
    group = canonical.split("/")[0] + "/" if "/" in canonical else ""
    return tuple(
        dict.fromkeys(part for part in (canonical, group, canonical[:4], canonical[:3], canonical[:1]) if part)
    )


@lru_cache(maxsize=300_000)
def uspc_levels_of(symbol: str) -> tuple[str, ...]:
    """Answer a USPC symbol and its class; of a symbol of another scheme nothing."""
    return (symbol, symbol.split("/")[0]) if symbol.startswith("USPC ") else ()


MARKS_OF: dict[str, Marks] = {
    "levels": lambda row: (level for symbol in (*row["ipc"], *row["cpc"]) for level in levels_of(symbol)),
    "ipc": lambda row: row["ipc"],
    "cpc": lambda row: row["cpc"],
    "uspc": lambda row: (level for symbol in row["other_classes"] for level in uspc_levels_of(symbol)),
    "references": lambda row: (base_of(number) for number in row["citations"]),
}


class SegmentWriter:
    """Gathers documents and writes them as one segment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True)
        self.documents = 0
        self.tokens = 0
        self._vocabulary: dict[str, int] = {}
        self._words = {section: array("I") for section in SECTIONS}
        self._places = {section: array("I") for section in SECTIONS}
        self._lengths = {section: array("I") for section in SECTIONS}
        self._marks = {name: array("q") for name in MARKS}
        self._mark_counts = {name: array("I") for name in MARKS}
        self._symbols: dict[str, set[str]] = {"ipc": set(), "cpc": set()}
        self._days = {name: array("i") for name in DAYS}
        self._known = {name: array("q") for name in ("key", "family", "base", "application")}
        self._stream: Any = None
        self._arrays = ArrayWriter(folder / ARRAYS)

    def add(self, batch: pa.RecordBatch) -> None:
        """Take documents."""
        if self._stream is None:
            self._stream = pa.ipc.new_file(str(self._folder / "documents.arrow"), batch.schema)
        self._stream.write_batch(batch)
        for row in batch.to_pylist():
            self._add(row)

    def _add(self, row: dict[str, Any]) -> None:
        for section in SECTIONS:
            self._add_text(section, row[section] or "")
        for name in MARKS:
            marks = set(MARKS_OF[name](row))
            self._marks[name].extend(mark_of(mark) for mark in sorted(marks))
            self._mark_counts[name].append(len(marks))
        for scheme, symbols in self._symbols.items():
            symbols.update(row[scheme])
        for name in DAYS:
            self._days[name].append(days_of(row[name]))
        for name, told in (("key", row["key"]), ("family", row["family"]), ("base", row["base"] or row["key"])):
            self._known[name].append(mark_of(told))
        self._known["application"].append(mark_of(row["application_number"] or row["base"] or row["key"]))
        self.documents += 1

    def _add_text(self, section: str, text: str) -> None:
        before, shift = len(self._words[section]), 0
        vocabulary, words, places = self._vocabulary, self._words[section], self._places[section]
        for part in text.split("\n"):
            found, at = words_in(part)
            words.extend([vocabulary.setdefault(word, len(vocabulary)) for word in found])
            places.extend([place + shift for place in at] if shift else at)
            shift += (at[-1] if at else 0) + GAP
        self._lengths[section].append(len(words) - before)
        self.tokens += len(words) - before

    def finish(self) -> None:
        """Write everything down."""
        if self._stream is not None:
            self._stream.close()
        self._write_texts()
        for name in MARKS:
            self._write_marks(name)
        for scheme, symbols in self._symbols.items():
            _write_words(self._folder / f"{scheme}.symbols.arrow", sorted(symbols))
        for name, told in self._days.items():
            self._save(name, np.frombuffer(told, np.int32))
        for name, known in self._known.items():
            self._save(name, np.frombuffer(known, np.int64))
        self._arrays.close()

    def _write_texts(self) -> None:
        """Number the words by their order, so that a word is found by halving and a prefix is a range."""
        vocabulary = sorted(self._vocabulary)
        turn = np.empty(len(vocabulary), np.uint32)
        old = np.fromiter((self._vocabulary[word] for word in vocabulary), np.int64, len(vocabulary))
        turn[old] = np.arange(len(vocabulary), dtype=np.uint32)
        self._vocabulary.clear()
        _write_words(self._folder / "words.arrow", vocabulary)
        self._write_stems([stem(word) for word in vocabulary])
        for section in SECTIONS:
            words = turn[np.frombuffer(self._words[section], np.uint32)] if len(vocabulary) else np.empty(0, np.uint32)
            lengths = np.frombuffer(self._lengths[section], np.uint32)
            places = np.frombuffer(self._places[section], np.uint32)
            offsets, docs, counts, starts, placed = kernels.invert(words, places, lengths, len(vocabulary))
            for name, values in (("offsets", offsets), ("docs", docs), ("counts", counts), ("lengths", lengths)):
                self._save(f"{section}.{name}", values)
            if section in TOLD_SECTIONS:
                self._save(f"{section}.words", words)
            self._save(f"{section}.starts", starts)
            self._save(f"{section}.places", placed)

    def _write_stems(self, stems: Sequence[str]) -> None:
        distinct = sorted(set(stems))
        number = {text: i for i, text in enumerate(distinct)}
        of_word = np.fromiter((number[text] for text in stems), np.int64, len(stems))
        order = np.argsort(of_word, kind="stable")
        _write_words(self._folder / "stems.arrow", distinct)
        self._save("stems.marks", np.fromiter((mark_of(text) for text in distinct), np.int64, len(distinct)))
        self._save("words.stems", of_word.astype(np.uint32))
        self._save("stems.words", order.astype(np.uint32))
        self._save("stems.offsets", np.searchsorted(of_word[order], np.arange(len(distinct) + 1)))

    def _write_marks(self, name: str) -> None:
        own = np.frombuffer(self._marks[name], np.int64)
        counts = np.frombuffer(self._mark_counts[name], np.uint32)
        docs = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        order = np.argsort(own, kind="stable")
        distinct, first = np.unique(own[order], return_index=True)
        self._save(f"{name}.own", own)
        self._save(f"{name}.own_offsets", np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]))
        self._save(f"{name}.marks", distinct)
        self._save(f"{name}.offsets", np.append(first, len(own)).astype(np.int64))
        self._save(f"{name}.docs", docs[order])

    def _save(self, name: str, values: NDArray[Any]) -> None:
        self._arrays.add(name, values)


def days_of(day: date | None) -> int:
    """Answer a day as days since 1970-01-01; `UNKNOWN_DAY` where it is not known."""
    return UNKNOWN_DAY if day is None else day.toordinal() - date(1970, 1, 1).toordinal()


def _write_words(path: Path, words: Sequence[str]) -> None:
    table = pa.table({"word": pa.array(words, pa.large_string())})
    with pa.ipc.new_file(str(path), table.schema) as stream:
        stream.write_table(table)
