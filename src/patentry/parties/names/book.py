"""Names in arrays, and which of them are compared at all. Compiled, because the pairs are millions.

A name arrives as rows of integers: its grams (for blocking and the cosine), its words as code points. Only names that
share one of their rarest grams are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from patentry.parties.names.parts import NormalName, Script
from patentry.parties.names.tables import words_of

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
F = TypeVar("F", bound=Callable[..., Any])

KEYS = 16
"""Of each name this many of its rarest grams lead to its candidates."""
COMMON = 400
"""A gram that more names have than this leads nowhere."""
LEAST_COSINE = 0.3


def compiled(function: F) -> F:
    """Compile a function of arrays when it is first called, and keep it on disk."""
    return cast(F, numba.njit(cache=True, nogil=True)(function))


class Book(NamedTuple):
    """Names of one script in arrays: grams and words with their offsets, weights by rarity, counts of mentions."""

    grams: Ints
    gram_at: Ints
    gram_weight: Floats
    letters: Ints
    letter_at: Ints
    words: Ints
    word_at: Ints
    word_weight: Floats
    telling: Floats
    counts: Ints
    numbers: Ints
    forms: Ints


def book_of(names: Sequence[NormalName], counts: Sequence[int]) -> Book:
    """Answer the names in arrays. Rarity is that among these names: log of their number over those that have it."""
    gram_rows, gram_ids = _numbered([_grams(name) for name in names])
    word_rows, word_ids = _numbered([name.core for name in names])
    letters = [[ord(c) for c in word] for word in word_ids]
    return Book(
        grams=_flat([sorted(set(row)) for row in gram_rows]),
        gram_at=_offsets([sorted(set(row)) for row in gram_rows]),
        gram_weight=_rarity(gram_rows, len(gram_ids)),
        letters=_flat(letters),
        letter_at=_offsets(letters),
        words=_flat(word_rows),
        word_at=_offsets(word_rows),
        word_weight=_rarity(word_rows, len(word_ids)),
        telling=np.array([word in words_of("telling_words", "word") for word in word_ids], np.float32),
        counts=np.asarray(counts, np.int32),
        numbers=np.asarray(_coded([name.numbers for name in names]), np.int32),
        forms=np.asarray(_coded([name.form for name in names]), np.int32),
    )


def _grams(name: NormalName) -> list[str]:
    if name.script is Script.HAN:
        text = "".join(name.core)
        return [*name.core, *(text[i : i + 2] for i in range(len(text) - 1))]
    text = f" {' '.join(name.core)} "
    return [text[i : i + 3] for i in range(len(text) - 2)]


def _numbered(rows: Sequence[Sequence[str]]) -> tuple[list[list[int]], dict[str, int]]:
    ids: dict[str, int] = {}
    return [[ids.setdefault(part, len(ids)) for part in row] for row in rows], ids


def _coded(values: Sequence[str]) -> list[int]:
    ids = {"": 0}
    return [ids.setdefault(value, len(ids)) for value in values]


def _flat(rows: Sequence[Sequence[int]]) -> Ints:
    return np.fromiter((value for row in rows for value in row), np.int32)


def _offsets(rows: Sequence[Sequence[int]]) -> Ints:
    return np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int32)


def _rarity(rows: Sequence[Sequence[int]], size: int) -> Floats:
    """Between 0 (all names have it) and 1 (one name of a million has it)."""
    found = Counter(value for row in rows for value in set(row))
    seen = np.array([found[i] for i in range(size)], np.float32)
    rarity: Floats = (np.log((len(rows) + 1) / seen) / np.log(len(rows) + 2)).astype(np.float32)
    return rarity


def candidates_of(book: Book) -> Ints:
    """Answer the pairs (two columns, first < second) that share one of their rarest grams, each once, in order."""
    if not len(book.counts):
        return np.zeros((0, 2), np.int32)
    keys, key_at = _keys(book.grams, book.gram_at, book.gram_weight, KEYS)
    posted, posted_at = _postings(book.grams, book.gram_at, len(book.gram_weight))
    pairs = _candidates(book, keys, key_at, posted, posted_at)
    return np.unique(pairs, axis=0) if len(pairs) else pairs


@compiled
def _keys(grams: Ints, at: Ints, weight: Floats, most: int) -> tuple[Ints, Ints]:
    n = len(at) - 1
    keys = np.empty(n * most, np.int32)
    starts = np.zeros(n + 1, np.int32)
    size = 0
    for i in range(n):
        row = grams[at[i] : at[i + 1]]
        order = np.argsort(-weight[row], kind="mergesort")
        for k in range(min(most, len(row))):
            keys[size] = row[order[k]]
            size += 1
        starts[i + 1] = size
    return keys[:size], starts


@compiled
def _postings(grams: Ints, at: Ints, size: int) -> tuple[Ints, Ints]:
    starts = np.zeros(size + 1, np.int32)
    for g in grams:
        starts[g + 1] += 1
    for g in range(size):
        starts[g + 1] += starts[g]
    filled = starts[:-1].copy()
    posted = np.empty(len(grams), np.int32)
    for i in range(len(at) - 1):
        for k in range(at[i], at[i + 1]):
            posted[filled[grams[k]]] = i
            filled[grams[k]] += 1
    return posted, starts


@compiled
def cosine(grams: Ints, at: Ints, weight: Floats, i: int, j: int) -> float:
    """Cosine of the grams of two names, each weighted by its rarity."""
    a, b = at[i], at[j]
    both = one = two = 0.0
    for k in range(at[i], at[i + 1]):
        one += weight[grams[k]] ** 2
    for k in range(at[j], at[j + 1]):
        two += weight[grams[k]] ** 2
    while a < at[i + 1] and b < at[j + 1]:
        if grams[a] == grams[b]:
            both += weight[grams[a]] ** 2
            a += 1
            b += 1
        elif grams[a] < grams[b]:
            a += 1
        else:
            b += 1
    return float(both / np.sqrt(one * two)) if one * two > 0 else 0.0


@compiled
def _candidates(book: Book, keys: Ints, key_at: Ints, posted: Ints, posted_at: Ints) -> Ints:
    n = len(book.gram_at) - 1
    seen = np.full(n, -1, np.int32)
    out = np.empty((1024, 2), np.int32)
    size = 0
    for i in range(n):
        for k in range(key_at[i], key_at[i + 1]):
            low, high = posted_at[keys[k]], posted_at[keys[k] + 1]
            if high - low > COMMON:
                continue
            for p in range(low, high):
                j = posted[p]
                if j == i or seen[j] == i:
                    continue
                seen[j] = i
                if cosine(book.grams, book.gram_at, book.gram_weight, i, j) < LEAST_COSINE:
                    continue
                if size == len(out):
                    bigger = np.empty((2 * size, 2), np.int32)
                    bigger[:size] = out
                    out = bigger
                out[size, 0] = min(i, j)
                out[size, 1] = max(i, j)
                size += 1
    return out[:size]
