"""Measures of a ranking, by hand-worked cases."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentry.search.evaluation import JudgementError, by_query, differences, qualities, read_judgements, scores


def test_measures_of_a_ranking_worked_by_hand() -> None:
    found = scores({"a": 1, "b": 1, "c": 0}, ["x", "a", "c", "b"])
    ideal = 1 + 1 / log2(3)
    assert found == pytest.approx(
        {
            "ndcg@10": (1 / log2(3) + 1 / log2(5)) / ideal,
            "recall@10": 1.0,
            "recall@100": 1.0,
            "map": (1 / 2 + 2 / 4) / 2,
            "mrr": 0.5,
        }
    )


def test_what_stands_beyond_the_cut_does_not_count() -> None:
    ranked = [f"x{number}" for number in range(10)] + ["a"]
    found = scores({"a": 1}, ranked)
    assert (found["recall@10"], found["recall@100"], found["mrr"]) == (0, 1, 1 / 11)


def test_a_document_named_twice_counts_once() -> None:
    assert scores({"a": 1, "b": 1}, ["a", "a", "b"]) == scores({"a": 1, "b": 1}, ["a", "b"])


def test_graded_judgements_weigh_in_the_order() -> None:
    assert scores({"a": 2, "b": 1}, ["a", "b"])["ndcg@10"] == 1
    assert scores({"a": 2, "b": 1}, ["b", "a"])["ndcg@10"] < 1


def test_a_query_without_an_answer_is_worth_nought_and_one_without_judgement_is_left_out() -> None:
    found = by_query({"q1": {"a": 1}, "q2": {"b": 1}, "q3": {"c": 0}}, {"q1": ["a"], "q9": ["z"]})
    assert found["mrr"].tolist() == [1.0, 0.0]


def test_judgements_are_read_or_refused_with_the_line() -> None:
    assert read_judgements(["q1 0 a 1\n", "\n", "q1 0 b 0\n"]) == {"q1": {"a": 1, "b": 0}}
    with pytest.raises(JudgementError) as caught:
        read_judgements(["q1 0 a 1", "q1 a 1"])
    assert caught.value.line == 2


def test_a_better_ranking_is_told_from_an_equal_one() -> None:
    judged = {f"q{number}": {"a": 1} for number in range(40)}
    good, poor = {query: ["a", "b"] for query in judged}, {query: ["b", "a"] for query in judged}
    gap = {one.measure: one for one in differences(judged, good, poor)}["mrr"]
    assert (gap.mean, gap.chance < 0.01) == (0.5, True)
    same = {one.measure: one for one in differences(judged, good, good)}["mrr"]
    assert (same.mean, same.chance) == (0.0, 1.0)


def test_the_interval_holds_the_mean() -> None:
    judged = {f"q{number}": {"a": 1} for number in range(30)}
    run = {query: ["a"] if int(query[1:]) % 3 else ["b", "a"] for query in judged}
    for one in qualities(judged, run):
        assert one.low <= one.mean <= one.high


@given(
    st.lists(st.sampled_from("abcdefgh"), max_size=8), st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3))
)
def test_every_measure_lies_between_nought_and_one(ranked: list[str], judged: dict[str, int]) -> None:
    if any(judged.values()):
        assert all(0 <= value <= 1 + 1e-9 for value in scores(judged, ranked).values())
