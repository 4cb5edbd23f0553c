"""What is asked, as ranking sees it: terms, classes, and which documents may answer or bear witness."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from patentry.search.index.opening import Mask, Scores
from patentry.search.texts import is_weak, stems_in, words_in

TITLE_COUNTS = 2
MOST_TERMS = 400
BEGINNING = 15
"""So many words after the title, weak ones not counted, are the beginning of a text."""
WITHIN = 5
MOST_PAIRED = 1_000
"""Words, from the beginning of a question, that are looked at in pairs."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `terms` are stems with their weight; `levels` and `uspc` the classes of a patent asked about.

    `admitted`: what may be answered. `evidence`: whose texts, classes and citations may speak for others. `day`: what
    age is counted from, as days since 1970-01-01; None where nothing tells. `vector` is its meaning, as the index's own
    vectors stand; None where there are none. `translated`: words of the other language that words were taken for.
    `beginning`: the stems of its title and first words. `pairs`: words that stand within five of each other.
    """

    terms: dict[str, float]
    admitted: Mask
    evidence: Mask
    levels: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    uspc: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    day: int | None = None
    vector: Scores | None = None
    translated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    beginning: tuple[str, ...] = ()
    pairs: frozenset[tuple[str, str]] = frozenset()


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


def beginning_of(title: str, text: str) -> tuple[str, ...]:
    """Answer the stems of a title and of the first words of a text."""
    return (*_telling(title), *_telling(text)[:BEGINNING])


def pairs_in(*texts: str) -> frozenset[tuple[str, str]]:
    """Answer the stems within five of each other, each pair in the order of the alphabet."""
    found = set()
    for text in texts:
        stems = _telling(text)[:MOST_PAIRED]
        for at, one in enumerate(stems):
            found |= {(min(one, other), max(one, other)) for other in stems[at + 1 : at + 1 + WITHIN]}
    return frozenset(found)


def _telling(text: str) -> list[str]:
    return [term for term in stems_in(text) if not is_weak(term)]


def plain_terms(*texts: str) -> dict[str, float]:
    """Answer the words of texts as printed, each once: a question to plain BM25."""
    words = (word for text in texts for word in words_in(text)[0])
    return dict.fromkeys((word for word in words if not is_weak(word)), 1.0)
