"""One score out of many features: each a curve over where a document stands in the pool, added up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from patentry.search.index.opening import Mask
from patentry.search.index.reading import Numbers
from patentry.search.ranking.curves import Weights, read_weights, straight
from patentry.search.ranking.features import FEATURES
from patentry.search.ranking.pool import Pool, spread
from patentry.search.ranking.profiles import Values
from patentry.search.ranking.question import Question

LONG, LOUDEST = 12, 4.0
"""A question of so many terms is as long as those that weights are learnt on; the louder its words, the fewer."""
WORDS_ALONE: Weights = straight({"words": 1.0})


@dataclass(frozen=True, slots=True)
class Ranked:
    """Documents, best first, with their scores and what each feature adds to them (one column a document)."""

    docs: Numbers
    scores: Values
    parts: dict[str, Values]

    def top(self, count: int) -> Ranked:
        """Answer the first so many."""
        parts = {name: values[:count] for name, values in self.parts.items()}
        return Ranked(self.docs[:count], self.scores[:count], parts)

    def only(self, kept: Numbers) -> Ranked:
        """Answer those at these places."""
        return Ranked(self.docs[kept], self.scores[kept], {name: values[kept] for name, values in self.parts.items()})


@cache
def shipped_weights() -> Weights:
    """Answer the weights that come with the software (`weights.csv`)."""
    return read_weights(files("patentry.search.ranking").joinpath("weights.csv").read_text("utf-8"))


def rank(pool: Pool, weights: Weights) -> Ranked:
    """Answer the pool's documents in their order. Documents of equal score stand in the order of the index.

    A document in which nothing of the question is found, neither word nor class nor kin nor meaning, is left out.
    """
    docs = pool.docs
    raw = {name: FEATURES[name](pool) for name, curve in weights.items() if not curve.is_flat}
    parts = {name: _beside_the_rest(weights[name].points(spread(values))) for name, values in raw.items()}
    if "words" in parts:
        parts["words"] = parts["words"] * loudness(pool.question)
    total: Values = np.sum(list(parts.values()), axis=0) if parts else np.zeros(len(docs))
    touched = np.any([_found(name, values) for name, values in raw.items() if name not in ("age", "cited")], axis=0)
    order = np.argsort(-total, kind="stable")
    if len(docs):
        order = order[touched[order]]
    return Ranked(docs[order], total[order], {name: values[order] for name, values in parts.items()})


def loudness(question: Question) -> float:
    """Answer how much louder words are than learnt on long questions: a short one is meant to the word."""
    return min(max(LONG / max(len(question.terms), 1), 1.0), LOUDEST)


def _beside_the_rest(points: Values) -> Values:
    """What every document of the pool gets alike speaks for none of them."""
    return points - points.mean() if len(points) else points


def _found(name: str, values: Values) -> Mask:
    """Where a feature finds something. Any two texts mean a little alike: only what stands out counts."""
    found: Mask = spread(values) > 1 if name == "meaning" else np.abs(values) > 0
    return found
