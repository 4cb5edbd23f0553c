"""Three topics of US patents judged by their own earlier citations: plain BM25, the shipped weights, and weights
learnt on one topic and reported on the others, each way round.

A query is a patent; candidates and evidence are documents published before it; its family and its own citations are
hidden. Needs the sample texts (PATENTRY_SAMPLES). `python -m bench.search_topics learn` prints weights learnt on all
three, as `src/patentry/search/ranking/weights.csv` wants them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from patentry.corpus import Home, latest
from patentry.ingestion import ingest
from patentry.search.asking import Ask
from patentry.search.evaluation import read_judgements
from patentry.search.index import update_index
from patentry.search.judging import Judged, judge
from patentry.search.ranking.features import FEATURES
from patentry.search.ranking.fusing import shipped_weights
from patentry.search.ranking.pool import Pool, spread
from patentry.search.runs import Asked, canonical
from patentry.search.searching import Searcher, open_searcher

TOPICS = ("orbit_satellite", "offshore_plant", "radar_rain_gauge")
GOALS = {
    "orbit_satellite": (0.64, 0.94, 0.43),
    "offshore_plant": (0.47, 0.90, 0.35),
    "radar_rain_gauge": (0.77, 0.995, 0.52),
}
ROUNDS, STEP, PRICE = 3, 0.4, 0.01
PRIOR = {
    "words": 1.0,
    "classes": 0.3,
    "uspc": 0.4,
    "cited_by_near": 0.6,
    "cites_near": 0.1,
    "coupling": 0.4,
    "cocited": 0.1,
    "cited": 0.2,
    "age": 0.1,
    "feedback": 0.3,
    "foretold": 0.5,
}
"""Round weights that are fair on every topic; learning begins there."""
Row = tuple[str, str, str, str]
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """One query's pool: every feature in its spread, and which documents are relevant."""

    features: dict[str, NDArray[np.float32]]
    relevant: NDArray[np.bool_]
    count: int


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        opened = {topic: _opened(Path(name), topic) for topic in TOPICS}
        found: list[Row] = []
        cases = {}
        for topic, (searcher, asked, judgements) in opened.items():
            judged = judge(searcher, asked, judgements, is_prior=True, refused=_raise)
            found += list(_judged_rows(topic, judged))
            cases[topic] = list(_cases(searcher, asked, judgements))
        for learnt_on in TOPICS:
            weights = learn([cases[learnt_on]])
            others = [topic for topic in TOPICS if topic != learnt_on]
            told = "; ".join(f"{topic} {_three(measures(cases[topic], weights))}" for topic in others)
            found.append((f"learnt on {learnt_on}", told, "—", "R@10 / R@100 / MRR of the other two"))
        return found


def _judged_rows(topic: str, judged: Judged) -> Iterator[Row]:
    names = ("recall@10", "recall@100", "mrr")
    ours, plain = ({q.measure: q.mean for q in told} for told in (judged.ours, judged.plain))
    chance = max(one.chance for one in judged.above if one.measure in names)
    goal = _three(GOALS[topic])
    yield (
        f"{topic}, {judged.queries} queries",
        _three([ours[n] for n in names]),
        goal,
        "R@10 / R@100 / MRR, shipped weights",
    )
    yield "… plain BM25", _three([plain[n] for n in names]), "—", f"differences by chance: p ≤ {chance:.4f}"
    yield "… one answer", f"{judged.median_ms:.0f}, {judged.p95_ms:.0f} ms", "—", "p50, p95"


def _three(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.3f}" for value in values)


def _opened(folder: Path, topic: str) -> tuple[Searcher, list[Asked], dict[str, dict[str, int]]]:
    source = Path(os.environ["PATENTRY_SAMPLES"]) / "search"
    home = Home(folder / topic)
    home.create()
    ingest(home=home, paths=[source / f"{topic}.csv"], at=datetime(2026, 1, 1, tzinfo=UTC), processes=1)
    update_index(latest(home))
    judgements = read_judgements((source / f"{topic}.qrels").read_text(encoding="utf-8").splitlines())
    return open_searcher(home), [Asked(query, None, query, None, 0) for query in judgements], judgements


def _raise(asked: Asked, refusal: Exception) -> None:
    raise refusal


def _cases(searcher: Searcher, asked: Sequence[Asked], judgements: Mapping[str, Mapping[str, int]]) -> Iterator[Case]:
    numbers = [row["number"] for row in searcher.index.rows(range(searcher.index.count), ["number"])]
    at = {number: doc for doc, number in enumerate(numbers)}
    for one in asked:
        ask = Ask(like=one.like, is_prior=True)
        question, _ = searcher.question(ask, searcher.subject_of(ask))
        wanted = [at[canonical(number)] for number, grade in judgements[one.query].items() if grade > 0]
        wanted = [doc for doc in wanted if question.admitted[doc]]
        if wanted:
            pool = Pool(searcher.index, searcher.scorer, question)
            features = {name: spread(feature(pool)).astype(np.float32) for name, feature in FEATURES.items()}
            yield Case(features, np.isin(pool.docs, wanted), len(wanted))


def measures(cases: Sequence[Case], weights: Weights) -> tuple[float, float, float]:
    """Answer R@10, R@100 and MRR of a topic under weights."""
    told = np.array([_of_case(case, weights) for case in cases]).mean(axis=0)
    return float(told[0]), float(told[1]), float(told[2])


def _of_case(case: Case, weights: Weights) -> tuple[float, float, float]:
    score = np.sum([weight * case.features[name] for name, weight in weights.items() if weight], axis=0)
    places = np.sort([int((score > value).sum()) for value in score[case.relevant]])
    first = 1 / (places[0] + 1) if len(places) else 0.0
    return (places < 10).sum() / case.count, (places < 100).sum() / case.count, first


def learn(topics: Sequence[Sequence[Case]]) -> dict[str, float]:
    """Answer weights by coordinate ascent on R@10 + .7 R@100 + .7 MRR, every step away from `PRIOR` paid for.

    Two hundred queries tell little: weights learnt on them freely are good at home and worse than the prior elsewhere.
    """
    weights, step = dict(PRIOR), STEP
    best = _worth(topics, weights)
    for _ in range(ROUNDS):
        for name in weights:
            for change in (step, -step):
                tried = weights | {name: round(weights[name] + change, 3)}
                worth = _worth(topics, tried)
                if worth > best + 1e-4:
                    best, weights = worth, tried
        step /= 2
    return weights


def _worth(topics: Sequence[Sequence[Case]], weights: Weights) -> float:
    told = [measures(cases, weights) for cases in topics]
    away = sum(abs(weights[name] - PRIOR[name]) for name in weights)
    return float(np.mean([r10 + 0.7 * r100 + 0.7 * mrr for r10, r100, mrr in told])) - PRICE * away


def _learn_all() -> None:
    with tempfile.TemporaryDirectory() as name:
        topics = [list(_cases(*_opened(Path(name), topic))) for topic in TOPICS]
    weights = learn(topics)
    print("feature,weight")
    for feature, weight in weights.items():
        print(f"{feature},{weight}")
    for topic, cases in zip(TOPICS, topics, strict=True):
        print(
            topic,
            _three(measures(cases, weights)),
            "shipped",
            _three(measures(cases, shipped_weights())),
            file=sys.stderr,
        )


if __name__ == "__main__":
    if sys.argv[1:] == ["learn"]:
        _learn_all()
    else:
        print(*rows(), sep="\n")
