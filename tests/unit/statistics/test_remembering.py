"""What was counted once over a snapshot is not counted again, and one large count does not push out the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from patentry.corpus import DuckEngine
from patentry.statistics import remembering
from patentry.statistics.attribution import Area, Attribution
from patentry.statistics.counting import Count, Counts, Question
from patentry.statistics.measures import MEASURES, Measure
from patentry.statistics.remembering import Counted

QUESTION = Question(
    rule=Attribution.CNIPA,
    area=Area("zone", ("zone",), ()),
    right_type="invention",
    view="recorded",
    by=None,
    children={},
)
PERIODS = ((date(2020, 1, 1), date(2020, 6, 30)),)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that reach an engine; one by applicant type has a hundred groups."""
    told: list[Question] = []

    def counts(engine: Any, question: Question, periods: Sequence[tuple[date, date]]) -> dict[date, Counts]:
        told.append(question)
        names = [str(n) for n in range(100)] if question.by else [None]
        return {last: {name: Count(1.0, 0.0) for name in names} for _, last in periods}

    monkeypatch.setitem(MEASURES, "stock", Measure(is_flow=False, counts=counts, behind=lambda *_: None))
    return told


def test_a_question_reaches_the_engine_once_and_another_one_too(asked: list[Question]) -> None:
    counted, engine = Counted(), DuckEngine()
    one = counted.counts("stock", engine, QUESTION, PERIODS)
    assert counted.counts("stock", engine, QUESTION, PERIODS) == one
    other = replace(QUESTION, view="legal")
    counted.counts("stock", engine, other, PERIODS)
    counted.counts("stock", engine, replace(QUESTION, children={"core": "core"}), PERIODS)
    assert len(asked) == 3


def test_a_count_of_very_many_groups_is_not_remembered_and_pushes_nothing_out(
    asked: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MOST_GROUPS", 200)
    counted, engine = Counted(), DuckEngine()
    many = replace(QUESTION, by="applicant_type")
    for question in (QUESTION, many, many, QUESTION):
        counted.counts("stock", engine, question, PERIODS)
    assert asked == [QUESTION, many, many]


def test_what_was_asked_longest_ago_is_forgotten_first(asked: list[Question], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST_GROUPS", 8)
    counted, engine = Counted(), DuckEngine()
    for name in "abcde":
        counted.counts("stock", engine, replace(QUESTION, right_type=name), PERIODS)
    counted.counts("stock", engine, replace(QUESTION, right_type="e"), PERIODS)
    assert len(asked) == 5
    counted.counts("stock", engine, replace(QUESTION, right_type="a"), PERIODS)
    assert len(asked) == 6
