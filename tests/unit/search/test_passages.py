"""Passages: looked into piece by piece, and the same as word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentry.search.passages import Passages
from patentry.search.texts import pieces_of, stem, words_in, words_of_piece

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

_WORDS = (
    "sensor",
    "sensors",
    "Heating",
    "(heated)",
    "non-heated",
    "5 mm",
    "5",
    "mm",
    "转轴支撑",
    "铰链结构",
    "5mm,",
    "İ",
    "ﬁlter",
)
TEXTS = st.lists(st.sampled_from((*_WORDS, ".", "。", ";", "\n", "the")), max_size=60).map(" ".join)


@given(TEXTS | st.text(max_size=80))
def test_the_words_of_the_pieces_of_a_text_are_the_words_of_the_text(text: str) -> None:
    assert [word for piece in pieces_of(text) for word in words_of_piece(piece)] == words_in(text)[0]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_passage_does_not_depend_on_the_documents_looked_into_before(abstracts: list[str]) -> None:
    wanted = {stem("sensor"): 1.0, stem("heated"): 2.0, "5mm": 0.5, "转轴": 1.5}
    rows = [{"title": "Sensors", "abstract": text, "claims": None, "description": None} for text in abstracts]
    together = Passages(wanted)

    assert [together.best(row) for row in rows] == [Passages(wanted).best(row) for row in rows]
    for row in rows:
        printed = {stem(word) for word in words_in(f"{row['title']} {row['abstract']}")[0]}
        assert {stem(word) for word in together.best(row).terms} >= printed & wanted.keys() - {"5mm"}
