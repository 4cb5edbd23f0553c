"""The compiled loops give what the plain sums give."""

from __future__ import annotations

import numpy as np
import pytest

from patentry.search.index import kernels as postings
from patentry.search.index.segments import mark_of
from patentry.search.ranking import kernels
from patentry.search.ranking.foretelling import told_terms
from patentry.search.ranking.question import TITLE_COUNTS, weighed_terms
from patentry.search.searching import Searcher

pytest.importorskip("rjieba", reason="the extra `search` is not installed")


def test_marks_are_found_where_they_stand_and_nowhere_else() -> None:
    drawn = np.random.default_rng(1)
    known = np.unique(drawn.integers(np.iinfo(np.int64).min, np.iinfo(np.int64).max, 5_000))
    crowded = np.arange(1_000, dtype=np.int64)
    for held in (known, crowded, known[:1], known[:0]):
        asked = np.concatenate([held, held + 1, np.array([np.iinfo(np.int64).min, np.iinfo(np.int64).max])])
        expected = [int(np.searchsorted(held, one)) if one in set(held.tolist()) else -1 for one in asked]
        assert postings.find(held, asked).tolist() == expected


def test_the_best_are_among_those_above() -> None:
    scores = np.random.default_rng(2).random(5_000).astype(np.float32)
    admitted = scores < 0.9
    found = kernels.above(scores, admitted, 50)
    best = np.argsort(-np.where(admitted, scores, 0))[:50]
    assert set(best.tolist()) <= set(found.tolist())
    assert len(found) < 100
    assert admitted[found].all()
    assert len(kernels.above(np.zeros(9, np.float32), np.ones(9, bool), 3)) == 0
    assert kernels.above(scores, admitted, 9_000).tolist() == np.flatnonzero(admitted & (scores > 0)).tolist()


def test_likeness_and_ridge_are_those_of_the_matrices() -> None:
    drawn = np.random.default_rng(3)
    matrix = np.where(drawn.random((12, 40)) < 0.3, drawn.random((12, 40)), 0.0)
    rows, columns = np.nonzero(matrix)
    alike = kernels.cosines(rows, columns, matrix[rows, columns], 12, 40)
    told = matrix * np.log1p(12 / np.maximum((matrix > 0).sum(axis=0), 1))
    told /= np.linalg.norm(told, axis=1, keepdims=True)
    assert np.allclose(alike, told @ told.T)
    sharp = np.maximum(alike, 0) ** 1.5
    expected = np.linalg.solve(sharp[1:, 1:] + 6 * np.eye(11), sharp[1:, 0])
    assert np.allclose(kernels.ridge(alike, 6.0, 1.5), expected)


def test_the_kept_words_of_a_document_are_those_of_its_texts(searcher: Searcher) -> None:
    docs = np.arange(searcher.index.count)
    rows, marks, weights = told_terms(searcher.index, docs)
    for doc, row in enumerate(searcher.index.rows([int(doc) for doc in docs], ["title", "abstract"])):
        expected = weighed_terms((row["title"] or "", TITLE_COUNTS), (row["abstract"] or "", 1))
        own = rows == doc
        assert dict(zip(marks[own].tolist(), weights[own].tolist(), strict=True)) == pytest.approx(
            {mark_of(term): 1 + float(np.log(count)) for term, count in expected.items()}
        )
