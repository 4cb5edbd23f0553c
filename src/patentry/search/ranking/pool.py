"""The pool of a question: the documents worth measuring, and the nearest of those that may bear witness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from patentry.search.index.opening import Index, Mask, Scores
from patentry.search.index.reading import Numbers
from patentry.search.index.segments import mark_of
from patentry.search.index.vectors import IndexVectors
from patentry.search.ranking import kernels
from patentry.search.ranking.profiles import NOTHING, Marked, Profile, Values, closeness, marked, profile_of
from patentry.search.ranking.question import Question
from patentry.search.ranking.words import WordScorer

SMALL = 4_000
"""Up to here every admitted document is measured; beyond, the best by words and the kin of the nearest."""
BEST = 2_000
BEST_BY_MEANING = 500
NEAREST = 50
MOST_NEAR = 150
LEARNT_FROM = 20
CLASS_SHARE = 0.6
MEANING_SHARE = 0.5


def spread(values: Values) -> Values:
    """Answer values in standard deviations from their mean; all nought where they are all the same."""
    if not len(values):
        return values
    deviation = float(values.std())
    found: Values = (values - values.mean()) / deviation if deviation > 1e-9 else np.zeros(len(values))
    return found


@dataclass
class Pool:
    """A question beside an index. Whatever several features need is worked out once.

    `given` are every document's score by words where an engine has worked them out over more documents than these.
    """

    index: Index
    scorer: WordScorer
    question: Question
    vectors: IndexVectors | None = None
    given: Scores | None = None
    _kept: dict[str, Any] = field(default_factory=dict)

    def kept(self, name: str, work: Callable[[], Any]) -> Any:
        """Answer what a feature worked out and others need too."""
        if name not in self._kept:
            self._kept[name] = work()
        return self._kept[name]

    @cached_property
    def words(self) -> Scores:
        """Every document's score by words."""
        return self.scorer.scores(self.question.terms) if self.given is None else self.given

    @cached_property
    def witnesses(self) -> Numbers:
        """Documents among which the nearest are looked for."""
        return self._best(self.question.evidence)

    @cached_property
    def classes(self) -> Profile:
        """The classes of the patent asked about, else those of the documents nearest by words."""
        return self._classes("levels", self.question.levels)

    @cached_property
    def uspc(self) -> Profile:
        """The same for the classes of the US patents of before 2015."""
        return self._classes("uspc", self.question.uspc)

    def _classes(self, name: str, own: Numbers) -> Profile:
        if len(own):
            return Profile(np.sort(own), np.ones(len(own)))
        order = np.argsort(-self.words[self.witnesses], kind="stable")[:LEARNT_FROM]
        docs = self.witnesses[order]
        told = self.words[docs].astype(np.float64)
        if not len(docs) or told.max() <= 0:
            return NOTHING
        return profile_of(self.index, name, docs, told / told.max())

    @cached_property
    def _near(self) -> tuple[Numbers, Values]:
        docs = self.witnesses
        near = spread(self.words[docs].astype(np.float64))
        near = near + CLASS_SHARE * spread(closeness(self.index, "levels", self.classes, docs))
        if self.vectors is not None and self.question.vector is not None:
            near = near + MEANING_SHARE * spread(self.meant(docs))
        order = np.argsort(-near, kind="stable")[:MOST_NEAR]
        return docs[order], near[order]

    def meant(self, docs: Numbers) -> Values:
        """Answer the cosine of the meanings of question and documents; one without a vector stands at the mean."""
        vector, vectors = self.question.vector, self.vectors
        if vector is None or vectors is None or not len(docs):
            return np.zeros(len(docs))
        known = vectors.known[docs]
        alike = (vectors.of(docs) @ vector).astype(np.float64)
        return np.where(known, alike, alike[known].mean() if known.any() else 0.0)

    def near(self, count: int) -> Numbers:
        """Answer so many of the nearest witnesses, by words, classes and meaning; at most `MOST_NEAR`."""
        return self._near[0][:count]

    @cached_property
    def nearest(self) -> Numbers:
        """The nearest witnesses nearer than the mean."""
        return self._near[0][:NEAREST][self._near[1][:NEAREST] > 0]

    @cached_property
    def nearness(self) -> Values:
        """How near each of them is."""
        return self._near[1][: len(self.nearest)]

    @cached_property
    def docs(self) -> Numbers:
        """The documents measured."""
        asked = self.question
        is_same = asked.admitted is asked.evidence or bool((asked.admitted == asked.evidence).all())
        best = self.witnesses if is_same else self._best(asked.admitted)
        if self.index.count <= SMALL:
            return best
        if len(best) < BEST:
            return np.union1d(best, self._alike)
        kin = np.concatenate([self.cited(self.nearest)[1], self.citing(self.nearest)[1]])
        kin = kin[self.question.admitted[kin]]
        return np.union1d(np.union1d(best, kin), self._alike)

    @cached_property
    def _alike(self) -> Numbers:
        """Those admitted that mean most nearly what is asked, whatever their words or their language."""
        vector = self.question.vector
        if self.vectors is None or vector is None:
            return np.empty(0, np.int64)
        docs = np.flatnonzero(self.question.admitted & self.vectors.known)
        alike = self.vectors.of(docs) @ vector
        return docs[np.argsort(-alike, kind="stable")[:BEST_BY_MEANING]]

    @cached_property
    def references(self) -> Marked:
        """The documents measured, with their references."""
        return marked(self.index, "references", self.docs)

    def _best(self, mask: Mask) -> Numbers:
        if self.index.count <= SMALL:
            return np.flatnonzero(mask)
        found = kernels.above(self.words, mask, BEST)
        if len(found) > BEST:
            scores = self.words[found]
            found = found[np.argsort(-scores, kind="stable")[:BEST]]
        return np.sort(found)

    def citing(self, docs: Numbers) -> tuple[Numbers, Numbers]:
        """Answer the witnesses that cite documents: which row of `docs` each is of, and the witnesses."""
        rows, citing = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        marks = self.index.column("base")[docs]
        for segment, start in zip(self.index.segments, self.index.starts, strict=False):
            turn, found = segment.all_marked("references", marks)
            rows.append(turn)
            citing.append(found.astype(np.int64) + start)
        row, doc = np.concatenate(rows), np.concatenate(citing)
        kept = self.question.evidence[doc]
        return row[kept], doc[kept]

    def cited(self, docs: Numbers) -> tuple[Numbers, Numbers]:
        """Answer the documents cited by documents: which row of `docs` each is of, and the documents."""
        rows, marks = self.index.own_marks("references", docs)
        order, bases = self.index.by_base
        at = np.minimum(np.searchsorted(bases, marks), max(len(bases) - 1, 0))
        known = bases[at] == marks if len(bases) else np.zeros(len(marks), bool)
        return rows[known], order[at[known]]


def marks_of(texts: set[str]) -> Numbers:
    """Answer the marks of texts, rising."""
    return np.sort(np.array([mark_of(text) for text in texts], np.int64))
