"""Curves: what a feature adds by how far a document stands from the mean and by its place."""

from __future__ import annotations

import csv
from io import StringIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentry.search.ranking import FEATURES, Question, shipped_weights
from patentry.search.ranking.curves import Curve, places, read_weights, straight, weights_told
from patentry.search.ranking.fusing import loudness

STEPS = st.lists(
    st.tuples(st.integers(-30, 30).map(lambda n: n / 10), st.integers(1, 50).map(lambda n: n / 100)),
    max_size=6,
    unique_by=lambda step: step[0],
).map(lambda steps: tuple(sorted(steps)))
CURVES = st.builds(Curve, st.integers(-9, 9).map(lambda n: n / 10), STEPS, STEPS)
VALUES = st.lists(st.integers(-30, 30).map(lambda n: n / 10), min_size=1, max_size=30)


def test_equal_values_stand_in_one_place() -> None:
    found = places(np.array([3.0, 1.0, 3.0, 2.0]))
    assert found.tolist() == [0.0, -np.log1p(3), 0.0, -np.log1p(2)]


@given(CURVES, VALUES)
def test_points_are_the_slope_and_every_step_at_or_below(curve: Curve, values: list[float]) -> None:
    told = curve.points(np.array(values))
    for value, points in zip(values, told, strict=True):
        place = -np.log1p(sum(other > value for other in values))
        expected = curve.slope * value
        expected += sum(added for at, added in curve.spread if at <= value)
        expected += sum(added for at, added in curve.place if at <= place)
        assert abs(points - expected) < 1e-9


@given(CURVES, CURVES, VALUES)
def test_two_curves_beside_each_other_add_up(one: Curve, other: Curve, values: list[float]) -> None:
    asked = np.array(values)
    assert np.allclose(one.beside(other).points(asked), one.points(asked) + other.points(asked), atol=1e-3)


@given(st.dictionaries(st.sampled_from(sorted(FEATURES)), CURVES, max_size=4))
def test_a_table_of_weights_is_read_as_it_was_told(weights: dict[str, Curve]) -> None:
    table = StringIO()
    written = csv.writer(table)
    written.writerow(["feature", "by", "from", "points"])
    written.writerows([["" if cell is None else cell for cell in row] for row in weights_told(weights)])
    assert read_weights(table.getvalue()) == weights


def test_the_shipped_weights_say_something_of_every_kind_of_evidence() -> None:
    weights = shipped_weights()
    assert weights.keys() == FEATURES.keys()
    telling = {name for name, curve in weights.items() if not curve.is_flat}
    assert {"words", "classes", "coupling", "foretold", "title", "pairs", "meaning"} <= telling
    assert straight({"words": 0.5})["words"] == Curve(0.5)
    assert Curve().is_flat


@pytest.mark.parametrize(("terms", "louder"), [(1, 4.0), (3, 4.0), (6, 2.0), (12, 1.0), (90, 1.0)])
def test_the_fewer_the_words_of_a_question_the_louder_they_are(terms: int, louder: float) -> None:
    nothing = np.zeros(0, bool)
    assert loudness(Question({f"word{n}": 1.0 for n in range(terms)}, nothing, nothing)) == louder
