"""One score out of many features: each in its spread among the pool, weighed and added up."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from patentry.search.index.opening import Mask
from patentry.search.index.reading import Numbers
from patentry.search.ranking.features import FEATURES
from patentry.search.ranking.pool import Pool, spread
from patentry.search.ranking.profiles import Values

Weights = Mapping[str, float]
WORDS_ALONE: Weights = {"words": 1.0}


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
    text = files("patentry.search.ranking").joinpath("weights.csv").read_text("utf-8")
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}


def rank(pool: Pool, weights: Weights) -> Ranked:
    """Answer the pool's documents in their order. Documents of equal score stand in the order of the index.

    A document in which nothing of the question is found, neither word nor class nor kin nor meaning, is left out.
    """
    docs = pool.docs
    raw = {name: FEATURES[name](pool) for name, weight in weights.items() if weight}
    parts = {name: weights[name] * spread(values) for name, values in raw.items()}
    total: Values = np.sum(list(parts.values()), axis=0) if parts else np.zeros(len(docs))
    touched = np.any([_found(name, values) for name, values in raw.items() if name not in ("age", "cited")], axis=0)
    order = np.argsort(-total, kind="stable")
    if len(docs):
        order = order[touched[order]]
    return Ranked(docs[order], total[order], {name: values[order] for name, values in parts.items()})


def _found(name: str, values: Values) -> Mask:
    """Where a feature finds something. Any two texts mean a little alike: only what stands out counts."""
    found: Mask = spread(values) > 1 if name == "meaning" else np.abs(values) > 0
    return found
