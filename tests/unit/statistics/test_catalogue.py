"""The catalogue: every figure says in both languages what it is, and can be computed."""

from __future__ import annotations

import re

import pytest
from tests.docs.written import DOCS
from tests.spec.cases import chapters

from patentry.statistics import FigureDefinition, figures, subjects
from patentry.statistics.counting import GROUPINGS
from patentry.statistics.definitions import DENOMINATORS
from patentry.statistics.measures import MEASURES
from patentry.wording import codes

EVERY = pytest.mark.parametrize("definition", figures(), ids=lambda definition: definition.id)
HAN = re.compile(r"[\u4e00-\u9fff]")


@EVERY
def test_every_figure_says_what_it_is_in_both_languages(definition: FigureDefinition) -> None:
    chinese = (definition.name_zh, definition.unit_zh, definition.definition_zh, *definition.caveats_zh)
    english = (definition.name_en, definition.unit_en, definition.definition_en, *definition.caveats_en)
    assert all(HAN.search(text) or text == "%" for text in chinese)
    assert not any(HAN.search(text) for text in english)
    assert definition.caveats_zh
    assert len(definition.caveats_zh) == len(definition.caveats_en)
    assert definition.formula.startswith(f"{definition.id}(")
    assert definition.source_zh
    assert definition.source_en


def test_every_subject_has_figures_and_they_stand_together() -> None:
    told = [definition.subject for definition in figures()]
    assert list(dict.fromkeys(told)) == [subject.code for subject in subjects() if subject.code in told]
    assert sorted(told, key=[subject.code for subject in subjects()].index) == told
    assert all(HAN.search(subject.name_zh) and not HAN.search(subject.name_en) for subject in subjects())


@EVERY
def test_every_figure_can_be_computed_and_broken_down_as_it_says(definition: FigureDefinition) -> None:
    assert definition.measure in MEASURES
    assert definition.denominator in DENOMINATORS
    assert definition.breakdowns
    assert set(definition.breakdowns) <= set(GROUPINGS)
    assert len(set(definition.breakdowns)) == len(definition.breakdowns)


@EVERY
def test_every_figure_is_asked_for_in_a_chapter_of_the_manual(definition: FigureDefinition) -> None:
    asked = {ask.get("figure", "effective_inventions") for c in chapters() for case in c.cases for ask in case.asks}
    assert definition.id in asked


def test_every_breakdown_has_a_name() -> None:
    assert {f"grouping.{name}" for name in GROUPINGS} <= codes()


def test_the_guide_lists_every_figure_in_the_order_of_the_catalogue() -> None:
    for lang in ("zh", "en"):
        rows = re.findall(r"^\| `(\w+)` \|", (DOCS / "guide" / lang / "figures.md").read_text(encoding="utf-8"), re.M)
        assert [row for row in rows if row in {f.id for f in figures()}] == [f.id for f in figures()]
