"""What the nearest documents foretell: kernel ridge regression from likeness to citations, over the pool of a question.

The nearest witnesses are weighed so that together they stand for the question: one that is much like another near one
adds little (Saunders, Gammerman and Vovk, "Ridge regression learning algorithm in dual variables", ICML 1998). What a
document is foretold is then its own weight, the weights of those that cite it, and of those it shares references with.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from patentry.search.index.reading import Numbers
from patentry.search.index.segments import mark_of
from patentry.search.ranking.pool import Pool
from patentry.search.ranking.profiles import Profile, Values, gathered, telling
from patentry.search.ranking.question import TITLE_COUNTS, weighed_terms

Likeness = NDArray[np.float64]
NEAREST = 100
RIDGE = 6.0
SHARPNESS = 1.5
"""Likeness to this power: what is a little alike says less than its share."""
CLASS_SHARES = {"levels": 0.5, "uspc": 0.3}
"""How much likeness by classes counts beside likeness by words, which is 1."""


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
    sharp: Likeness = (np.maximum(alike, 0.0) ** SHARPNESS).astype(np.float64)
    weights: Values = np.linalg.solve(sharp[1:, 1:] + RIDGE * np.eye(len(near)), sharp[1:, 0]).astype(np.float64)
    return weights


def _by_words(pool: Pool, near: Numbers) -> Likeness:
    told = pool.index.rows([int(doc) for doc in near], ["title", "abstract"])
    found = [_terms_of(row["title"] or "", row["abstract"] or "") for row in told]
    rows = np.repeat(np.arange(len(near)), [len(marks) for marks, _ in found])
    marks = np.concatenate([marks for marks, _ in found])
    weights = np.concatenate([weights for _, weights in found])
    asked = gathered(
        np.array([mark_of(term) for term in pool.question.terms], np.int64),
        1 + np.log(np.array(list(pool.question.terms.values()))),
    )
    return _alike(asked, rows, marks, weights, len(near))


@lru_cache(maxsize=20_000)
def _terms_of(title: str, abstract: str) -> tuple[Numbers, Values]:
    """The stems of a document and how much each weighs; the same documents are near to many questions."""
    found = weighed_terms((title, TITLE_COUNTS), (abstract, 1))
    return np.array([mark_of(term) for term in found], np.int64), 1 + np.log(np.array(list(found.values())))


def _alike(asked: Profile, rows: Numbers, marks: Numbers, weights: Values, count: int) -> Likeness:
    """Answer the cosines of question (row 0) and documents with each other; a mark rare among them tells most."""
    distinct, turn = np.unique(np.concatenate([asked.marks, marks]), return_inverse=True)
    matrix = np.zeros((count + 1, len(distinct)))
    matrix[0, turn[: len(asked.marks)]] = asked.weights
    matrix[rows + 1, turn[len(asked.marks) :]] = weights
    matrix *= np.log1p((count + 1) / np.maximum((matrix > 0).sum(axis=0), 1))
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    cosines: Likeness = matrix @ matrix.T
    return cosines


def _own(pool: Pool, near: Numbers, weights: Values) -> Values:
    values = np.zeros(len(pool.docs))
    at = np.minimum(np.searchsorted(pool.docs, near), max(len(pool.docs) - 1, 0))
    here = pool.docs[at] == near
    values[at[here]] = weights[here]
    return values


def _by_references(pool: Pool, near: Numbers, weights: Values) -> Values:
    """The weights of those that cite a document, and of those it shares references with, itself left out."""
    rows, marks, idf = _references(pool, near)
    cited = gathered(marks, weights[rows]).of(pool.index.column("base")[pool.docs])
    shared = gathered(marks, weights[rows] * idf)
    own_rows, own_marks, own_idf = _references(pool, pool.docs)
    coupled = np.bincount(own_rows, own_idf * shared.of(own_marks), len(pool.docs))
    has_any = np.zeros(len(pool.docs), bool)
    has_any[own_rows] = True
    return cited + coupled - np.where(has_any, _own(pool, near, weights), 0.0)


def _references(pool: Pool, docs: Numbers) -> tuple[Numbers, Numbers, Values]:
    """The references of documents: which row, which mark, and how telling it is in a row of length one."""
    rows, marks = pool.index.own_marks("references", docs)
    distinct, turn = np.unique(marks, return_inverse=True)
    idf = telling(pool.index, "references", distinct)[turn]
    length = np.sqrt(np.bincount(rows, idf**2, len(docs)))
    return rows, marks, idf / np.maximum(length[rows], 1e-9)
