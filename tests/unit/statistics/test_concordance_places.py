"""Places of a concordance that no IPC title on file knows are told, unless a move explains them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.spec.lists import CONCORDANCE
from tests.spec.lists import concordance as row_of
from tests.spec.shelf import home_with

from patentry.corpus import latest
from patentry.records import ClassTitle
from patentry.statistics.high_value import Case, HighValueRule, evaluations_of
from patentry.status.tenures import tenures_of

TITLES = ("G06N", "G06N3/00", "G06N3/08", "H10F10/00", "A61B5/00", "A61B5/0476")


def _unknown(folder: Path, include: list[str], titles: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    stated = [
        ClassTitle(scheme="IPC", symbol=symbol, level="group", lang="en", title=symbol, edition="2026.01")
        for symbol in titles
    ]
    rows: dict[str, list[object]] = {
        "concordances": [row_of({"branch": "1", "include": include, "keywords": ["词"]})],
        "class_titles": [*stated],
    }
    tenures = tenures_of(latest(home_with(folder / "home", rows)))
    evaluations = evaluations_of(tenures, HighValueRule(concordance=CONCORDANCE))
    (industry,) = (one for one in evaluations if one.case is Case.INDUSTRY)
    assert industry.missing is None
    return industry.unknown_places, industry.unknown_count


@pytest.mark.parametrize(
    ("include", "titles", "unknown"),
    [
        (["G06N3*", "G06N3/08", "A61B5*"], TITLES, ()),
        (["G06N3/09", "G06N99*"], TITLES, ("G06N3/09", "G06N99*")),
        (["H01L31/04"], TITLES, ()),
        (["G06N3/09"], ("G06N", "A61B"), ()),
        (["G06N3/09"], (), ()),
    ],
    ids=["known", "a slip", "moved to a known place", "titles of subclasses only", "no titles"],
)
def test_unknown_places_are_told(
    tmp_path: Path, include: list[str], titles: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert _unknown(tmp_path, include, titles) == (unknown, len(unknown))


def test_of_many_unknown_places_some_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    shown, count = _unknown(tmp_path, [f"G06N3/{n}" for n in range(10, 40)], TITLES)
    assert count == 30
    assert len(shown) == 10
