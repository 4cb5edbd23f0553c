"""What documents cover of a text, alone and together, and the classes a text belongs in."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.search.small_corpus import AT, DOCUMENTS, put_in

from patentry.claims import claims_in
from patentry.corpus import latest
from patentry.ingestion import ingest
from patentry.search.asking import Ask
from patentry.search.evidence import (
    COVERED,
    Combination,
    Coverage,
    DocumentCoverage,
    Part,
    PartCoverage,
    PartKind,
    classes_of,
    combinations_of,
    coverage_of,
    evidence_of,
    marks_in,
    parts_of,
)
from patentry.search.evidence.combining import MOST_EXACT
from patentry.search.evidence.languages import language_of
from patentry.search.index import update_index
from patentry.search.query import parse_query
from patentry.search.searching import Searcher, open_searcher
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

TWO = (
    "1. A folding display comprising: a display panel; and a hinge, wherein the pitch is 3.5 mm. "
    "2. The display of claim 1, wherein the panel has a ceramic coated separator."
)


@pytest.mark.parametrize(
    ("text", "numbers", "cites"),
    [
        (TWO, [1, 2], [(), (1,)]),
        ("一种电池，其特征在于，包括隔膜。\n2、根据权利要求1所述的电池，其特征在于，厚度为3.5mm。", [1, 2], [(), (1,)]),
        ("7. The panel of claim 6, wherein it folds.", [7], [()]),
        ("A panel comprising a hinge.", [1], [()]),
        ("We fold a panel. 2. It must not crease.", [], []),
        ("", [], []),
    ],
)
def test_claims_are_told_from_plain_texts(text: str, numbers: list[int], cites: list[tuple[int, ...]]) -> None:
    claims = claims_in(text)
    assert [claim.number for claim in claims] == numbers
    assert [claim.depends_on for claim in claims] == cites


def test_a_claim_is_taken_apart_into_preamble_and_features() -> None:
    parts = parts_of(TWO).parts
    assert [(part.label, part.kind, part.text) for part in parts] == [
        ("1.1", PartKind.PREAMBLE, "A folding display"),
        ("1.2", PartKind.FEATURE, "a display panel"),
        ("1.3", PartKind.FEATURE, "a hinge"),
        ("1.4", PartKind.FEATURE, "the pitch is 3.5 mm"),
        ("2.1", PartKind.FEATURE, "the panel has a ceramic coated separator"),
    ]


def test_known_features_before_the_transition_are_parts_of_their_own() -> None:
    parts = parts_of("一种电池，包括：隔膜；以及电极，其特征在于，隔膜涂覆陶瓷。").parts
    assert [part.text for part in parts] == ["一种电池", "隔膜", "电极", "隔膜涂覆陶瓷"]


def test_an_idea_is_taken_apart_into_sentences_with_something_to_say() -> None:
    text = "A panel with a hinge folds flat. Nice. It is 3.5 mm thick and has a ceramic separator!"
    assert [part.text for part in parts_of(text).parts] == [
        "A panel with a hinge folds flat.",
        "Nice. It is 3.5 mm thick and has a ceramic separator!",
    ]
    assert parts_of(" of the and ").parts == ()


def test_a_long_sentence_is_parted_at_its_commas() -> None:
    text = "屏幕背面贴有石墨散热片，控制器根据环境光传感器调节背光亮度，并通过触摸传感器识别手势，厚度1,000微米。"
    assert [part.text for part in parts_of(text).parts] == [
        "屏幕背面贴有石墨散热片",
        "控制器根据环境光传感器调节背光亮度",
        "并通过触摸传感器识别手势",
        "厚度1,000微米。",
    ]


@given(st.text("ab1显示。；;.,，： \n权利要求12comprising其特征在于", max_size=80))
def test_any_text_is_taken_apart(text: str) -> None:
    found = parts_of(text)
    assert len({part.label for part in found.parts}) == len(found.parts)
    assert all(part.text.strip() for part in found.parts)


def test_a_part_is_covered_by_the_passage_with_most_of_its_words(searcher: Searcher) -> None:
    told = coverage_of(searcher, TWO, ["US9100001B2", "US9100004B2"])
    display, battery = told.documents
    shares = [part.share for part in display.parts]
    assert shares[:3] == [1.0, 1.0, 1.0]
    assert shares[3] == 0.0
    assert display.parts[2].passage == "A display panel with a hinge and a flexible driving circuit."
    assert display.parts[3].missing == ("3.5mm", "pitch")
    assert battery.parts[4].is_covered
    assert battery.parts[4].missing == ("panel",)
    assert battery.sections == ("title", "abstract")
    weights = dict(zip([part.label for part in told.parts], told.weights, strict=True))
    assert weights["1.4"] > weights["1.2"], "words of no document weigh most"


def test_what_stands_far_apart_covers_nothing_together(tmp_path: Path) -> None:
    words = " ".join(f"filler{i}" for i in range(90))
    far = {**DOCUMENTS[0], "abstract": {"en": f"A hinge stands here. {words}. A separator stands there."}}
    home = put_in(tmp_path, [far, *DOCUMENTS[1:]])
    update_index(latest(home))
    told = coverage_of(open_searcher(home), "a device comprising: a hinge separator", ["US9100001B2"])
    part = told.documents[0].parts[-1]
    assert part.share is not None
    assert part.share < 0.7


def test_a_document_in_another_language_is_unknown_and_not_uncovered(searcher: Searcher) -> None:
    told = coverage_of(searcher, "一种显示面板，包括铰链；像素驱动电路", ["US9100001B2", "CN104000001B"])
    english, chinese = told.documents
    assert {part.share for part in english.parts} == {None}
    assert english.share is None
    assert all(part.is_covered for part in chinese.parts)
    combined = combinations_of(told)
    assert [one.documents for one in combined] == [("CN104000001B",)]
    alone = combinations_of(coverage_of(searcher, "一种显示面板，包括铰链；像素驱动电路", ["US9100001B2"]))
    assert alone == ()


def test_coverage_is_refused_without_words_or_for_an_unknown_number(searcher: Searcher) -> None:
    for text, numbers, code in (
        ("of the", ["US9100001B2"], "search.nothing_to_search"),
        ("hinge", ["US1234567B2"], "search.number_missing"),
        ("hinge", ["US9100001B2"] * 201, "search.coverage_too_many"),
    ):
        with pytest.raises(Refusal) as refused:
            coverage_of(searcher, text, numbers)
        assert refused.value.code == code


def test_documents_that_cover_the_whole_together_are_found_and_named_part_by_part(searcher: Searcher) -> None:
    found = evidence_of(searcher, Ask(text=TWO), ["US9100001B2", "US9100002B2"])
    assert {one.publication_number for one in found.added} >= {"US9100004B2"}
    best = found.combinations[-1]
    assert best.documents == ("US9100001B2", "US9100004B2")
    assert {part.label: part.by for part in best.parts}["2.1"] == "US9100004B2"
    assert (best.is_whole, best.uncovered, best.unknown) == (False, ("1.4",), ())


def test_more_documents_are_looked_for_under_the_questions_own_filters(searcher: Searcher) -> None:
    ask = Ask(text=TWO, query=parse_query("IPC=G09F"))
    found = evidence_of(searcher, ask, ["US9100001B2"])
    assert "US9100004B2" not in {one.publication_number for one in found.added}


def test_of_a_patent_its_claims_are_covered_and_its_family_is_left_out(searcher: Searcher) -> None:
    found = evidence_of(searcher, Ask(like="US9100001B2"), ["US9100003B2"])
    assert [part.text for part in found.coverage.parts] == ["A display panel folded along a hinge axis."]
    assert "US9100001B2" not in {one.publication_number for one in found.coverage.documents}
    with pytest.raises(Refusal) as refused:
        evidence_of(searcher, Ask(query=parse_query("hinge")), ["US9100003B2"])
    assert refused.value.code == "search.coverage_needs_text"


def grid(shares: list[list[float | None]]) -> Coverage:
    """A coverage of these shares, one row a document, all parts weighing the same."""
    labels = [str(turn) for turn in range(1, len(shares[0]) + 1)]
    documents = tuple(
        DocumentCoverage(
            publication_number=f"D{turn}", title="", published=None, sections=(), share=None, covered=0,
            parts=tuple(
                PartCoverage(label=label, share=share, section=None, passage=None, found=(), missing=())
                for label, share in zip(labels, row, strict=True)
            ),
        )
        for turn, row in enumerate(shares, start=1)
    )  # fmt: skip
    parts = tuple(Part(label=label, kind=PartKind.SENTENCE, text=label) for label in labels)
    return Coverage(parts=parts, weights=(1.0,) * len(labels), left_out=0, documents=documents)


def test_the_smallest_combinations_that_cover_everything_are_answered() -> None:
    found = combinations_of(grid([[0.9, 0, 0], [0, 0.8, 0], [0, 0, 0.9], [0, 0.9, 0.75], [0.9, 0.2, 0.1]]))
    assert [one.documents for one in found] == [("D4", "D1"), ("D4", "D5")]
    assert all(one.is_whole for one in found)


def test_where_nothing_covers_everything_the_best_of_each_size_is_answered() -> None:
    found = combinations_of(grid([[0.9, 0.1, 0, None], [0, 0.8, 0, None], [0.1, 0, 0, None]]))
    assert [one.documents for one in found] == [("D1",), ("D1", "D2")]
    assert (found[-1].uncovered, found[-1].unknown) == (("3",), ("4",))


_SHARES = st.lists(
    st.lists(st.one_of(st.none(), st.sampled_from([0.0, 0.3, 0.7, 0.9])), min_size=4, max_size=4),
    min_size=1,
    max_size=7,
)


@given(_SHARES)
def test_a_combination_holds_what_it_says(shares: list[list[float | None]]) -> None:
    told = grid(shares)
    by_number = {one.publication_number: one for one in told.documents}

    def covered(numbers: tuple[str, ...]) -> set[int]:
        return {place for number in numbers for place, part in enumerate(by_number[number].parts) if part.is_covered}

    for one in combinations_of(told):
        assert len(covered(one.documents)) == sum(part.by is not None for part in one.parts)
        assert all(covered(one.documents) != covered(_without(one, number)) for number in one.documents)
        assert one.is_whole == (len(covered(one.documents)) == 4)
        assert all(part.share is None or part.share >= COVERED for part in one.parts if part.by)


def _without(one: Combination, number: str) -> tuple[str, ...]:
    return tuple(other for other in one.documents if other != number)


def test_of_many_documents_the_needle_is_still_combined() -> None:
    noise = Random(6)
    rows: list[list[float | None]] = [[0.8, 0.0, noise.random() * 0.6] for _ in range(MOST_EXACT * 3)]
    rows[150] = [0.0, 0.9, 0.8]
    best = combinations_of(grid(rows))[0]
    assert best.is_whole
    assert "D151" in best.documents


def test_classes_are_those_of_the_nearest_with_their_definitions(tmp_path: Path) -> None:
    home = put_in(tmp_path, DOCUMENTS)
    titles = "IPC,H01M,zh,电池组\nIPC,H01M,en,Batteries\nIPC,H01M50/00,en,Constructional details\n"
    (tmp_path / "titles.csv").write_text(f"分类体系,分类号,语言,标题\n{titles}", encoding="utf-8")
    report = ingest(home=home, paths=[tmp_path / "titles.csv"], at=AT, processes=1)
    assert report.files[0].kept == 3, report
    update_index(latest(home))
    searcher = open_searcher(home)
    hits = ["US9100004B2", "CN104000002B", "US9100005B2", "US9100006B2"]
    told = classes_of(searcher, hits, lang="zh")
    by_symbol = {(one.level, one.symbol): one for one in told.classes}
    top = told.classes[0]
    assert (top.symbol, top.level, top.documents) == ("H01M", "subclass", 3)
    assert top.definition is not None
    assert top.definition.title == "电池组"
    assert top.nearest == ("US9100004B2", "CN104000002B", "US9100005B2")
    group = by_symbol["group", "H01M50/00"]
    assert group.definition is not None
    assert group.definition.lang == "en", "where the language asked for is missing, another one stands"
    exact = by_symbol["symbol", "H01M50/446"]
    assert exact.definition is None
    assert [one.symbol for one in exact.above] == ["H01M", "H01M50/00"]
    assert ("subclass", "F16C") not in by_symbol, "one document is no suggestion"
    assert 0.7 < top.share < 1


@pytest.mark.parametrize(
    ("passage", "words", "marked"),
    [
        ("A display panel with hinges.", ["hinge", "panels"], ["panel", "hinges"]),
        ("一种柔性显示面板，可折叠", ["显示", "面板"], ["显示面板"]),
        ("厚度为５ ｍｍ的隔膜", ["5mm"], ["５ ｍｍ"]),
        ("\ufb01lm of a hinge", ["hinge"], ["hinge"]),
        ("nothing here", ["hinge"], []),
    ],
)
def test_words_are_marked_where_they_stand(passage: str, words: list[str], marked: list[str]) -> None:
    assert [passage[start:end] for start, end in marks_in(passage, words)] == marked


@pytest.mark.parametrize(
    ("text", "stated", "lang"),
    [
        ("A display panel with a hinge and the cell.", "de", "en"),
        ("Vorrichtung zum Laden einer Batterie mit der Zelle", None, "de"),
        ("Dispositif pour la charge d'une batterie", None, "fr"),
        ("一种 LTPS 显示面板", "en", "zh"),
        ("表示パネルとヒンジ", "zh", "ja"),
        ("표시 패널", None, "ko"),
        ("Kugellager", "de", "de"),
        ("Ball bearing", None, "en"),
        ("123", None, None),
    ],
)
def test_languages_are_told_by_script_and_common_words(text: str, stated: str | None, lang: str | None) -> None:
    assert language_of(text, stated=stated) == lang
