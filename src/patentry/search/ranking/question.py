"""What is asked, as ranking sees it: terms, classes, and which documents may answer or bear witness."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from patentry.search.index.opening import Mask, Scores
from patentry.search.texts import is_weak, stems_in, words_in

TITLE_COUNTS = 2
MOST_TERMS = 400


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `terms` are stems with their weight; `levels` and `uspc` the classes of a patent asked about.

    `admitted`: what may be answered. `evidence`: whose texts, classes and citations may speak for others. `day`: what
    age is counted from, as days since 1970-01-01; None where nothing tells. `vector` is its meaning, as the index's own
    vectors stand; None where there are none. `translated`: words of the other language that words were taken for.
    """

    terms: dict[str, float]
    admitted: Mask
    evidence: Mask
    levels: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    uspc: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    day: int | None = None
    vector: Scores | None = None
    translated: dict[str, tuple[str, ...]] = field(default_factory=dict)


def weighed_terms(*texts: tuple[str, float]) -> dict[str, float]:
    """Answer the stems of texts, each text with its weight; words that say nothing are left out.

    Of a very long text the terms that occur most often stand for it.
    """
    found: defaultdict[str, float] = defaultdict(float)
    for text, weight in texts:
        for term in stems_in(text):
            if not is_weak(term):
                found[term] += weight
    return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST_TERMS])


def plain_terms(*texts: str) -> dict[str, float]:
    """Answer the words of texts as printed, each once: a question to plain BM25."""
    words = (word for text in texts for word in words_in(text)[0])
    return dict.fromkeys((word for word in words if not is_weak(word)), 1.0)
