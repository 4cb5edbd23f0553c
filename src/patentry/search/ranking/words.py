"""BM25F: how well the words of a document fit, its sections weighed and each measured by its own length.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004); idf as in Lucene,
never negative. A stem is heard in all its spellings before its part of the score is saturated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from patentry.search.index import kernels
from patentry.search.index.opening import Index, Scores
from patentry.search.index.reading import Numbers, Segment


@dataclass(frozen=True, slots=True)
class Measure:
    """BM25F's settings: saturation, how much length counts, and the weight of each section.

    Where it `is_plain`, sections are one text and words count as they are printed: plain BM25, to compare with.
    """

    k1: float
    b: float
    sections: Mapping[str, float]
    is_plain: bool = False


PLAIN = Measure(k1=1.2, b=0.75, sections={"title": 1.0, "abstract": 1.0}, is_plain=True)
WEIGHED = Measure(k1=1.5, b=0.6, sections={"title": 3.0, "abstract": 1.0, "claims": 0.7, "description": 0.3})


KEPT_COUNTS = 50_000
"""Stems of which it is remembered in how many documents they are."""


class WordScorer:
    """Scores all documents of an index by words."""

    def __init__(self, index: Index, measure: Measure = WEIGHED) -> None:
        self._index, self._measure = index, measure
        self._living = int(index.alive.sum())
        self.found = lru_cache(maxsize=KEPT_COUNTS)(self._found)
        self._rooms: list[Scores] = []
        self._norms = {section: self._norm(section) for section in measure.sections}

    def _norm(self, section: str) -> Scores:
        b, mean, lengths = self._measure.b, self._index.mean_lengths[section], self._index.lengths(section)
        if self._measure.is_plain:
            lengths = np.sum([self._index.lengths(name) for name in self._measure.sections], axis=0)
            mean = float(lengths.mean()) if lengths.any() else 1.0
        norm: Scores = (1.0 / (1.0 - b + b * lengths / mean)).astype(np.float32)
        return norm

    def idf(self, found: int) -> float:
        """Answer how telling a word in so many documents is."""
        return float(np.log1p(max(self._living - found, 0) + 0.5) - np.log(found + 0.5)) if found else 0.0

    def _found(self, stem: str) -> int:
        """Answer in about how many documents a stem is: those of its commonest section and spelling."""
        return sum(
            max((len(docs) for _, docs, _ in self._postings(segment, stem)), default=0)
            for segment in self._index.segments
        )

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """Answer every document's score for weighed stems."""
        scores: Scores = np.zeros(self._index.count, np.float32)
        # What was heard is forgotten word by word, so its room serves the next question; several may ask at once.
        heard: Scores = self._rooms.pop() if self._rooms else np.zeros(self._index.count, np.float32)
        for stem, weight in terms.items():
            self._add(stem, weight, scores, heard)
        self._rooms.append(heard)
        return scores

    def _add(self, stem: str, weight: float, scores: Scores, heard: Scores) -> None:
        touched: list[tuple[Numbers, int, int]] = []
        found = 0
        for segment, first in zip(self._index.segments, self._index.starts, strict=False):
            start, end = int(first), int(first) + segment.count
            for section, docs, counts in self._postings(segment, stem):
                share = self._measure.sections[section]
                norms = self._norms[section][start:end]
                found += kernels.gather(docs, counts, norms, share, heard[start:end])
                touched.append((docs, start, end))
        factor = weight * self.idf(found)
        for docs, start, end in touched:
            kernels.settle(docs, heard[start:end], scores[start:end], factor, self._measure.k1)

    def _postings(self, segment: Segment, stem: str) -> list[tuple[str, Numbers, Numbers]]:
        found = []
        for word in self._spellings(segment, stem):
            for section in self._measure.sections:
                postings = segment.postings(section, int(word))
                if len(postings.docs):
                    found.append((section, np.asarray(postings.docs), np.asarray(postings.counts)))
        return found

    def _spellings(self, segment: Segment, term: str) -> Numbers:
        if not self._measure.is_plain:
            return segment.spellings(term)
        word = segment.words.find(term)
        return np.array([] if word is None else [word], np.int64)
