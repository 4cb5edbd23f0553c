"""The compiled loops give what the plain sums give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentry.search.index import kernels as postings
from patentry.search.index.segments import mark_of
from patentry.search.ranking import kernels
from patentry.search.ranking.foretelling import told_terms
from patentry.search.ranking.profiles import gathered
from patentry.search.ranking.question import TITLE_COUNTS, weighed_terms
from patentry.search.ranking.words import WordScorer
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


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 9), max_size=60))
def test_marks_are_told_apart_once_each(marks: list[int]) -> None:
    found, turn = postings.distinct(np.array(marks, np.int64))
    assert found.tolist() == list(dict.fromkeys(marks))
    assert found[turn].tolist() == marks


@given(st.lists(st.integers(-9, 9), max_size=30))
def test_a_profile_has_each_mark_once_rising_with_the_sum_of_its_weights(marks: list[int]) -> None:
    profile = gathered(np.array(marks, np.int64), np.arange(1.0, len(marks) + 1))
    assert profile.marks.tolist() == sorted(set(marks))
    assert profile.weights.tolist() == [
        sum(place for place, mark in enumerate(marks, start=1) if mark == one) for one in sorted(set(marks))
    ]


@given(st.lists(st.lists(st.integers(-9, 9), max_size=4), min_size=1, max_size=9), st.data())
def test_what_documents_own_is_taken_document_by_document(own: list[list[int]], data: st.DataObject) -> None:
    docs = data.draw(st.lists(st.integers(0, len(own) - 1), max_size=12))
    offsets = np.cumsum([0, *map(len, own)])
    values = np.array([value for one in own for value in one], np.int64)
    rows, found = postings.owned(offsets, values, np.array(docs, np.int64))
    assert rows.tolist() == [row for row, doc in enumerate(docs) for _ in own[doc]]
    assert found.tolist() == [value for doc in docs for value in own[doc]]


def test_a_word_heard_in_several_sections_is_settled_once() -> None:
    drawn = np.random.default_rng(4)
    heard, scores, expected = np.zeros(50, np.float32), np.ones(50, np.float32), np.zeros(50)
    lists = [np.unique(drawn.integers(0, 50, size)).astype(np.uint32) for size in (5, 20, 40)]
    for share, docs in enumerate(lists, start=1):
        norms, counts = np.ones(50, np.float32), drawn.integers(1, 5, len(docs)).astype(np.uint16)
        postings.gather(docs, counts, norms, share, heard)
        expected[docs] += share * counts
    for docs in lists:
        postings.settle(docs, heard, scores, 2.0, 1.5)
    assert scores == pytest.approx(1 + 2.0 * 2.5 * expected / (1.5 + expected), rel=1e-6)
    assert not heard.any()


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


def test_scores_do_not_depend_on_the_questions_before(searcher: Searcher) -> None:
    terms = [stem for segment in searcher.index.segments for stem in segment.stems.listed(range(20))]
    alone = [WordScorer(searcher.index).scores({term: 1.0}) for term in terms]
    assert any(scores.any() for scores in alone)
    for term, expected in zip(terms, alone, strict=True):
        assert searcher.scorer.scores({term: 1.0}).tolist() == expected.tolist()
