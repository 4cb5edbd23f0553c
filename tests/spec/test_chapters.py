"""Every case of the method manual, on the embedded engine and on a second one."""

from __future__ import annotations

import pytest

from tests.spec.answers import answers_of, differences, expected_of, figures_of, is_figure
from tests.spec.cases import Case, Chapter, chapters
from tests.spec.shelf import Shelf

CASES = [(chapter, case) for chapter in chapters() for case in chapter.cases]
COUNTED = [(chapter, case) for chapter, case in CASES if any(map(is_figure, case.asks))]


def _ids(pairs: list[tuple[Chapter, Case]]) -> list[str]:
    return [case.id for _, case in pairs]


def test_no_two_chapters_have_the_same_place_in_the_manual() -> None:
    places = [chapter.order for chapter in chapters()]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(("chapter", "case"), CASES, ids=_ids(CASES))
def test_manual_says_what_the_library_answers(shelf: Shelf, chapter: Chapter, case: Case) -> None:
    opened = shelf.open(chapter, case)
    answers = answers_of(case.asks, opened.place, opened.corpus.statistics, opened.known)
    wrong = []
    for ask, told in zip(case.asks, answers, strict=True):
        wrong += [f"{dict(ask)}\n    {difference}" for difference in differences(expected_of(ask), told)]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*(infer_string|copy keyword).*")
@pytest.mark.parametrize(("chapter", "case"), COUNTED, ids=_ids(COUNTED))
def test_second_engine_gives_the_same_rows(shelf: Shelf, chapter: Chapter, case: Case) -> None:
    from tests.spec.sail import counting

    opened = shelf.open(chapter, case)
    asks = [ask for ask in case.asks if is_figure(ask)]
    embedded = figures_of(asks, opened.place, opened.corpus.statistics, opened.known)
    other = figures_of(asks, opened.place, opened.corpus.on(counting), {})
    for ask, one, two in zip(asks, embedded, other, strict=True):
        assert one == two, dict(ask)
