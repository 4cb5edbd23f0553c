"""Weights learnt on a corpus's own citations: who asks, what is held out, when the shipped ones stand."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from tests.unit.search.small_corpus import document, put_in
from tests.unit.search.test_search_command import run

from patentry.corpus import Home, latest
from patentry.search.asking import Ask
from patentry.search.building import build
from patentry.search.index import open_index
from patentry.search.learning import Case, fit, kernels, learn, measures
from patentry.search.learning.questions import questions_of
from patentry.search.ranking import FEATURES, shipped_weights
from patentry.search.ranking.curves import Curve, straight
from patentry.search.ranking.learnt import Learnt, read_learnt, write_learnt
from patentry.search.searching import open_searcher
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

KINDS = ("valve", "gasket", "spring", "loom")


def chain() -> list[dict[str, Any]]:
    """Eighty documents in four arts, each citing the two before it of its own art."""
    found = []
    for at in range(80):
        kind, earlier = KINDS[at % 4], [at - 4, at - 8]
        found.append(
            document(
                f"US{9400000 + at}B2",
                f"A {kind} of kind {at // 4}",
                f"A {kind} with part {at // 8}, improved.",
                published=f"20{10 + at // 12:02}-{at % 12 + 1:02}-03",
                cites=[f"US{9400000 + cited}B2" for cited in earlier if cited >= 0],
            )
        )
    return found


@pytest.fixture(scope="module")
def arts(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = put_in(tmp_path_factory.mktemp("arts"), chain())
    build(latest(home))
    return home


def test_who_cites_an_earlier_document_of_the_corpus_asks_for_it(indexed: Home) -> None:
    index = open_index(indexed)
    numbers = [row["number"] for row in index.rows(range(index.count), ["number"])]
    asked = {numbers[doc]: {numbers[one] for one in wanted} for doc, wanted in questions_of(index)}
    assert asked == {
        "US9100002B2": {"US9100001B2"},
        "US9100003B2": {"US9100001B2", "US9100002B2"},
        "US20150000003A1": {"US9100001B2"},
        "US9100005B2": {"US9100004B2"},
    }


def test_weights_learnt_twice_are_the_same_and_are_judged_on_others(arts: Home) -> None:
    learnt = learn(open_searcher(arts))
    assert learnt is not None
    assert learnt == learn(open_searcher(arts))
    assert (learnt.questions + learnt.held_out, learnt.held_out) == (76, 26)
    assert learnt.weights.keys() == FEATURES.keys()


def test_the_command_learns_keeps_and_tells(arts: Home) -> None:
    told = json.loads(run(arts, "index", "--learn", as_json=True)[1])["learnt"]
    answer = open_searcher(arts).search(Ask(text="a valve"))
    assert answer.learnt == read_learnt(arts.index)
    assert answer.learnt is not None
    assert answer.learnt.questions == told["questions"]
    assert "26" in run(arts, "search", "a valve", lang="zh")[1]


def test_a_corpus_that_cites_little_keeps_the_shipped_weights_and_says_why(fresh: Home) -> None:
    with pytest.raises(Refusal) as refused:
        build(latest(fresh), learns=True)
    assert refused.value.code == "search.too_few_citations"
    assert open_searcher(fresh).weights == shipped_weights()
    assert open_index(fresh).count == 10, "the index itself was made"


@pytest.mark.parametrize("are_used", [True, False])
def test_weights_that_did_no_better_on_what_was_held_out_are_told_and_not_used(fresh: Home, are_used: bool) -> None:
    build(latest(fresh))
    weights = dict.fromkeys(FEATURES, Curve(0.25, ((-1.0, 0.5), (2.0, 0.25)), ((-0.6931, 1.0),)))
    write_learnt(fresh.index, Learnt(weights, 1, 90, 30, (0.5, 0.6, 0.7), (0.4, 0.6, 0.7), are_used, None))
    searcher = open_searcher(fresh)
    assert searcher.weights == (weights if are_used else shipped_weights())
    assert "0.500" in run(fresh, "search", "display")[1]


def test_weights_for_other_features_do_not_count(fresh: Home) -> None:
    build(latest(fresh))
    write_learnt(fresh.index, Learnt(straight({"words": 1.0}), 1, 90, 30, (1, 1, 1), (0, 0, 0), True, None))
    assert open_searcher(fresh).weights == shipped_weights()


def test_weights_an_earlier_version_learnt_do_not_count(fresh: Home) -> None:
    build(latest(fresh))
    write_learnt(fresh.index, Learnt(shipped_weights(), 1, 90, 30, (1, 1, 1), (0, 0, 0), True, None))
    file = fresh.index / "learnt" / "weights.json"
    told = json.loads(file.read_text())
    file.write_text(json.dumps(told | {"weights": dict.fromkeys(FEATURES, 0.25)}))
    assert read_learnt(fresh.index) is None
    assert open_searcher(fresh).weights == shipped_weights()


def test_fitting_finds_the_feature_that_tells() -> None:
    names = list(FEATURES)
    rng = np.random.default_rng(7)
    cases = []
    for _ in range(30):
        features = rng.normal(size=(60, len(names))).astype(np.float32)
        relevant = np.zeros(60, bool)
        relevant[np.argsort(-features[:, names.index("cocited")])[:3]] = True
        cases.append(Case(features, relevant, 3))
    prior = shipped_weights()
    weights = fit(cases, prior, rounds=100)
    reach = {name: np.ptp(curve.points(np.linspace(-2, 3, 60))) for name, curve in weights.items()}
    before = {name: np.ptp(curve.points(np.linspace(-2, 3, 60))) for name, curve in prior.items()}
    gained = {name: reach[name] - before[name] for name in names}
    assert max(gained, key=gained.__getitem__) == "cocited"
    assert measures(cases, weights) > measures(cases, prior)
    assert weights == fit(cases, prior, rounds=100)


def test_right_documents_are_pulled_up_and_the_others_down_most_where_most_is_won() -> None:
    scores = np.array([3.0, 2.0, 1.0, 0.0, 5.0, 4.0])
    relevant = np.array([False, False, True, False, True, False])
    forces, stiffness = np.empty(6), np.empty(6)
    kernels.pull(scores, relevant, np.array([0, 4, 6]), 30, forces, stiffness)
    expected = np.zeros(6)
    for first, last in ((0, 4), (4, 6)):
        gain = 1 / np.log2(2 + np.arange(last - first))
        whole = 0.0
        for i in range(first, last):
            for j in range(first, last):
                if relevant[i] and not relevant[j]:
                    apart = scores[i] - scores[j]
                    change = abs(gain[i - first] - gain[j - first]) / gain[0] / (0.01 + abs(apart))
                    pull = change / (1 + np.exp(apart))
                    expected[i] += pull
                    expected[j] -= pull
                    whole += 2 * pull
        expected[first:last] *= np.log2(1 + whole) / whole
    assert np.allclose(forces, expected)
    assert forces[2] > 0 > forces[0]
    assert (stiffness > 0).all()


def test_the_best_step_is_the_best_of_all_tried_one_by_one() -> None:
    chance = np.random.default_rng(3)
    bins = chance.integers(0, 6, (4, 300)).astype(np.uint8)
    forces, stiffness = chance.normal(size=300), chance.uniform(0.1, 1, 300)
    forces[bins[2] >= 4] += 1
    found = kernels.best_step(bins, np.arange(4), np.full(4, 6), forces, stiffness, 10.0, 20)

    def worth(kept: Any) -> float:
        return float(forces[kept].sum() ** 2 / (stiffness[kept].sum() + 10.0))

    tried = {
        (column, at): worth(bins[column] >= at) + worth(bins[column] < at) for column in range(4) for at in range(1, 6)
    }
    assert found[:2] == max(tried, key=tried.__getitem__) == (2, 4)
    high = forces[bins[2] >= 4].sum() / (stiffness[bins[2] >= 4].sum() + 10.0)
    assert abs(found[3] - high) < 1e-9
    assert kernels.best_step(bins, np.arange(4), np.full(4, 6), forces, stiffness, 10.0, 200)[0] == -1
