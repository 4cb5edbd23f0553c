"""Texts become the same terms for documents and queries."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentry.search.texts import folded, is_chinese, is_weak, stem, terms, words_in
from patentry.search.texts.terms import _cutter
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")


def texts_of(text: str) -> list[str]:
    return [term.text for term in terms(text)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("sensors", "sensor"),
        ("batteries", "battery"),
        ("boxes", "box"),
        ("stopped", "stop"),
        ("sensing", "sens"),
        ("sense", "sens"),
        ("rolled", "roll"),
        ("glass", "glass"),
        ("status", "status"),
        ("axis", "axis"),
        ("gas", "gas"),
        ("ring", "ring"),
        ("h2o", "h2o"),
        ("显示", "显示"),
    ],
)
def test_words_are_stemmed_lightly(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_chinese_is_cut_into_words_beside_the_long_ones() -> None:
    found = texts_of("柔性显示面板的像素驱动电路")
    assert {"柔性", "显示", "面板", "像素", "驱动", "电路"} <= set(found)


def test_widths_and_letter_cases_meet() -> None:
    assert texts_of("ＯＬＥＤ显示") == texts_of("oled显示")


def test_numbers_keep_their_unit() -> None:
    assert texts_of("5 mm") == texts_of("5mm") == ["5mm"]
    assert "3.5ghz" in texts_of("at 3.5 GHz")
    assert "5" in texts_of("5 months")


def test_a_hyphenated_word_is_found_by_its_parts_and_whole() -> None:
    found = {term.text: term.place for term in terms("li-ion cell")}
    assert found == {"li": 0, "ion": 1, "liion": 0, "cell": 2}


def test_chinese_and_latin_side_by_side_are_parted() -> None:
    assert texts_of("Li-ion电池OLED") == ["li", "ion", "liion", "电池", "oled"]


def test_weak_words_are_known_in_both_languages() -> None:
    assert is_weak("said")
    assert is_weak("所述")
    assert is_weak("x")
    assert not is_weak("显示")
    assert not is_weak("5")


def test_the_language_of_a_text_is_that_of_most_letters() -> None:
    assert is_chinese("一种OLED显示面板及其制造方法")
    assert not is_chinese("a display panel (面板)")


@given(st.text(max_size=200))
def test_terms_point_at_their_words_and_places_never_go_back(text: str) -> None:
    whole, starts = folded(text), []
    for term in terms(text, stemmed=False):
        assert 0 <= term.start < term.end <= len(whole)
        assert set(term.text) <= set(whole[term.start : term.end])
        starts.append(term.place)
    assert all(later >= earlier - 8 for earlier, later in pairwise(starts))


@given(st.text("显示面板电池aB-/ 5mμ", max_size=80))
def test_terms_do_not_depend_on_the_width(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert texts_of(text) == texts_of(wide)


@given(st.text(alphabet="ab-5 mm柔性显示面板ＡÉ.'/%\n", max_size=60))
def test_indexing_reads_the_same_words_at_the_same_places_as_a_question(text: str) -> None:
    words, places = words_in(text)
    assert [(word, place) for word, place in zip(words, places, strict=True)] == [
        (term.text, term.place) for term in terms(text, stemmed=False)
    ]


def test_chinese_without_the_extra_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    _cutter.cache_clear()
    monkeypatch.setitem(sys.modules, "rjieba", None)
    try:
        assert texts_of("battery cell") == ["battery", "cell"]
        with pytest.raises(Refusal) as refused:
            texts_of("电池")
        assert "patentry[search]" in refused.value.sentence("en")
    finally:
        _cutter.cache_clear()
