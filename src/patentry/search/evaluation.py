"""How good a ranking is, by judgements: recall, precision of order, and whether one ranking beats another.

nDCG after Järvelin and Kekäläinen (TOIS 20, 2002), average precision and reciprocal rank as TREC computes them;
intervals and the paired test by bootstrap over queries (Sakai, SIGIR 2006). Judgements are lists of what is known to
be relevant: they compare rankings, they do not measure absolute recall.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

Judgements = Mapping[str, Mapping[str, int]]
Run = Mapping[str, Sequence[str]]
MEASURES = ("ndcg@10", "recall@10", "recall@100", "map", "mrr")
RESAMPLES = 10_000


class JudgementError(ValueError):
    """A line of judgements or of a run that cannot be read: `line` counts from 1."""

    def __init__(self, *, line: int, text: str, shape: str) -> None:
        super().__init__(f"line {line}: {text!r} is not {shape!r}")
        self.line, self.text, self.shape = line, text, shape


@dataclass(frozen=True, slots=True)
class Quality:
    """One measure over all queries: its mean and the interval that holds 95 of 100 resamples."""

    measure: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How far one ranking is above another in a measure, and how likely that is chance (two-sided)."""

    measure: str
    mean: float
    chance: float


def read_judgements(lines: Iterable[str]) -> dict[str, dict[str, int]]:
    """Answer TREC judgements (`query 0 document grade`) by query. Raises `JudgementError` with the line."""
    found: dict[str, dict[str, int]] = {}
    shape = "query 0 document grade"
    for number, line in enumerate(lines, start=1):
        parts = line.split()
        if not parts:
            continue
        if len(parts) != 4 or not parts[3].lstrip("-").isdigit():
            raise JudgementError(line=number, text=line.strip()[:80], shape=shape)
        found.setdefault(parts[0], {})[parts[2]] = int(parts[3])
    return found


def scores(judged: Mapping[str, int], ranked: Sequence[str]) -> dict[str, float]:
    """Answer each measure of one query's ranking. A document named twice counts at its first place only."""
    order = list(dict.fromkeys(ranked))
    gains = [max(judged.get(document, 0), 0) for document in order]
    relevant = sum(1 for grade in judged.values() if grade > 0)
    if not relevant:
        raise ValueError("no relevant document")
    places = [place for place, gain in enumerate(gains, start=1) if gain]
    return {
        "ndcg@10": _dcg(gains[:10]) / _dcg(sorted(judged.values(), reverse=True)[:10]),
        "recall@10": sum(place <= 10 for place in places) / relevant,
        "recall@100": sum(place <= 100 for place in places) / relevant,
        "map": sum(found / place for found, place in enumerate(places, start=1)) / relevant,
        "mrr": 1 / places[0] if places else 0.0,
    }


def by_query(judgements: Judgements, run: Run) -> dict[str, NDArray[np.float64]]:
    """Answer each measure's values, one a judged query in the order of their names; no answer is worth nought."""
    asked = sorted(query for query, judged in judgements.items() if any(grade > 0 for grade in judged.values()))
    told = [scores(judgements[query], run.get(query, ())) for query in asked]
    return {measure: np.array([one[measure] for one in told]) for measure in MEASURES}


def qualities(judgements: Judgements, run: Run, *, seed: int = 0) -> tuple[Quality, ...]:
    """Answer the mean of each measure with its interval."""
    return tuple(_quality(measure, values, seed) for measure, values in by_query(judgements, run).items())


def differences(judgements: Judgements, run: Run, other: Run, *, seed: int = 0) -> tuple[Difference, ...]:
    """Answer how far `run` is above `other`, query by query, and how likely so much is by chance."""
    ours, theirs = by_query(judgements, run), by_query(judgements, other)
    return tuple(difference(measure, ours[measure] - theirs[measure], seed) for measure in MEASURES)


def _dcg(gains: Sequence[int]) -> float:
    return float(sum((2.0 ** max(gain, 0) - 1) / log2(place + 1) for place, gain in enumerate(gains, start=1)))


def _resampled(values: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    drawn = np.random.default_rng(seed)
    means = [values[drawn.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    return np.array(means)


def _quality(measure: str, values: NDArray[np.float64], seed: int) -> Quality:
    if not len(values):
        return Quality(measure, 0.0, 0.0, 0.0)
    low, high = np.quantile(_resampled(values, seed), (0.025, 0.975))
    return Quality(measure, float(values.mean()), float(low), float(high))


def difference(measure: str, gaps: NDArray[np.float64], seed: int) -> Difference:
    """Answer the mean of paired differences, and how often, resampled around none at all, it is as far out as this."""
    if not len(gaps):
        return Difference(measure, 0.0, 1.0)
    mean = float(gaps.mean())
    around = _resampled(gaps - mean, seed)
    chance = (int((np.abs(around) >= abs(mean)).sum()) + 1) / (RESAMPLES + 1)
    return Difference(measure, mean, chance)
