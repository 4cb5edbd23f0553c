"""The table of terms: learnt from what a corpus says in both languages, used where no vectors tell, and shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.small_corpus import document, put_in
from tests.unit.search.test_search_command import run

from patentry.corpus import latest
from patentry.search.asking import Ask
from patentry.search.building import build
from patentry.search.index import open_index
from patentry.search.searching import open_searcher
from patentry.search.translating import TermTable, mine, parallel_texts, read_table

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

TITLES = [
    ("电池隔膜", "Battery separator"),
    ("电池电极", "Battery electrode"),
    ("轴承保持架", "Bearing cage"),
    ("轴承滚珠", "Bearing balls"),
    ("陶瓷隔膜", "Ceramic separator"),
    ("陶瓷轴承", "Ceramic bearing"),
]


def both(number: int, zh: str, en: str) -> dict[str, Any]:
    """A document with its title in both languages."""
    return document(f"CN10510000{number}A", zh, "", lang="zh") | {"title": {"zh": zh, "en": en}, "abstract": {}}


def test_a_word_stands_for_what_it_always_comes_with_and_the_table_is_the_same_each_time() -> None:
    table = mine(TITLES)
    assert [table.terms[word][0][0] for word in ("battery", "bear", "ceramic") if word in table.terms][-1] == "陶瓷"
    assert table.terms["轴承"][0][0] == "bear"
    assert table.terms["隔膜"][0][0] == "separator"
    assert table == mine(TITLES)
    assert all(sum(chance for _, chance in told) <= 1.001 for told in table.terms.values())


def test_a_word_seen_once_stands_for_nothing() -> None:
    assert mine([("电池隔膜", "Battery separator")]).terms == {}
    assert mine([]) == TermTable()


def test_texts_of_one_document_and_of_one_family_are_parallel(tmp_path: Path) -> None:
    home = put_in(
        tmp_path,
        [
            both(1, "电池隔膜", "Battery separator"),
            document("CN105100002A", "轴承", "一种轴承。", lang="zh", family="F"),
            document("US9300001B2", "Bearing", "A bearing.", family="F"),
            document("US9300002B2", "Display", "A display.", family="G"),
        ],
    )
    build(latest(home))
    told = list(parallel_texts(open_index(home)))
    assert told == [("电池隔膜", "Battery separator"), ("轴承", "Bearing"), ("一种轴承。", "A bearing.")]


def test_an_english_text_finds_a_chinese_document_and_tells_what_it_took_a_word_for(tmp_path: Path) -> None:
    told = [both(at, zh, en) for at, (zh, en) in enumerate(TITLES, start=1)]
    home = put_in(tmp_path, [*told, document("CN105200001A", "隔膜的涂层", "一种隔膜，其涂层多孔。", lang="zh")])
    assert build(latest(home)).terms.pairs == len(TITLES)
    answer = open_searcher(home).search(Ask(text="separator"))
    assert "CN105200001A" in {hit.publication_number for hit in answer.hits}
    assert answer.translated["separator"][0] == "隔膜"
    assert "separator → 隔膜" in run(home, "search", "separator")[1]
    assert json.loads(run(home, "index", as_json=True)[1])["parallel_texts"] == len(TITLES)


def test_a_table_is_mined_again_only_when_the_index_has_grown(tmp_path: Path) -> None:
    home = put_in(tmp_path, [both(at, zh, en) for at, (zh, en) in enumerate(TITLES, start=1)])
    build(latest(home))
    held = read_table(home.index)
    put_in(tmp_path, [document("US9300003B2", "Screen", "A screen.")], name="more.jsonl")
    assert build(latest(home)).update.written == 1
    table = read_table(home.index)
    assert held is not None
    assert table is not None
    assert (held.documents, table.documents) == (6, 7)
    assert table.terms == held.terms


def test_a_fielded_query_is_not_translated(tmp_path: Path) -> None:
    home = put_in(tmp_path, [both(at, zh, en) for at, (zh, en) in enumerate(TITLES, start=1)])
    build(latest(home))
    assert json.loads(run(home, "search", "--query", "TI=separator", as_json=True)[1])["translated"] == {}
