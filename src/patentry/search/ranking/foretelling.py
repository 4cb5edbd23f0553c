"""What the nearest documents foretell: kernel ridge regression from likeness to citations, over the pool of a question.

The nearest witnesses are weighed so that together they stand for the question: one that is much like another near one
adds little (Saunders, Gammerman and Vovk, "Ridge regression learning algorithm in dual variables", ICML 1998). What a
document is foretold is then its own weight, the weights of those that cite it, and of those it shares references with.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from patentry.search.index.opening import Index
from patentry.search.index.reading import Numbers
from patentry.search.index.segments import mark_of
from patentry.search.ranking import kernels
from patentry.search.ranking.pool import Pool
from patentry.search.ranking.profiles import Marked, Profile, Values, gathered, marked
from patentry.search.ranking.question import TITLE_COUNTS
from patentry.search.texts import weak_terms

Likeness = NDArray[np.float64]
NEAREST = 100
RIDGE = 6.0
SHARPNESS = 1.5
"""Likeness to this power: what is a little alike says less than its share."""
CLASS_SHARES = {"levels": 0.5, "uspc": 0.3}
"""How much likeness by classes counts beside likeness by words, which is 1."""
MEANING_SHARE = 0.5


def foretold(pool: Pool) -> Values:
    """What the nearest foretell of each document of the pool."""
    near = pool.near(NEAREST)
    if len(near) < 2 or not len(pool.docs):
        return np.zeros(len(pool.docs))
    weights = _weights(pool, near)
    return _own(pool, near, weights) + _by_references(pool, near, weights)


def _weights(pool: Pool, near: Numbers) -> Values:
    """How much each of the nearest stands for the question."""
    alike: Likeness = _by_words(pool, near)
    for name, share in CLASS_SHARES.items():
        asked = pool.classes if name == "levels" else pool.uspc
        rows, marks = pool.index.own_marks(name, near)
        alike = alike + share * _alike(asked, rows, marks, np.ones(len(marks)), len(near))
    alike = alike + MEANING_SHARE * _by_meaning(pool, near)
    weights: Values = kernels.ridge(alike, RIDGE, SHARPNESS)
    return weights


def _by_meaning(pool: Pool, near: Numbers) -> Likeness:
    """The cosines of question (row 0) and documents with each other by what they mean; nought without vectors."""
    vector, vectors = pool.question.vector, pool.vectors
    if vector is None or vectors is None:
        return np.zeros((len(near) + 1, len(near) + 1))
    told = np.vstack([vector, vectors.of(near)]).astype(np.float64)
    cosines: Likeness = told @ told.T
    return cosines


def _by_words(pool: Pool, near: Numbers) -> Likeness:
    asked = gathered(
        np.array([mark_of(term) for term in pool.question.terms], np.int64),
        damped(pool.question.terms.values()),
    )
    return _alike(asked, *told_terms(pool.index, near), len(near))


def told_terms(index: Index, docs: Numbers) -> tuple[Numbers, Numbers, Values]:
    """Answer the stems of documents, weak ones left out: which row of `docs`, the mark, and how much it weighs."""
    title_rows, title = index.told("title", docs)
    rows, marks = index.told("abstract", docs)
    rows, marks = np.concatenate([title_rows, rows]), np.concatenate([title, marks])
    distinct, turn = np.unique(marks, return_inverse=True)
    counts = np.repeat([TITLE_COUNTS, 1], [len(title), len(marks) - len(title)])
    places, first = np.unique(rows * len(distinct) + turn, return_inverse=True)
    kept = ~np.isin(distinct[places % len(distinct)], weak_marks()) if len(distinct) else np.empty(0, bool)
    weights = np.bincount(first, counts, len(places))[kept]
    places = places[kept]
    return places // max(len(distinct), 1), distinct[places % max(len(distinct), 1)], 1 + np.log(weights)


@cache
def weak_marks() -> Numbers:
    """Answer the marks of words that say nothing, rising."""
    return np.array(sorted(mark_of(term) for term in weak_terms()), np.int64)


def damped(counts: Iterable[float]) -> Values:
    """Answer one and the logarithm; what counts less than once, as it is."""
    told = np.array(list(counts), np.float64)
    answer: Values = np.where(told < 1, told, 1 + np.log(np.maximum(told, 1)))
    return answer


def _alike(asked: Profile, rows: Numbers, marks: Numbers, weights: Values, count: int) -> Likeness:
    """Answer the cosines of question (row 0) and documents with each other; a mark rare among them tells most."""
    distinct, turn = np.unique(np.concatenate([asked.marks, marks]), return_inverse=True)
    every = np.concatenate([np.zeros(len(asked.marks), np.int64), np.asarray(rows, np.int64) + 1])
    filled: Values = np.concatenate([asked.weights, weights]).astype(np.float64)
    cosines: Likeness = kernels.cosines(every, turn.astype(np.int64), filled, count + 1, len(distinct))
    return cosines


def _own(pool: Pool, near: Numbers, weights: Values) -> Values:
    values = np.zeros(len(pool.docs))
    at = np.minimum(np.searchsorted(pool.docs, near), max(len(pool.docs) - 1, 0))
    here = pool.docs[at] == near
    values[at[here]] = weights[here]
    return values


def _by_references(pool: Pool, near: Numbers, weights: Values) -> Values:
    """The weights of those that cite a document, and of those it shares references with, itself left out."""
    near_rows, marks, idf = _told(marked(pool.index, "references", near))
    cited = gathered(marks, weights[near_rows]).of(pool.index.column("base")[pool.docs])
    shared = gathered(marks, weights[near_rows] * idf)
    own = pool.references
    rows, _, own_idf = _told(own)
    coupled = np.bincount(rows, own_idf * shared.of(own.distinct)[own.turn], len(pool.docs))
    has_any = np.zeros(len(pool.docs), bool)
    has_any[rows] = True
    return cited + coupled - np.where(has_any, _own(pool, near, weights), 0.0)


def _told(own: Marked) -> tuple[Numbers, Numbers, Values]:
    """The marks of documents: which row, which mark, and how telling it is in a row of length one."""
    idf = own.telling[own.turn]
    return own.rows, own.distinct[own.turn], idf / np.maximum(own.lengths[own.rows], 1e-9)
