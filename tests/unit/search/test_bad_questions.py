"""Questions nobody can answer as they stand: each gets an answer that helps."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.search.small_corpus import DOCUMENTS, put_in
from tests.unit.search.test_search_command import run

from patentry.corpus import Home, latest
from patentry.search.asking import Ask, ask_of_text, is_number, reads_as_query
from patentry.search.index import update_index
from patentry.search.query import QueryError, parse_query
from patentry.search.searching import MOST_CHARACTERS, Searcher, open_searcher
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Let a command read these bytes from standard input."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Nothing was asked"),
        (("",), "nothing to search for"),
        (("  \n",), "nothing to search for"),
        (("the of and 一种 的",), "Describe the technology"),
        (("--query", ""), "The query is empty"),
        (("--query", "　"), "The query is empty"),
        (("--query", "(TI=a OR (TI=b)"), "bracket opened in column 1"),
        (("--query", "（标题=显示））"), "Column 8"),
        (("--query", "TIB=display"), "The fields are TIAB, TI,"),
        (("--query", "IPC=zz9"), "is no class"),
        (("--query", "*"), "at least one letter"),
        (("--like", ""), "No number was given"),
        (("--like", "hello"), "not a number we can read"),
        (("--like", "US7777777B2"), "is not in the index"),
        (("US7777777B2",), "is not in the index"),
        (("201410135735.9",), "check digit does not fit"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_do(indexed: Home, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run(indexed, "search", *arguments)
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err
    assert run(indexed, "search", *arguments, lang="zh")[2] != err


def test_the_column_of_a_slip_is_pointed_at_under_wide_signs_too(indexed: Home) -> None:
    _, _, err = run(indexed, "search", "--query", "标题=显示 AND XX=3")
    query, pointer = err.splitlines()[1:]
    assert query == "  标题=显示 AND XX=3"
    assert pointer == " " * (2 + 4 + 1 + 4 + 5) + "^"
    told = json.loads(run(indexed, "search", "--query", "标题=显示 AND XX=3", as_json=True)[2])
    assert "Column 11" in told["error"]


def test_a_very_long_text_is_answered_and_its_end_is_told(searcher: Searcher) -> None:
    answer = searcher.search(Ask(text="foldable display panel. " * 10_000))
    assert answer.hits[0].publication_number == "US9100001B2"
    assert answer.characters_left_out == 240_000 - MOST_CHARACTERS
    many = " ".join(f"word{i}" for i in range(20_000))
    assert searcher.search(Ask(text=f"{many} hinge")).hits == ()


@pytest.mark.parametrize("content", ["一种柔性显示面板".encode(), "一种柔性显示面板".encode("gb18030")])
def test_a_text_from_the_input_is_read_however_it_was_saved(
    indexed: Home, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    typed(monkeypatch, content)
    assert "CN104000001B" in run(indexed, "search", "-", "--top", "1")[1]


def test_a_file_that_is_no_text_is_refused(indexed: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, b"PK\x03\x04\x14\x00\x06\x00\x08\x00")
    code, _, err = run(indexed, "search", "-")
    assert (code, "no Word or PDF" in err) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "显示 display パネル дисплей 표시 écran",
        "５ ｍｍ 的 ＤＩＳＰＬＡＹ 面板",
        "display\u200bpanel \ufffd \U0001f600 面板",
    ],
)
def test_scripts_mixed_and_full_width_are_searched(searcher: Searcher, text: str) -> None:
    assert searcher.search(Ask(text=text)).hits


def test_full_width_digits_are_digits(searcher: Searcher) -> None:
    for query in ("AB=５ｍｍ", "PD=［２０１５０９０１　TO　２０１５０９０１］", "PN=ＵＳ９１００００５"):
        assert [hit.publication_number for hit in searcher.search(Ask(query=parse_query(query))).hits] == [
            "US9100005B2"
        ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US9100003B2", True),
        (" us 9,100,003 b2 ", True),
        ("CN104000001B", True),
        ("ＣＮ１０４０００００１Ｂ", True),
        ("201410135735.5", True),
        ("201410135735.9", True),
        ("a hinge of 123456 mm", False),
        ("display US9100003B2", False),
        ("5G", False),
        ("US " + "1" * 5000, False),
        ("", False),
    ],
)
def test_a_number_pasted_alone_asks_for_documents_like_it(text: str, expected: bool) -> None:
    assert is_number(text) is expected
    assert (ask_of_text(text).like is not None) is expected


def test_a_pasted_number_is_told_to_have_been_read_as_one(indexed: Home) -> None:
    code, out, _ = run(indexed, "search", "US9100002B2", "--top", "1")
    assert code == 0
    assert out.startswith("Read as the number of a patent: documents like US9100002B2.")
    assert "1. US9100002B2" not in out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TIAB=display AND IPC=G09G", True),
        ("标题=显示", True),
        ("（申请日：2018）", True),
        ("the ratio R=5 of the display", False),
        ("a display: with a hinge", False),
        ("TIAB=(display", False),
    ],
)
def test_a_query_pasted_as_text_is_told_apart(text: str, expected: bool) -> None:
    assert reads_as_query(text) is expected


def test_a_query_pasted_as_text_is_answered_with_a_hint(indexed: Home) -> None:
    code, out, _ = run(indexed, "search", "TIAB=display AND IPC=G09G")
    assert (code, "use --query" in out) == (0, True)


def test_words_of_no_document_are_told_with_those_spelled_alike(searcher: Searcher) -> None:
    answer = searcher.search(Ask(text="lithum batery 垚彧"))
    assert {one.word: one.near for one in answer.unseen} == {
        "lithum": ("lithium",), "batery": ("battery",), "垚": (), "彧": (),
    }  # fmt: skip
    assert searcher.search(Ask(query=parse_query("TI=dispaly"))).unseen[0].near == ("display",)
    for ask in (Ask(text="display hinge"), Ask(query=parse_query("TI=electrol* NOT TI=zzzz"))):
        assert searcher.search(ask).unseen == ()


def test_parts_that_find_nothing_together_are_counted_apart(searcher: Searcher) -> None:
    answer = searcher.search(Ask(query=parse_query("TI=battery AND TI=(hinge OR screen) AND PD>2010")))
    assert (answer.found, [(part.query, part.found) for part in answer.parts]) == (
        0,
        [("TI=battery", 2), ("TI=hinge OR TI=screen", 2), ("PD=[2011-01-01 TO *]", 10)],
    )
    assert searcher.search(Ask(query=parse_query("TI=battery"))).parts == ()


def test_a_query_that_finds_everything_says_so(indexed: Home) -> None:
    assert "narrows nothing" in run(indexed, "search", "--query", "NOT TI=zzzz", "--top", "1")[1]
    assert "narrows nothing" not in run(indexed, "search", "--query", "TI=display", "--top", "1")[1]


def test_a_class_with_a_blank_is_one_symbol_and_a_renamed_one_is_told(indexed: Home) -> None:
    code, out, _ = run(indexed, "search", "--query", "IPC=(h01l 27/32 OR G09F 9/30) AND TI=display")
    assert (code, "IPC=H01L27/32 OR IPC=G09F9/30" in out, "H10K59*" in out) == (0, True, True)
    new = run(indexed, "search", "--query", "IPC=H10K59/00")[1]
    assert "US9100002B2" in new
    assert "H01L27/32*" in new


def test_an_index_of_which_the_snapshot_is_gone_answers_what_it_can(tmp_path: Path) -> None:
    home = put_in(tmp_path, DOCUMENTS)
    update_index(latest(home))
    searcher = open_searcher(home)
    searcher.index.manifest = replace(searcher.index.manifest, snapshot=99)
    answer = searcher.search(Ask(text="hinge"))
    assert answer.hits
    assert (answer.snapshot, answer.current) == (99, 1)
    for query in ("IPC=G09F", "PA=North", "STATUS=in_force"):
        with pytest.raises(Refusal) as refused:
            searcher.search(Ask(query=parse_query(query)))
        assert refused.value.code == "search.snapshot_gone"
        assert "patentry index --rebuild" in refused.value.sentence("en")


def test_an_index_of_another_version_is_refused_and_made_anew(fresh: Home) -> None:
    update_index(latest(fresh))
    path = fresh.index / "index.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(told | {"rules": "0-older"}), encoding="utf-8")
    code, _, err = run(fresh, "search", "hinge")
    assert (code, "patentry index" in err, "Traceback" in err) == (1, True, False)
    assert update_index(latest(fresh)).is_rebuilt
    assert run(fresh, "search", "hinge")[0] == 0


@given(st.text(max_size=80))
def test_any_text_is_a_question_or_none(text: str) -> None:
    ask = ask_of_text(text)
    assert (ask.like is None) is not is_number(text)
    reads_as_query(text)


_SIGNS = [
    "TI=",
    "显示",
    "(",
    ")",
    "（",
    "AND",
    "NOT",
    "NEAR/3",
    '"',
    "[",
    "TO",
    "]",
    "IPC=",
    "H01L",
    "27/32",
    "AD>",
    "2018",
]


@given(st.lists(st.sampled_from([*_SIGNS, "S1", "*", ","]), max_size=12))
def test_any_run_of_signs_is_carried_out_or_refused_at_a_column(searcher: Searcher, signs: list[str]) -> None:
    query = " ".join(signs)
    refused: QueryError | None = None
    try:
        answer = searcher.search(Ask(query=parse_query(query), top=3))
    except QueryError as wrong:
        refused = wrong
    if refused is not None:
        assert 1 <= refused.column <= len(query) + 1
        assert "{" not in refused.sentence("en")
    else:
        assert answer.found is not None
        assert len(answer.hits) <= answer.found
