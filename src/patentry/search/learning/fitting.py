"""Fitting weights: steps of single features, each the one that helps the order most, added one after the other.

Boosted stumps under LambdaRank (Burges, "From RankNet to LambdaRank to LambdaMART", 2010): a step stands at a distance
from the mean of the pool or at a place in it, so that what is learnt stays a sum of curves, one a feature.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from patentry.search.learning import kernels
from patentry.search.learning.cases import Case, points_of
from patentry.search.ranking.curves import Curve, Weights, places
from patentry.search.ranking.features import FEATURES

ROUNDS, RATE = 300, 0.04
SHRINKAGE = 10.0
FEWEST = 50
MOST = 30
"""Pairs count of which at least one stands so far up."""
SHARE = 0.5
"""Of the curves, drawn anew each round, one is made longer: else the strongest would take what others can say."""
SEED = 7
SHARES = np.array([1.0, 0.7, 0.7])
"""How much recall at 10, recall at 100 and reciprocal rank count where weights are compared."""
TAIL = 1 - np.logspace(0, -4, 49)[1:]
"""Where steps may stand: most of them among the few documents that stand out, for there is decided what is seen."""
WHOLE = np.linspace(0, 1, 17)[1:-1]


def fit(cases: Sequence[Case], prior: Weights, *, rounds: int = ROUNDS) -> dict[str, Curve]:
    """Answer weights: the `prior` and so many steps. The same cases always give the same weights."""
    columns = np.concatenate([_columns(case) for case in cases], axis=1)
    edges = [_edges(column) for column in columns]
    bins = np.stack([np.searchsorted(at, column, side="right") for at, column in zip(edges, columns, strict=True)])
    starts = np.cumsum([0, *(len(case.relevant) for case in cases)])
    relevant = np.concatenate([case.relevant for case in cases])
    scores = np.concatenate([points_of(case, prior) for case in cases])
    widths = np.array([len(at) + 1 for at in edges])
    added = _steps(bins.astype(np.uint8), widths, scores, relevant, starts, rounds)
    count = len(FEATURES)
    told = [
        tuple((float(at[bin_ - 1]), points) for bin_, points in steps) for at, steps in zip(edges, added, strict=True)
    ]
    found = {name: Curve(0.0, told[at], told[count + at]) for at, name in enumerate(FEATURES)}
    return {name: prior.get(name, Curve()).beside(curve) for name, curve in found.items()}


def _steps(
    bins: NDArray[np.uint8],
    widths: NDArray[np.int64],
    scores: NDArray[np.float64],
    relevant: NDArray[np.bool_],
    starts: NDArray[np.int64],
    rounds: int,
) -> list[list[tuple[int, float]]]:
    """The steps of each column, as (bin, points); a constant for all of them changes no order and is left out."""
    chance = np.random.default_rng(SEED)
    forces, stiffness = np.empty(len(scores)), np.empty(len(scores))
    points = [np.zeros(width) for width in widths]
    for _ in range(rounds):
        kernels.pull(scores, relevant, starts, MOST, forces, stiffness)
        chosen = np.sort(chance.permutation(len(bins))[: max(1, int(len(bins) * SHARE))])
        column, at, low, high = kernels.best_step(bins, chosen, widths, forces, stiffness, SHRINKAGE, FEWEST)
        if column < 0:
            continue
        points[column][at] += RATE * (high - low)
        scores = scores + RATE * np.where(bins[column] >= at, high, low)
    return [[(int(at), round(float(told[at]), 4)) for at in np.flatnonzero(told)] for told in points]


def _columns(case: Case) -> NDArray[np.float64]:
    """A case's features, one row each: first as they stand in their spread, then their places."""
    spread = case.features.T.astype(np.float64)
    return np.concatenate([spread, np.stack([places(row) for row in spread])])


def _edges(column: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where steps of a column may stand, rising."""
    found: NDArray[np.float64] = np.unique(np.round(np.quantile(column, np.concatenate([WHOLE, TAIL])), 4))
    return found
