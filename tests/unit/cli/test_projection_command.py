"""`patentry projection`: a span with its parts and assumptions, or a refusal in words."""

from __future__ import annotations

import pytest

from patentry.statistics.projection import settings


@pytest.fixture
def asked(district):
    """Ask for the projection of a figure of the small district."""

    def _asked(figure: str = "effective_inventions", on: str = "2021-12-31", *more: str, **terms):
        return district("projection", figure, "--region", "core", "--on", on, *more, **terms)

    return _asked


def test_the_span_stands_with_its_assumptions_and_is_called_no_statistic(asked) -> None:
    for lang, words in (("zh", "预计（非统计数据）"), ("en", "Projection for 2022-12-31, no statistic")):
        answer = asked(as_json=False, lang=lang)
        assert answer.code == 0, answer.err
        assert words in answer.out
        assert str(settings().minimum_cases) in answer.out
    told = asked().json
    assert told["projection"]["low"] <= told["projection"]["central"] <= told["projection"]["high"]
    assert set(told["assumptions"]) >= {"projection.assumption.past", "projection.assumption.rates"}


def test_with_few_patents_nothing_is_known_and_the_span_holds_all_that_could_come(asked) -> None:
    told = asked().json
    assert told["open_ends"] > 0
    assert all(part["rate"] is None for part in told["parts"])
    assert told["projection"]["low"] >= 0


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (("grants", "2022-12-31"), "There is no projection of “grants”"),
        (("effective_inventions", "2099-01-01"), "lies beyond the data"),
        (("effective_inventions", "2021-12-31", "--attribution", "fractional"), "shares a patent between regions"),
    ],
)
def test_what_has_no_projection_is_refused_in_words(asked, terms, words) -> None:
    answer = asked(*terms)
    assert answer.code == 1
    assert words in answer.err
