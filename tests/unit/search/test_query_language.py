"""What an analyst types becomes a tree, or a refusal that points at the column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentry.search.query import (
    MOST_DEPTH,
    MOST_TERMS,
    And,
    ClassIs,
    DayIn,
    Near,
    Node,
    Not,
    NumberIs,
    Or,
    PartyIs,
    Phrase,
    QueryError,
    StatusIs,
    Step,
    Word,
    field_named,
    fields,
    format_query,
    parse_query,
)
from patentry.wording import say

TIAB = ("title", "abstract")
ALL = ("title", "abstract", "claims", "description")


def word(text: str, sections: tuple[str, ...] = ALL) -> Word:
    return Word(text, sections)


def test_what_analysts_type_in_commercial_tools_is_read() -> None:
    found = parse_query("(TIAB=(显示 OR 面板) AND IPC=(G09G OR H10K)) AND AD=[20180101 TO 20231231]")
    assert found == And(
        (
            And(
                (
                    Or((word("显示", TIAB), word("面板", TIAB))),
                    Or((ClassIs("IPC", "G09G"), ClassIs("IPC", "H10K"))),
                )
            ),
            DayIn("filed", date(2018, 1, 1), date(2023, 12, 31)),
        )
    )


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("（ＴＩ＝“柔性显示” ｏｒ 摘要：面板）", 'TI="柔性显示" OR AB=面板'),
        ("显示 与 面板 非 电池", "ALL=显示 AND ALL=面板 AND NOT ALL=电池"),
        ("display panel", "ALL=display AND ALL=panel"),
        ("a || b && !c", "ALL=a OR (ALL=b AND NOT ALL=c)"),
        ("TI=(a, b；c)", "TI=a OR TI=b OR TI=c"),
        ("PA=(BOE TECHNOLOGY GROUP OR 京东方)", 'PA="BOE TECHNOLOGY GROUP" OR PA="京东方"'),
        ("PA=BOE TECHNOLOGY TI=display", 'PA="BOE TECHNOLOGY" AND TI=display'),
        ("申请人=L'Oréal", 'PA="L\'Oréal"'),
        ("AD>=2018 AND AD<202002", "AD=[2018-01-01 TO *] AND AD=[* TO 2020-01-31]"),
        ("AD>2018", "AD=[2019-01-01 TO *]"),
        ("PD=20180101-20191231", "PD=[2018-01-01 TO 2019-12-31]"),
        ("PD:2018..2020", "PD=[2018-01-01 TO 2020-12-31]"),
        ("PD=[2018.02.01, *]", "PD=[2018-02-01 TO *]"),
        ("AD=2024-02", "AD=[2024-02-01 TO 2024-02-29]"),
        ("a (3w) b", "ALL=a PRE/3 ALL=b"),
        ("a $W3 b", "ALL=a NEAR/3 ALL=b"),
        ("a near/5 'b c'", 'ALL=a NEAR/5 ALL="b c"'),
        ("S1 AND (S2 NOT S13)", "S1 AND (S2 AND NOT S13)"),
        ("TI=S1", "TI=S1"),
        ("IPC=h01l21/00", "IPC=H01L21/00"),
        ("PN=ZL201810000001.5", 'PN="ZL201810000001.5"'),
        ("法律状态=有效", 'STATUS="有效"'),
    ],
)
def test_other_ways_of_writing_come_to_the_same(typed: str, plain: str) -> None:
    assert format_query(parse_query(typed)) == plain


def test_words_without_a_field_are_looked_for_where_the_search_says() -> None:
    assert parse_query("显示", default="TIAB") == word("显示", TIAB)
    with pytest.raises(ValueError, match="no field of text"):
        parse_query("显示", default="IPC")


@pytest.mark.parametrize(
    ("typed", "code", "column"),
    [
        ("", "empty", 1),
        (" 　 ", "empty", 1),
        ("TI=(", "unfinished", 5),
        ("TI=", "unfinished", 4),
        ("a AND", "unfinished", 6),
        ("TI=x)", "bracket_closed", 5),
        ("（显示 OR 面板", "bracket_open", 1),
        ("a OR OR b", "unexpected", 6),
        ("foo=bar", "field_unknown", 1),
        ("标题党=显示", "field_unknown", 1),
        ("TI>3", "compare_of_days", 3),
        ("AD=[2020 TO 2018]", "range_backwards", 4),
        ("AD=[2020 2021]", "range_open", 10),
        ("AD=[2020 TO 2021", "range_open", 17),
        ("AD=soon", "day_wrong", 4),
        ("AD=20180231", "day_wrong", 4),
        ("AD=201813", "day_wrong", 4),
        ('显示 "open', "quote_open", 4),
        ("(a b) near c", "near_of_words", 7),
        ('TI=""', "phrase_empty", 4),
        ("***", "only_wildcards", 1),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_column(typed: str, code: str, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(typed)
    assert (caught.value.code, caught.value.column) == (code, column)
    for lang in ("zh", "en"):
        assert "{" not in caught.value.sentence(lang)
        assert "@" not in caught.value.sentence(lang)


def test_what_is_too_much_is_refused_and_not_a_fault() -> None:
    with pytest.raises(QueryError, match="too_deep"):
        parse_query("(" * (MOST_DEPTH + 5) + "a" + ")" * (MOST_DEPTH + 5))
    with pytest.raises(QueryError, match="too_long"):
        parse_query("word " * (MOST_TERMS + 5))
    with pytest.raises(QueryError, match="too_deep"):
        parse_query("NOT " * (MOST_TERMS - 5) + "a")


def test_every_field_is_found_by_each_of_its_names() -> None:
    names = [name.upper() for field in fields() for name in (field.name, *field.aliases)]
    assert len(names) == len(set(names))
    for field in fields():
        assert all(field_named(name.lower()) is field for name in (field.name, *field.aliases))


def test_every_refusal_has_words_in_both_languages() -> None:
    for code in ("too_deep", "too_long", "quote_open", "range_open"):
        assert say(f"query.{code}", lang="zh", column=1, found="x", expected="y")
        assert say(f"query.{code}", lang="en", column=1, found="x", expected="y")


_WORDS = st.text("abz显示面板19-/.'", min_size=1, max_size=8).filter(
    lambda text: text[0] not in "'19-/." and text.upper() not in {"N", "W"}
)
_SECTIONS = st.sampled_from([field.sections for field in fields() if field.kind == "text"])
_TERMS = st.one_of(
    st.builds(Word, _WORDS, _SECTIONS),
    st.builds(Phrase, st.builds(" ".join, st.lists(_WORDS, min_size=1, max_size=3)), _SECTIONS),
)
_DAYS = st.tuples(st.dates(), st.dates()).map(lambda two: DayIn("filed", min(two), max(two)))
_LEAVES: st.SearchStrategy[Node] = st.one_of(
    _TERMS,
    st.builds(Near, _TERMS, _TERMS, st.integers(0, 30), st.booleans()),
    st.builds(PartyIs, st.just(("applicant", "holder")), _WORDS),
    st.builds(NumberIs, st.just(("publication",)), _WORDS),
    st.builds(StatusIs, st.just("STATUS"), _WORDS),
    st.builds(Step, st.integers(1, 999)),
    _DAYS,
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=12,
)


@given(_TREES)
def test_a_printed_query_reads_back_as_the_same(tree: Node) -> None:
    assert parse_query(format_query(tree)) == tree


@given(st.text("abS1显 ()[]（）“”\"'=：><,；*?#&|!TIADIPC AND OR NOT NEAR/3 [2018 TO]", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    refused: QueryError | None = None
    try:
        tree = parse_query(text)
    except QueryError as error:
        refused = error
    if refused is None:
        assert parse_query(format_query(tree)) == tree
    else:
        assert 1 <= refused.column <= len(text) + 1
        assert refused.sentence("zh")
        assert refused.sentence("en")
