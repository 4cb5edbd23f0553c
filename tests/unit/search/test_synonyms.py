"""A project's synonyms widen texts and queries both ways, and the answer shows by what."""

from __future__ import annotations

import pytest

from patentry.search.asking import Ask
from patentry.search.evidence import coverage_of
from patentry.search.query import QueryError, format_query, parse_query
from patentry.search.searching import Searcher
from patentry.search.synonyms import Synonyms, read_synonyms, widen_query, widen_text
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

TABLE = "词,同义词\n柔性屏,可折叠屏；flexible display\n铰链,转轴,hinge\n\n隔膜,separator、membrane\n"


@pytest.fixture(scope="module")
def synonyms() -> Synonyms:
    return read_synonyms(TABLE.encode(), name="s.csv")


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode("utf-8-sig"),
        TABLE.encode("gb18030"),
        TABLE.replace(",", "\t").encode(),
        TABLE.removeprefix("词,同义词\n").replace("\n", "\r\n").encode(),
    ],
)
def test_a_table_is_read_however_it_was_saved(content: bytes, synonyms: Synonyms) -> None:
    assert read_synonyms(content, name="s").groups == synonyms.groups


def test_every_word_of_a_row_stands_for_all_the_others(synonyms: Synonyms) -> None:
    assert synonyms.of("铰链") == ("转轴", "hinge")
    assert synonyms.of("Ｈinges") == ("铰链", "转轴")
    assert synonyms.of("Flexible  Displays") == ("柔性屏", "可折叠屏")
    assert synonyms.of("panel") == ()


@pytest.mark.parametrize(
    ("table", "code", "row"),
    [
        ("", "search.synonyms_empty", None),
        ("term,synonyms\n", "search.synonyms_empty", None),
        ("hinge,pivot\nscreen\n", "search.synonyms_alone", 2),
        ("hinge,hinges\n", "search.synonyms_alone", 1),
        ("hinge,pivot\nscreen,panel\nPivots,axle\n", "search.synonyms_twice", 3),
        ("hinge,piv*t\n", "search.synonyms_sign", 1),
        ("hinge,the\n", "search.synonyms_weak", 1),
        (f"hinge,{'x' * 101}\n", "search.synonyms_long", 1),
        ("a1,b1\n" * 1 + "".join(f"a{i},b{i}\n" for i in range(2, 5002)), "search.synonyms_too_many", None),
    ],
)
def test_a_slip_in_the_table_is_refused_with_its_row(table: str, code: str, row: int | None) -> None:
    with pytest.raises(Refusal) as refused:
        read_synonyms(table.encode(), name="s.csv")
    assert (refused.value.code, refused.value.values.get("row")) == (code, row)
    assert refused.value.values["name"] == "s.csv"
    for lang in ("zh", "en"):
        assert "s.csv" in refused.value.sentence(lang)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_synonyms(b"PK\x03\x04\x00\x00\xff\xff", name="s.xlsx")
    assert refused.value.code == "search.synonyms_unreadable"


@pytest.mark.parametrize(
    ("query", "wide"),
    [
        ("TI=hinge", "TI=hinge OR TI=铰链 OR TI=转轴"),
        ('TI=("flexible display" AND IPC=G09F)', '(TI="flexible display" OR TI=柔性屏 OR TI=可折叠屏) AND IPC=G09F'),
        ("TI=(panel OR 隔膜)", "TI=panel OR TI=隔膜 OR TI=separator OR TI=membrane"),
        ("TI=(a NOT hinge)", "TI=a AND NOT (TI=hinge OR TI=铰链 OR TI=转轴)"),
        ("TI=(hinge NEAR/3 a)", "(TI=hinge NEAR/3 TI=a) OR (TI=铰链 NEAR/3 TI=a) OR (TI=转轴 NEAR/3 TI=a)"),
        ("TI=hing*", "TI=hing*"),
        ("S1 AND PD>2018", "S1 AND PD=[2019-01-01 TO *]"),
    ],
)
def test_a_query_is_widened_in_its_own_fields(synonyms: Synonyms, query: str, wide: str) -> None:
    widened = widen_query(parse_query(query), synonyms, {})
    assert format_query(widened) == wide
    assert parse_query(format_query(widened)) == widened


def test_a_nearness_that_would_grow_too_wide_is_refused_at_its_column() -> None:
    table = "".join(f"{side}0,{','.join(f'{side}{i}' for i in range(1, 12))}\n" for side in "ab")
    wide = read_synonyms(table.encode(), name="s")
    with pytest.raises(QueryError) as refused:
        widen_query(parse_query("TI=(a0 NEAR/3 b0)"), wide, {})
    assert (refused.value.code, refused.value.column) == ("near_too_wide", 8)
    assert "144" in refused.value.sentence("en")


def test_words_of_the_table_are_found_in_a_text(synonyms: Synonyms) -> None:
    found = widen_text("A Flexible Display, whose hinges 采用陶瓷隔膜。", synonyms)
    assert list(found) == ["flexible display", "hinge", "隔膜"]
    assert found["隔膜"] == ("separator", "membrane")
    assert widen_text("hingeless flexible big display", synonyms) == {}


def test_a_text_finds_documents_of_the_other_language_and_says_by_what(searcher: Searcher, synonyms: Synonyms) -> None:
    answer = searcher.search(Ask(text="铰链", synonyms=synonyms))
    by_word = {hit.family_id: hit.why.terms for hit in answer.hits if hit.why.terms}
    assert by_word.pop("P:CN104000001") == ("铰链",)
    assert by_word["F3"] == ("hinge",)
    assert answer.hits[0].publication_number == "CN104000001B", "the word that was written leads"
    assert answer.synonyms == {"铰链": ("转轴", "hinge")}
    plain = searcher.search(Ask(text="铰链"))
    assert "US9100001B2" not in {hit.publication_number for hit in plain.hits if "hinge" in hit.why.terms}


def test_a_query_finds_by_synonyms_and_its_step_keeps_them(searcher: Searcher, synonyms: Synonyms) -> None:
    ask = Ask(query=parse_query("TI=铰链"), synonyms=synonyms)
    answer = searcher.search(ask)
    assert answer.found == 3
    assert answer.query == "TI=铰链 OR TI=转轴 OR TI=hinge"
    combined = searcher.search(Ask(query=parse_query("S1 AND LANG=en"), steps={1: ask}))
    assert combined.found == 2


def test_a_synonym_in_a_passage_covers_the_word(searcher: Searcher, synonyms: Synonyms) -> None:
    plain, wide = (
        coverage_of(searcher, "A separator; a pivoting 转轴", ["US9100001B2"], synonyms=one) for one in (None, synonyms)
    )
    assert plain.documents[0].share == 0
    assert wide.documents[0].share is not None
    assert wide.documents[0].share > 0
