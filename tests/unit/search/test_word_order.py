"""What the order of words tells: the title, the beginning, and words that stand together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.search.small_corpus import document, put_in

from patentry.corpus import latest
from patentry.search.asking import Ask
from patentry.search.building import build
from patentry.search.ranking import kernels
from patentry.search.ranking.pool import Pool
from patentry.search.ranking.question import WITHIN, beginning_of, pairs_in
from patentry.search.ranking.word_order import beginning, pairs, title
from patentry.search.searching import open_searcher

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

FILLING = " ".join(f"part{n} holds" for n in range(12))
IN_TITLE, LATE, TOGETHER, APART, CHINESE = (f"US940000{n}B2" for n in range(1, 6))
DOCUMENTS = [
    document(IN_TITLE, "Torsion spring", f"{FILLING}."),
    document(LATE, "Apparatus", f"{FILLING} torsion {FILLING} spring."),
    document(TOGETHER, "Apparatus", f"{FILLING} torsion spring {FILLING}."),
    document(APART, "Apparatus", f"Torsion {FILLING} spring."),
    document(CHINESE, "扭转弹簧", "一种扭转弹簧。"),
    *(document(f"US94001{n:02}B2", "Loom", "A loom with a shuttle.") for n in range(12)),
]


@pytest.fixture(scope="module")
def pool_of(tmp_path_factory: pytest.TempPathFactory) -> object:
    home = put_in(Path(tmp_path_factory.mktemp("order")), DOCUMENTS)
    build(latest(home))
    searcher = open_searcher(home)

    def opened(text: str) -> tuple[Pool, dict[str, int]]:
        question, _ = searcher.question(Ask(text=text), None)
        pool = searcher.pool(question)
        rows = searcher.index.rows([int(doc) for doc in pool.docs], ["number"])
        return pool, {row["number"]: at for at, row in enumerate(rows)}

    return opened


def test_words_in_the_title_at_the_beginning_and_together_are_told_apart(pool_of: object) -> None:
    assert callable(pool_of)
    pool, at = pool_of("a torsion spring")
    by_title, by_beginning, by_pairs = title(pool), beginning(pool), pairs(pool)
    assert by_title[at[IN_TITLE]] > 0
    assert by_title[at[LATE]] == by_title[at[TOGETHER]] == 0
    assert by_beginning[at[IN_TITLE]] > by_beginning[at[APART]] > 0
    assert by_beginning[at[LATE]] == 0
    assert by_pairs[at[IN_TITLE]] > 0
    assert by_pairs[at[TOGETHER]] > 0
    assert by_pairs[at[LATE]] == by_pairs[at[APART]] == 0


def test_a_chinese_question_is_read_the_same_way(pool_of: object) -> None:
    assert callable(pool_of)
    pool, at = pool_of("扭转弹簧的端部")
    assert title(pool)[at[CHINESE]] > 0
    assert pairs(pool)[at[CHINESE]] > 0


def test_a_question_of_one_word_has_no_pairs_and_no_document_is_the_better_for_it(pool_of: object) -> None:
    assert callable(pool_of)
    pool, _ = pool_of("spring")
    assert not pairs(pool).any()


def test_a_beginning_is_the_title_and_fifteen_words_without_weak_ones() -> None:
    text = "the " + " of ".join(f"word{n}" for n in range(30))
    assert beginning_of("A title", text) == ("titl", *(f"word{n}" for n in range(15)))
    assert pairs_in("beta alpha") == {("alpha", "beta")}
    assert len(pairs_in("x1 " * 5_000)) <= 1


WORDS = st.lists(st.lists(st.integers(0, 9), max_size=14), min_size=1, max_size=5)


@given(WORDS, st.sets(st.integers(0, 6)), st.sets(st.integers(5, 9)))
def test_words_asked_for_are_heard_in_their_turn(docs: list[list[int]], asked: set[int], weak: set[int]) -> None:
    asked_marks, weak_marks = (np.array(sorted(one), np.int64) for one in (asked, weak))
    rows = np.repeat(np.arange(len(docs)), [len(doc) for doc in docs]).astype(np.int64)
    marks = np.array([mark for doc in docs for mark in doc], np.int64)
    found = kernels.heard(rows, marks, asked_marks, weak_marks, len(docs))
    told = [[mark for mark in doc if mark in asked or mark not in weak] for doc in docs]
    expected = [
        (row, sorted(asked).index(mark), turn)
        for row, doc in enumerate(told)
        for turn, mark in enumerate(doc)
        if mark in asked
    ]
    assert list(zip(*(part.tolist() for part in found[:3]), strict=True)) == expected
    assert found[3].tolist() == [len(doc) for doc in told]


@given(WORDS, st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_pairs_are_found_where_both_words_stand_near(docs: list[list[int]], wanted: set[tuple[int, int]]) -> None:
    keys = np.array(sorted({min(pair) * 10 + max(pair) for pair in wanted}), np.int64)
    rows = np.repeat(np.arange(len(docs)), [len(doc) for doc in docs]).astype(np.int64)
    words = np.array([word for doc in docs for word in doc], np.int64)
    turns = np.array([turn for doc in docs for turn in range(len(doc))], np.int64)
    found = kernels.paired(rows, words, turns, keys, 10, WITHIN)
    expected = sorted(
        (row, key)
        for row, doc in enumerate(docs)
        for at, one in enumerate(doc)
        for other in doc[at + 1 : at + 1 + WITHIN]
        if (key := min(one, other) * 10 + max(one, other)) in keys
    )
    assert sorted(zip(found[0].tolist(), keys[found[1]].tolist(), strict=True)) == expected
