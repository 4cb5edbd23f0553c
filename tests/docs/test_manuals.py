"""The generated manual says what the tests say."""

from __future__ import annotations

from tests.docs.manuals import LANGUAGES, pages, stale
from tests.docs.phrases import Phrases, _words
from tests.docs.workflows import every_workflow
from tests.spec.cases import chapters


def test_method_pages_say_what_the_cases_say() -> None:
    assert stale() == [], "run python -m tests.docs.manuals"


def test_every_chapter_has_a_page_in_both_languages() -> None:
    assert {path.stem for path in pages()} >= {chapter.id for chapter in chapters()} | {"index"}
    assert len(pages()) == (len(chapters()) + 2 + len(every_workflow()) + 1) * len(LANGUAGES)


def test_every_chapter_names_what_it_rests_on() -> None:
    for chapter in chapters():
        assert chapter.sources_zh, chapter.id
        assert len(chapter.sources_zh) == len(chapter.sources_en), chapter.id


def test_both_languages_have_the_same_words() -> None:
    zh, en = (_words()[lang] for lang in LANGUAGES)
    assert {name: list(words) for name, words in zh.items()} == {name: list(words) for name, words in en.items()}
    assert Phrases("en", ()).page("index") != Phrases("zh", ()).page("index")
