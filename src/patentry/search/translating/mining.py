"""Mining the table of terms: IBM model 1 both ways over texts that say the same in Chinese and in English.

Brown et al., "The mathematics of statistical machine translation", Computational Linguistics 19 (1993). A word is kept
for another where each is likely for the other; only one way, a frequent word is likely for everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from patentry.search.index.opening import Index
from patentry.search.index.segments import mark_of
from patentry.search.texts import is_chinese, is_weak, stems_in
from patentry.search.translating.table import TermTable, Translations

Pair = tuple[str, str]
Numbers = NDArray[np.int64]
Chances = NDArray[np.float64]
ROUNDS = 8
MOST_CELLS = 5_000_000
"""Pairs of words looked at: what they take is memory and time."""
MOST_WORDS = 150
LEAST_TEXTS = 2
"""A word seen in one text alone could stand for any word of it."""
LEAST_CHANCE = 0.02
MOST_KEPT = 3


def parallel_texts(index: Index) -> Iterator[Pair]:
    """Answer texts of the same document, or of the same family, in Chinese and in English.

    Titles come before abstracts, for they are the surer; a document without both languages is joined with the first of
    its family in the other.
    """
    for column in ("title", "abstract"):
        yield from _within(index, column)
        yield from _of_families(index, column)


def _within(index: Index, column: str) -> Iterator[Pair]:
    for segment, start in zip(index.segments, index.starts, strict=False):
        texts = segment.documents[column]
        for own in np.flatnonzero(pc.match_substring(texts, "\n").fill_null(False).to_numpy(zero_copy_only=False)):
            if index.alive[start + own]:
                parts = texts[int(own)].as_py().split("\n")
                chinese = "\n".join(part for part in parts if is_chinese(part))
                latin = "\n".join(part for part in parts if part and not is_chinese(part))
                if chinese and latin:
                    yield chinese, latin


def _of_families(index: Index, column: str) -> Iterator[Pair]:
    families, languages = index.column("family"), index.languages
    chinese = np.flatnonzero(index.alive & (languages == mark_of("zh")))
    english = np.flatnonzero(index.alive & (languages == mark_of("en")))
    _, ours, theirs = np.intersect1d(families[chinese], families[english], return_indices=True)
    for one, other in zip(chinese[ours], english[theirs], strict=True):
        here, there = (row[column] for row in index.rows([int(one), int(other)], [column]))
        if here and there and is_chinese(here) and not is_chinese(there):
            yield here, there


def mine(pairs: Iterable[Pair], *, documents: int = 0) -> TermTable:
    """Answer the table of terms of texts in Chinese and English. The same pairs always give the same table."""
    chinese, english = _Words(), _Words()
    rows: list[tuple[Numbers, Numbers]] = []
    cells = 0
    for zh, en in pairs:
        ours, theirs = chinese.numbers(zh), english.numbers(en)
        cells += len(ours) * len(theirs)
        if cells > MOST_CELLS:
            break
        if len(ours) and len(theirs):
            rows.append((ours, theirs))
    if not rows:
        return TermTable(documents=documents)
    return _table(rows, chinese, english, documents)


class _Words:
    """Words by number."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def numbers(self, text: str) -> Numbers:
        told = dict.fromkeys(term for term in stems_in(text) if not is_weak(term))
        found = [self._number.setdefault(term, len(self._number)) for term in list(told)[:MOST_WORDS]]
        return np.array(found, np.int64)

    @property
    def names(self) -> list[str]:
        return list(self._number)


def _table(rows: Sequence[tuple[Numbers, Numbers]], chinese: _Words, english: _Words, documents: int) -> TermTable:
    ours = np.concatenate([np.repeat(zh, len(en)) for zh, en in rows])
    theirs = np.concatenate([np.tile(en, len(zh)) for zh, en in rows])
    pair = np.repeat(np.arange(len(rows)), [len(zh) * len(en) for zh, en in rows])
    zh_names, en_names = chinese.names, english.names
    keys, cell = np.unique(ours * len(en_names) + theirs, return_inverse=True)
    zh, en = keys // len(en_names), keys % len(en_names)
    together = np.bincount(cell, minlength=len(keys))
    forward = _model_1(cell, zh, pair * len(en_names) + theirs)
    backward = _model_1(cell, en, pair * len(zh_names) + ours)
    kept = (together >= LEAST_TEXTS) & (forward * backward >= LEAST_CHANCE**2)
    terms: dict[str, Translations] = {}
    strength = np.sqrt(forward * backward)[kept]
    _gather(terms, zh[kept], en[kept], strength, zh_names, en_names)
    _gather(terms, en[kept], zh[kept], strength, en_names, zh_names)
    return TermTable(terms, len(rows), documents)


def _model_1(cell: Numbers, source: Numbers, group: Numbers) -> Chances:
    """Answer how likely each pair's target is, given its source; `group` is the place of a target in a text."""
    _, group = np.unique(group, return_inverse=True)
    chance = np.ones(len(source))
    for _ in range(ROUNDS):
        told = chance[cell]
        heard = told / np.bincount(group, told)[group]
        counts = np.bincount(cell, heard, len(source))
        chance = counts / np.bincount(source, counts)[source]
    found: Chances = chance
    return found


def _gather(
    terms: dict[str, Translations],
    source: Numbers,
    target: Numbers,
    strength: Chances,
    names: Sequence[str],
    others: Sequence[str],
) -> None:
    """Add the likeliest few of each word; their chances add up to one at most."""
    order = np.lexsort((target, -strength, source))
    found: dict[str, list[tuple[str, float]]] = {}
    for at in order:
        own = found.setdefault(names[source[at]], [])
        if len(own) < MOST_KEPT:
            own.append((others[target[at]], float(strength[at])))
    for term, told in found.items():
        whole = max(sum(chance for _, chance in told), 1.0)
        terms[term] = tuple((other, round(chance / whole, 4)) for other, chance in told)
