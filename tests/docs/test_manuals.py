"""The generated manual says what the tests say."""

from __future__ import annotations

from patentry.offices.registry import format_names
from patentry.statistics.official import checks_of
from tests.docs import formats, reference_checks
from tests.docs.manuals import LANGUAGES, pages, stale
from tests.docs.phrases import Phrases, _words
from tests.docs.workflows import every_workflow
from tests.spec.cases import chapters


def test_method_pages_say_what_the_cases_say() -> None:
    assert stale() == [], "run python -m tests.docs.manuals"


def test_every_chapter_has_a_page_in_both_languages() -> None:
    assert {path.stem for path in pages()} >= {chapter.id for chapter in chapters()} | {"index", reference_checks.NAME}
    assert len(pages()) == (len(chapters()) + 3 + len(every_workflow()) + 1) * len(LANGUAGES)


def test_the_page_of_formats_tells_each_registered_format_in_both_languages() -> None:
    told = formats.manuals()
    assert set(told) == set(format_names())
    for name, manual in told.items():
        assert set(manual) == set(LANGUAGES), name
        assert len({len(manual[lang].quirks) for lang in LANGUAGES}) == 1, name
        assert all(manual[lang].example and manual[lang].fields for lang in LANGUAGES), name


def test_every_chapter_names_what_it_rests_on() -> None:
    for chapter in chapters():
        assert chapter.sources_zh, chapter.id
        assert len(chapter.sources_zh) == len(chapter.sources_en), chapter.id


def test_both_languages_have_the_same_words() -> None:
    zh, en = (_words()[lang] for lang in LANGUAGES)
    assert {name: list(words) for name, words in zh.items()} == {name: list(words) for name, words in en.items()}
    assert Phrases("en", ()).page("index") != Phrases("zh", ()).page("index")


def test_the_chapter_of_published_series_prints_every_check_with_its_numbers() -> None:
    for lang in LANGUAGES:
        text = reference_checks.page(lang)
        rows = [line for line in text.splitlines() if line.startswith("| ") and line[2].isdigit()]
        assert len(rows) == len(checks_of()) >= 17
        assert all(row.endswith("✓ |") for row in rows)
        assert "850 ÷ 262.9" in text
        assert "19,100 ÷ 850" in text
        assert "574,323 ÷ 21,843,000 (2022-12-31)" in text
