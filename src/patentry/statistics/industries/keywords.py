"""Keywords in texts: which rows of a concordance find one of theirs. Compiled; a text is read once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

from patentry.statistics.industries.folding import folding_table

F = TypeVar("F", bound=Callable[..., object])
Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
_EMPTY = -1
_MIX = 0x9E3779B1
_SHIFT = 21


def compiled(function: F) -> F:
    """Compile a function, once for all processes."""
    return cast(F, numba.njit(cache=True, nogil=True)(function))


@dataclass(frozen=True, slots=True)
class KeywordIndex:
    """Folded keywords by their first two letters, and the keywords of each row.

    `slots` is a hash table from a pair of letters to the stretch [`first`, `last`) of `order`, numbers of keywords;
    `alone` has the keywords of one letter.
    """

    letters: Ints
    starts: Ints
    order: Ints
    slots: npt.NDArray[np.int64]
    first: Ints
    last: Ints
    alone: Ints
    row_starts: Ints
    row_keywords: Ints


def index_of(rows: Sequence[Sequence[str]]) -> KeywordIndex:
    """Answer the index of rows of folded keywords."""
    numbers: dict[str, int] = {}
    lists = [[numbers.setdefault(word, len(numbers)) for word in row] for row in rows]
    words = list(numbers)
    pairs: dict[int, list[int]] = {}
    for number, word in enumerate(words):
        if len(word) > 1:
            pairs.setdefault((ord(word[0]) << _SHIFT) | ord(word[1]), []).append(number)
    size = 1 << max(4, (4 * len(pairs)).bit_length())
    slots, first, last = np.full(size, _EMPTY, np.int64), np.zeros(size, np.int32), np.zeros(size, np.int32)
    order: list[int] = []
    for pair, held in pairs.items():
        slot = _slot(slots, np.int64(pair))
        slots[slot], first[slot], last[slot] = pair, len(order), len(order) + len(held)
        order += held
    return KeywordIndex(
        letters=np.array([ord(letter) for word in words for letter in word], np.int32),
        starts=_starts(words),
        order=np.array(order, np.int32),
        slots=slots,
        first=first,
        last=last,
        alone=np.array([number for number, word in enumerate(words) if len(word) == 1], np.int32),
        row_starts=_starts(lists),
        row_keywords=np.array([number for row in lists for number in row], np.int32),
    )


def _starts(parts: Sequence[Sequence[Any]]) -> Ints:
    return np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int32)


@compiled
def _slot(slots: npt.NDArray[np.int64], pair: np.int64) -> int:
    """The slot of a pair, or the empty one in which it belongs."""
    mask = len(slots) - 1
    slot = ((pair ^ (pair >> 17)) * _MIX) & mask
    while slots[slot] != -1 and slots[slot] != pair:
        slot = (slot + 1) & mask
    return int(slot)


@dataclass(slots=True)
class Search:
    """A search under way: the pairs of patent and row it is about, and which of them have found a keyword.

    The pairs of patent p are `pair_starts[p]` to `pair_starts[p + 1]`; `rows` names the row of each.
    """

    index: KeywordIndex
    pair_starts: npt.NDArray[np.int64]
    rows: Ints
    found: Flags

    def read(self, patents: Ints, list_offsets: Ints, text_offsets: Ints, octets: npt.NDArray[np.uint8]) -> Ints:
        """Look the texts of patents through; answer the places (patent, text) of those that have to be folded slowly.

        Text t is `octets[text_offsets[t] : text_offsets[t + 1]]` in UTF-8; the texts of `patents[i]` are
        `list_offsets[i]` to `list_offsets[i + 1]`.
        """
        index, table = self.index, folding_table()
        return _read(
            patents,
            list_offsets,
            text_offsets,
            octets,
            table.starts,
            table.letters,
            table.hard,
            index.letters,
            index.starts,
            index.order,
            index.slots,
            index.first,
            index.last,
            index.alone,
            index.row_starts,
            index.row_keywords,
            self.pair_starts,
            self.rows,
            self.found,
        )

    def read_folded(self, patent: int, text: str) -> None:
        """Look through one folded text."""
        for pair in range(int(self.pair_starts[patent]), int(self.pair_starts[patent + 1])):
            row = int(self.rows[pair])
            start, end = int(self.index.row_starts[row]), int(self.index.row_starts[row + 1])
            for number in self.index.row_keywords[start:end]:
                begins, ends = int(self.index.starts[number]), int(self.index.starts[number + 1])
                if "".join(map(chr, self.index.letters[begins:ends])) in text:
                    self.found[pair] = True


def search(index: KeywordIndex, pair_starts: npt.NDArray[np.int64], rows: Ints) -> Search:
    """Begin a search."""
    return Search(index, pair_starts, rows, np.zeros(len(rows), np.bool_))


@compiled
def _decoded(octets: npt.NDArray[np.uint8], at: int) -> tuple[int, int]:
    """The letter at a place of valid UTF-8 and the place after it."""
    first = int(octets[at])
    if first < 0x80:
        return first, at + 1
    if first < 0xE0:
        return ((first & 0x1F) << 6) | (int(octets[at + 1]) & 0x3F), at + 2
    if first < 0xF0:
        return ((first & 0x0F) << 12) | ((int(octets[at + 1]) & 0x3F) << 6) | (int(octets[at + 2]) & 0x3F), at + 3
    return 0x10000, at + 4


@compiled
def _folded(
    octets: npt.NDArray[np.uint8], begin: int, end: int, starts: Ints, letters: Ints, hard: Flags, scratch: Ints
) -> int:
    """Fold a text into `scratch`; answer its length, -1 where it cannot be folded letter by letter."""
    length, at = 0, begin
    while at < end:
        code, at = _decoded(octets, at)
        if code >= 0x10000 or hard[code]:
            return -1
        for place in range(starts[code], starts[code + 1]):
            scratch[length] = letters[place]
            length += 1
    return length


@compiled
def _mark(
    scratch: Ints,
    length: int,
    letters: Ints,
    starts: Ints,
    order: Ints,
    slots: npt.NDArray[np.int64],
    first: Ints,
    last: Ints,
    alone: Ints,
    seen: Ints,
    mark: int,
) -> None:
    """Mark the keywords that stand in a folded text."""
    for at in range(length - 1):
        pair = (np.int64(scratch[at]) << _SHIFT) | np.int64(scratch[at + 1])
        slot = _slot(slots, pair)
        if slots[slot] == -1:
            continue
        for place in range(first[slot], last[slot]):
            number = order[place]
            begin, size = starts[number], starts[number + 1] - starts[number]
            if seen[number] == mark or at + size > length:
                continue
            same = True
            for further in range(2, size):
                if scratch[at + further] != letters[begin + further]:
                    same = False
                    break
            if same:
                seen[number] = mark
    for number in alone:
        for at in range(length):
            if scratch[at] == letters[starts[number]]:
                seen[number] = mark
                break


@compiled
def _read(
    patents: Ints,
    list_offsets: Ints,
    text_offsets: Ints,
    octets: npt.NDArray[np.uint8],
    fold_starts: Ints,
    fold_letters: Ints,
    hard: Flags,
    letters: Ints,
    starts: Ints,
    order: Ints,
    slots: npt.NDArray[np.int64],
    first: Ints,
    last: Ints,
    alone: Ints,
    row_starts: Ints,
    row_keywords: Ints,
    pair_starts: npt.NDArray[np.int64],
    rows: Ints,
    found: Flags,
) -> Ints:
    seen = np.zeros(len(starts), np.int32)
    longest = 0
    for text in range(len(text_offsets) - 1):
        longest = max(longest, text_offsets[text + 1] - text_offsets[text])
    # One letter of the basic plane becomes eighteen at the most (U+FDFA) and takes three octets.
    scratch = np.empty(longest * 6 + 18, np.int32)
    slow = [(0, 0)][:0]
    mark = 0
    for place in range(len(patents)):
        patent = patents[place]
        begin, end = pair_starts[patent], pair_starts[patent + 1]
        for text in range(list_offsets[place], list_offsets[place + 1]):
            if found[begin:end].all():
                break
            length = _folded(
                octets, text_offsets[text], text_offsets[text + 1], fold_starts, fold_letters, hard, scratch
            )
            if length < 0:
                slow.append((place, text))
                continue
            mark += 1
            _mark(scratch, length, letters, starts, order, slots, first, last, alone, seen, mark)
            for pair in range(begin, end):
                row = rows[pair]
                for number in row_keywords[row_starts[row] : row_starts[row + 1]]:
                    if seen[number] == mark:
                        found[pair] = True
                        break
    answer = np.empty((len(slow), 2), np.int32)
    for place in range(len(slow)):
        answer[place, 0], answer[place, 1] = slow[place]
    return answer
