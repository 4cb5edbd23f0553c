"""Compiled loops of the ranking: the likeness of documents by their marks, and weights that solve a ridge regression.

Compiled rather than asked of a library of linear algebra: the matrices are small and thin, and its threads would wait
for each other longer than the sums take on a machine that serves several questions.
"""

from __future__ import annotations

import numba
import numpy as np

from patentry.search.index.opening import Mask, Scores
from patentry.search.index.reading import Numbers

_compiled = numba.njit(cache=True, nogil=True)
SAMPLED = 8
ROOM = 2
"""So many times the documents asked for are aimed at, because a sample tells only about where they begin."""


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def cosines(rows, columns, weights, count, width):  # type: ignore[no-untyped-def]
    """The cosines of `count` rows given by their filled places; a column filled in few rows tells most."""
    filled = np.zeros(width + 1, np.int64)
    for i in range(columns.shape[0]):
        filled[columns[i] + 1] += 1
    told = np.empty(columns.shape[0], np.float64)
    lengths = np.zeros(count, np.float64)
    for i in range(columns.shape[0]):
        told[i] = weights[i] * np.log1p(count / filled[columns[i] + 1])
        lengths[rows[i]] += told[i] * told[i]
    for column in range(width):
        filled[column + 1] += filled[column]
    at = filled[:-1].copy()
    own = np.empty(columns.shape[0], np.int64)
    share = np.empty(columns.shape[0], np.float64)
    for i in range(columns.shape[0]):
        k = at[columns[i]]
        own[k] = rows[i]
        share[k] = told[i] / max(np.sqrt(lengths[rows[i]]), 1e-9)
        at[columns[i]] += 1
    found = np.zeros((count, count), np.float64)
    for column in range(width):
        for i in range(filled[column], filled[column + 1]):
            for j in range(filled[column], filled[column + 1]):
                found[own[i], own[j]] += share[i] * share[j]
    return found


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def ridge(alike, ridge, power):  # type: ignore[no-untyped-def]
    """How much each row but the first stands for the first, likeness taken to a power (Gauss, pivots by size)."""
    count = alike.shape[0] - 1
    a = np.empty((count, count + 1), np.float64)
    for i in range(count):
        for j in range(count):
            a[i, j] = max(alike[i + 1, j + 1], 0.0) ** power
        a[i, i] += ridge
        a[i, count] = max(alike[i + 1, 0], 0.0) ** power
    for i in range(count):
        pivot = i
        for k in range(i + 1, count):
            if abs(a[k, i]) > abs(a[pivot, i]):
                pivot = k
        if pivot != i:
            for j in range(i, count + 1):
                a[i, j], a[pivot, j] = a[pivot, j], a[i, j]
        for k in range(i + 1, count):
            share = a[k, i] / a[i, i]
            if share != 0.0:
                for j in range(i, count + 1):
                    a[k, j] -= share * a[i, j]
    found = np.empty(count, np.float64)
    for i in range(count - 1, -1, -1):
        value = a[i, count]
        for j in range(i + 1, count):
            value -= a[i, j] * found[j]
        found[i] = value / a[i, i]
    return found


def above(scores: Scores, admitted: Mask, count: int) -> Numbers:
    """Answer documents admitted that score, the `count` best among them; all that score where they are fewer.

    How high the best begin is told by the scores of one document in eight, so that a million are looked at once.
    """
    for share in (SAMPLED, 1):
        seen = scores[::share][admitted[::share]]
        least = np.float32(0.0)
        if len(seen) * share > count:
            place = len(seen) - min(max(ROOM * count // share, 1), len(seen)) if share > 1 else len(seen) - count
            least = np.partition(seen, place)[place]
        found: Numbers = _reaching(scores, admitted, least)
        if len(found) >= count or least <= 0.0:
            break
    return found


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def _reaching(scores, admitted, least):  # type: ignore[no-untyped-def]
    """Documents admitted that score at least so much, and more than nothing."""
    held = 0
    for doc in range(scores.shape[0]):
        if admitted[doc] and scores[doc] >= least and scores[doc] > 0.0:
            held += 1
    found = np.empty(held, np.int64)
    written = 0
    for doc in range(scores.shape[0]):
        if admitted[doc] and scores[doc] >= least and scores[doc] > 0.0:
            found[written] = doc
            written += 1
    return found


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def heard(rows, marks, asked, weak, count):  # type: ignore[no-untyped-def]
    """Where words asked for (rising) stand: row, which word, its turn among the row's words; and the rows' lengths.

    Weak words (rising) take no turn and are not counted. The words of a row follow each other.
    """
    found_rows = np.empty(rows.shape[0], np.int64)
    found_words = np.empty(rows.shape[0], np.int64)
    turns = np.empty(rows.shape[0], np.int64)
    lengths = np.zeros(count, np.int64)
    size = 0
    for i in range(rows.shape[0]):
        at = np.searchsorted(asked, marks[i])
        is_asked = at < asked.shape[0] and asked[at] == marks[i]
        if not is_asked:
            place = np.searchsorted(weak, marks[i])
            if place < weak.shape[0] and weak[place] == marks[i]:
                continue
        if is_asked:
            found_rows[size] = rows[i]
            found_words[size] = at
            turns[size] = lengths[rows[i]]
            size += 1
        lengths[rows[i]] += 1
    return found_rows[:size], found_words[:size], turns[:size], lengths


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def paired(rows, words, turns, pairs, width, within):  # type: ignore[no-untyped-def]
    """Which of the pairs (rising, lesser word times `width` plus greater) stand within so many words: row and pair."""
    found_rows = np.empty(rows.shape[0] * within, np.int64)
    found_pairs = np.empty(rows.shape[0] * within, np.int64)
    size = 0
    for i in range(rows.shape[0]):
        for j in range(i - 1, -1, -1):
            if rows[j] != rows[i] or turns[i] - turns[j] > within:
                break
            key = min(words[i], words[j]) * width + max(words[i], words[j])
            at = np.searchsorted(pairs, key)
            if at < pairs.shape[0] and pairs[at] == key:
                found_rows[size] = rows[i]
                found_pairs[size] = at
                size += 1
    return found_rows[:size], found_pairs[:size]
