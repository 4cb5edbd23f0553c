"""One question's pool with every feature, and which documents of it are right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patentry.search.index.reading import Numbers
from patentry.search.ranking.curves import Weights
from patentry.search.ranking.features import FEATURES
from patentry.search.ranking.pool import Pool, spread

Values = NDArray[np.float32]
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question's features, one column each of `FEATURES` in their order, in their spread; `relevant` rows are right.

    `count`: how many documents are right, in the pool or not.
    """

    features: Values
    relevant: NDArray[np.bool_]
    count: int


def case_of(pool: Pool, wanted: Numbers, *, names: Collection[str] = FEATURES) -> Case:
    """Answer the case of a pool, given the documents that are right; features not named are nought."""
    nothing = np.zeros(len(pool.docs))
    columns = [spread(feature(pool)) if name in names else nothing for name, feature in FEATURES.items()]
    return Case(np.stack(columns, axis=1).astype(np.float32), np.isin(pool.docs, wanted), len(wanted))


def points_of(case: Case, weights: Weights) -> Points:
    """Answer every document's score under weights."""
    found: Points = np.zeros(len(case.relevant))
    for at, name in enumerate(FEATURES):
        curve = weights.get(name)
        if curve is not None and not curve.is_flat:
            found = found + curve.points(case.features[:, at].astype(np.float64))
    return found


def measures(cases: Sequence[Case], weights: Weights) -> tuple[float, float, float]:
    """Answer recall at 10 and at 100 and mean reciprocal rank under weights."""
    told = by_case(cases, weights).mean(axis=0)
    return float(told[0]), float(told[1]), float(told[2])


def by_case(cases: Sequence[Case], weights: Weights) -> NDArray[np.float64]:
    """Answer the three measures, one row a case."""
    return np.array([_of_case(case, points_of(case, weights)) for case in cases])


def _of_case(case: Case, score: Points) -> tuple[float, float, float]:
    places = np.sort([int((score > value).sum()) for value in score[case.relevant]])
    first = 1 / (places[0] + 1) if len(places) else 0.0
    return float((places < 10).sum() / case.count), float((places < 100).sum() / case.count), float(first)
