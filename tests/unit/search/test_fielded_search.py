"""A fielded query finds what it says, by brute force over the texts as much as by the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.search.small_corpus import AT, DOCUMENTS, document, put_in

from patentry.classes import read_moves
from patentry.corpus import Home, latest
from patentry.ingestion import ingest
from patentry.records import SymbolMove
from patentry.search.asking import Ask
from patentry.search.index import update_index
from patentry.search.matching import Matching, match
from patentry.search.query import And, DayIn, Near, Node, Not, Or, Phrase, QueryError, Word, parse_query
from patentry.search.ranking.fielded import in_full
from patentry.search.ranking.pool import Pool
from patentry.search.searching import Searcher, open_searcher
from patentry.search.texts import stem, words_in
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")


def found(searcher: Searcher, query: str, **more: Any) -> set[str]:
    """Every document a query surely finds, families not collapsed."""
    matching = Matching(searcher.index, patents_of=lambda _: (), **more)
    numbers = np.array([row["number"] for row in searcher.index.rows(range(searcher.index.count), ["number"])])
    return set(numbers[match(parse_query(query), matching).sure])


CASES: list[tuple[str, set[str]]] = [
    ("TI=display", {"US9100001B2", "US9100002B2"}),
    ("TI=displays", {"US9100001B2", "US9100002B2"}),
    ("TI=(display OR hinge)", {"US9100001B2", "US9100002B2", "US9100003B2", "US20150000003A1"}),
    ("TIAB=(display AND hinge)", {"US9100001B2"}),
    ("TIAB=display NOT TIAB=hinge", {"US9100002B2", "US9100007B2"}),
    ('TIAB="display panel"', {"US9100001B2", "US9100007B2"}),
    ('TIAB="panel display"', set()),
    ("TIAB=(panel PRE/0 display)", set()),
    ("TIAB=(panel NEAR/0 display)", {"US9100001B2", "US9100007B2"}),
    ("AB=(hinge 6W circuit)", {"US9100001B2"}),
    ("AB=(hinge 2W circuit)", set()),
    ("CL=axis", {"US9100001B2"}),
    ("TIAB=axis", set()),
    ("axis", {"US9100001B2"}),
    ("TI=electro*", {"US9100005B2"}),
    ("TI=*lyte", {"US9100005B2"}),
    ("TI=b#ll", {"US9100006B2"}),
    ('AB="folding scr*"', {"US9100003B2", "US20150000003A1"}),
    ("AB=5mm", {"US9100005B2"}),
    ('AB="5 mm"', {"US9100005B2"}),
    ("TI=显示", {"CN104000001B"}),
    ("TI=显示面板", {"CN104000001B"}),
    ("TIAB=离子", {"CN104000002B"}),
    ("TIAB=膜", {"CN104000002B"}),
    ("TIAB=显示隔膜", set()),
    ("TIAB=（显示 OR 隔膜）", {"CN104000001B", "CN104000002B"}),
    ("IPC=G09F", {"US9100001B2", "US9100003B2", "US20150000003A1", "US9100007B2", "CN104000001B"}),
    ("IPC=H01M50", {"US9100004B2", "CN104000002B"}),
    ("IPC=H01M50/00", {"US9100004B2", "CN104000002B"}),
    ("IPC=H01M10/056", {"US9100005B2"}),
    ("IPC=H01M", {"US9100004B2", "CN104000002B", "US9100005B2"}),
    ("CPC=G09F", set()),
    ("PD=2015", {"US20150000003A1", "US9100005B2"}),
    ("PD>=20160101", {"US9100003B2", "CN104000001B", "CN104000002B"}),
    ("PD=[* TO 20120306]", {"US9100001B2", "US9100006B2"}),
    ("PN=US9100006", {"US9100006B2"}),
    ('NO="US 9,100,006 B2"', {"US9100006B2"}),
    ("LANG=zh", {"CN104000001B", "CN104000002B"}),
    ("FAMILY=F3", {"US9100003B2", "US20150000003A1"}),
    ("PA=north", {"US9100004B2", "US9100005B2"}),
    ('PA="Ｎorth cell"', {"US9100004B2", "US9100005B2"}),
    ("PA=明灯", {"CN104000001B", "CN104000002B"}),
]


@pytest.mark.parametrize(("query", "expected"), CASES, ids=[query for query, _ in CASES])
def test_a_query_finds_what_it_says(searcher: Searcher, query: str, expected: set[str]) -> None:
    assert found(searcher, query) == expected


def test_the_index_in_many_segments_finds_the_same(fresh: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentry.search.index.updating.MOST_TOKENS", 1)
    monkeypatch.setattr("patentry.search.index.updating.BATCH", 3)
    update_index(latest(fresh))
    searcher = open_searcher(fresh)
    assert len(searcher.index.segments) > 2
    for query, expected in CASES:
        assert found(searcher, query) == expected, query


def test_a_renamed_class_is_searched_at_both_its_places_and_says_so(searcher: Searcher) -> None:
    rows = [SymbolMove(from_symbol="H01M2/16", to_symbol="H01M50/4*", edition="2021.01", source="", checked="read")]
    expanded: dict[str, tuple[str, ...]] = {}
    old = found(searcher, "IPC=H01M2/16", moves=read_moves(rows), expanded=expanded)
    assert old == {"US9100004B2", "CN104000002B"}
    assert expanded == {"H01M2/16": ("H01M50/4*",)}


def test_steps_of_the_log_are_combined(searcher: Searcher) -> None:
    steps = {1: parse_query("TIAB=display"), 2: parse_query("TIAB=hinge"), 3: parse_query("S1 AND S2")}
    assert found(searcher, "S3", steps=steps) == {"US9100001B2"}
    assert found(searcher, "S1 NOT S2", steps=steps) == {"US9100002B2", "US9100007B2"}


@pytest.mark.parametrize(
    ("query", "steps", "code", "column"),
    [
        ("S7", {}, "step_missing", 1),
        ("TI=a OR S1", {1: "S2", 2: "S1"}, "step_round", 1),
        ("TI=a AND IPC=zz9", {}, "class_wrong", 14),
        ("PN=??", {}, "number_wrong", 4),
        ("STATUS=sleeping", {}, "status_wrong", 8),
    ],
)
def test_what_cannot_be_carried_out_names_its_column(
    searcher: Searcher, query: str, steps: dict[int, str], code: str, column: int
) -> None:
    with pytest.raises(QueryError) as wrong:
        found(searcher, query, steps={number: parse_query(text) for number, text in steps.items()})
    assert (wrong.value.code, wrong.value.column) == (code, column)
    for lang in ("zh", "en"):
        assert wrong.value.sentence(lang)


def test_unknown_days_are_counted_and_shown_on_demand(searcher: Searcher) -> None:
    ask = Ask(query=parse_query("TIAB=panel AND PD>=20100101"))
    answer = searcher.search(ask)
    assert (answer.found, answer.unknown_excluded) == (1, 1)
    shown = searcher.search(replace(ask, with_unknown=True))
    assert {hit.publication_number for hit in shown.hits} == {"US9100001B2", "US9100007B2"}
    assert shown.unknown_excluded == 0


def test_a_denied_unknown_day_stays_unknown(searcher: Searcher) -> None:
    answer = searcher.search(Ask(query=parse_query("TIAB=panel NOT PD>=20100101")))
    assert (answer.found, answer.unknown_excluded) == (0, 1)


def test_what_was_found_is_ordered_by_its_words(searcher: Searcher) -> None:
    answer = searcher.search(Ask(query=parse_query("hinge OR screen")))
    assert answer.hits[0].publication_number in {"US9100003B2", "US20150000003A1"}
    assert answer.query == "ALL=hinge OR ALL=screen"


def test_what_has_no_words_is_ordered_newest_first(searcher: Searcher) -> None:
    days = [hit.published for hit in searcher.search(Ask(query=parse_query("IPC=H01M"))).hits]
    assert days == sorted(days, key=lambda day: day or date.min, reverse=True)


@pytest.fixture
def standing(tmp_path: Path) -> Searcher:
    """A US patent without fee data, one whose term is over, and an application."""
    home = put_in(
        tmp_path,
        [
            document("US5000001B2", "Old lamp", "A lamp.", published="1991-03-05", grant_date="1991-03-05",
                     filing_date="1990-01-02", application_number="US07/400001"),
            document("US20230000001A1", "New lamp", "A lamp.", published="2023-01-05", filing_date="2022-01-02",
                     application_number="US17/500001"),
            document("US9999001B2", "Undated lamp", "A lamp.", published="2020-01-07"),
        ],
    )  # fmt: skip
    update_index(latest(home))
    return open_searcher(home)


def test_statuses_are_those_of_a_day(standing: Searcher) -> None:
    def numbers(status: str, on: date) -> set[str]:
        answer = standing.search(Ask(text="lamp", statuses=(status,), on=on))
        return {hit.publication_number for hit in answer.hits}

    assert numbers("ended", date(2024, 1, 1)) == {"US5000001B2"}
    assert numbers("pending", date(2024, 1, 1)) == {"US20230000001A1"}
    assert "US5000001B2" not in numbers("ended", date(1992, 1, 1))
    by_query = standing.search(Ask(query=parse_query("STATUS=pending"), on=date(2024, 1, 1)))
    assert [hit.publication_number for hit in by_query.hits] == ["US20230000001A1"]


def test_an_unknown_status_is_counted_and_can_be_asked_for(standing: Searcher) -> None:
    answer = standing.search(Ask(text="lamp", statuses=("in_force",), on=date(2024, 1, 1)))
    assert answer.unknown_excluded >= 1
    unknown = standing.search(Ask(text="lamp", statuses=("unknown",), on=date(2024, 1, 1)))
    assert {hit.publication_number for hit in unknown.hits} == {"US9999001B2"}


def test_a_status_without_a_day_or_of_no_name_is_refused(standing: Searcher) -> None:
    with pytest.raises(Refusal) as refused:
        standing.search(Ask(text="lamp", statuses=("in_force",)))
    assert refused.value.code == "search.status_needs_day"
    with pytest.raises(Refusal) as refused:
        standing.search(Ask(text="lamp", statuses=("asleep",), on=date(2024, 1, 1)))
    assert refused.value.code == "search.status_unknown"


def test_an_organisation_is_found_under_its_other_names(fresh: Home) -> None:
    """The alias joins the two names; only one of them is on the patent."""
    folder = fresh.path.parent
    (folder / "aliases.csv").write_text(
        "别名,机构,别名类型,生效日期,来源\nNordzelle AG,North Cell GmbH,译名,2001-01-01,公告\n",
        encoding="utf-8",
    )

    ingest(home=fresh, paths=[folder / "aliases.csv"], at=AT, processes=1)
    update_index(latest(fresh))
    answer = open_searcher(fresh).search(Ask(query=parse_query('PA="Nordzelle AG"')))
    assert {hit.publication_number for hit in answer.hits} == {"US9100004B2", "US9100005B2"}


VOCABULARY = (
    "display",
    "panel",
    "hinge",
    "lithium",
    "ion",
    "battery",
    "folding",
    "screen",
    "a",
    "显示",
    "隔膜",
    "铰链",
)
SECTIONS = (("title",), ("abstract",), ("title", "abstract"))
LEAVES = st.one_of(
    st.builds(Word, st.sampled_from(VOCABULARY), st.sampled_from(SECTIONS)),
    st.builds(DayIn, st.just("published"), st.sampled_from([None, date(2014, 1, 1)]), st.just(date(2016, 1, 1))),
    st.builds(
        Phrase,
        st.lists(st.sampled_from(VOCABULARY[:9]), min_size=1, max_size=3).map(" ".join),
        st.sampled_from(SECTIONS),
    ),
    st.builds(
        lambda a, b, s, w, o: Near(Word(a, s), Word(b, s), w, o),
        st.sampled_from(VOCABULARY[:9]), st.sampled_from(VOCABULARY[:9]), st.sampled_from(SECTIONS),
        st.integers(0, 6), st.booleans(),
    ),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=6,
)


@given(TREES, TREES, TREES)
def test_the_laws_of_and_or_and_not_hold(searcher: Searcher, a: Node, b: Node, c: Node) -> None:
    def same(one: Node, other: Node) -> bool:
        left, right = (match(node, Matching(searcher.index)) for node in (one, other))
        return bool((left.sure == right.sure).all() and (left.possible == right.possible).all())

    assert same(Not(Not(a)), a)
    assert same(Not(And((a, b))), Or((Not(a), Not(b))))
    assert same(Not(Or((a, b))), And((Not(a), Not(b))))
    assert same(And((a, b)), And((b, a)))
    assert same(And((a, Or((b, c)))), Or((And((a, b)), And((a, c)))))
    assert same(Or((a, And((a, b)))), a)
    told = match(a, Matching(searcher.index))
    assert not (told.sure & ~told.possible).any()


@given(TREES)
def test_the_index_finds_what_reading_every_text_finds(searcher: Searcher, tree: Node) -> None:
    rows = searcher.index.rows(range(searcher.index.count))
    told = match(tree, Matching(searcher.index))
    for number, row in enumerate(rows):
        expected = _read(tree, row)
        assert (bool(told.sure[number]), bool(told.possible[number])) == expected, (tree, row["number"])


def _read(node: Node, row: dict[str, Any]) -> tuple[bool, bool]:
    """By brute force: whether a document surely answers, and whether it may."""
    match node:
        case Not(inner):
            sure, possible = _read(inner, row)
            return not possible, not sure
        case And(parts):
            told = [_read(part, row) for part in parts]
            return all(t[0] for t in told), all(t[1] for t in told)
        case Or(parts):
            told = [_read(part, row) for part in parts]
            return any(t[0] for t in told), any(t[1] for t in told)
        case DayIn(_, first, last):
            day = row["published"]
            if day is None:
                return False, True
            inside = (first is None or day >= first) and (last is None or day <= last)
            return inside, inside
        case Word(text, sections) | Phrase(text, sections):
            hit = any(next(_spans(text, row[section] or ""), None) for section in sections)
            return hit, hit
        case Near(first, second, within, ordered):
            hit = any(_close(first, second, within, ordered, row[section] or "") for section in first.sections)
            return hit, hit
    raise AssertionError(node)


def _spans(text: str, among: str) -> Iterator[tuple[int, int]]:
    """Where words stand side by side, as the places of the first and behind the last."""
    if not text.isascii():
        if text in among:
            yield 0, 1
        return
    wanted = [stem(word) for word in text.split()]
    at: dict[int, set[str]] = {}
    for word, place in zip(*words_in(among), strict=True):
        at.setdefault(place, set()).add(stem(word))
    for place in at:
        if all(word in at.get(place + i, ()) for i, word in enumerate(wanted)):
            yield place, place + len(wanted)


def _close(first: Word | Phrase, second: Word | Phrase, within: int, ordered: bool, text: str) -> bool:
    pairs = product(_spans(first.text, text), _spans(second.text, text))
    return any(0 <= b[0] - a[1] <= within or (not ordered and 0 <= a[0] - b[1] <= within) for a, b in pairs)


def test_the_corpus_has_no_document_twice() -> None:
    assert len({one["publication_number"] for one in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize(
    ("query", "count"), [("TI=electro*", 1), ("TIAB=膜", 1), ("TIAB=panel NOT TI=hinge", 2), ("IPC=G09F", 4)]
)
def test_of_a_large_index_everything_found_is_answered(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, query: str, count: int
) -> None:
    """Where not every document is measured, what a pattern or a piece of a word found still counts."""
    monkeypatch.setattr("patentry.search.ranking.pool.SMALL", 0)
    monkeypatch.setattr("patentry.search.ranking.pool.BEST", 1)
    answer = searcher.search(Ask(query=parse_query(query), with_unknown=True))
    assert len(answer.hits) == count


def test_the_first_of_many_found_are_the_first_of_all(searcher: Searcher) -> None:
    ask = Ask(query=parse_query("TAC=(display OR battery OR bearing OR panel)"))
    question, _ = searcher.question(ask, None)
    pool = Pool(searcher.index, searcher.scorer, question)
    whole = in_full(pool)
    for most in range(1, len(whole.docs) + 2):
        first = in_full(pool, most)
        assert len(first.docs) >= min(most, len(whole.docs))
        assert first.docs.tolist() == whole.docs[: len(first.docs)].tolist()
