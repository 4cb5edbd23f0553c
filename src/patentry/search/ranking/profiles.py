"""Marks compared: a profile of weighed marks beside the marks of documents.

Classes at every level and references alike are marks; a rare mark tells more than a common one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patentry.search.index import kernels
from patentry.search.index.opening import Index
from patentry.search.index.reading import Numbers

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Profile:
    """Weighed marks, rising."""

    marks: Numbers
    weights: Values

    def of(self, marks: Numbers) -> Values:
        """Answer the weight of each mark; nought for one the profile does not have."""
        if not len(self.marks):
            return np.zeros(len(marks))
        at = np.minimum(np.searchsorted(self.marks, marks), len(self.marks) - 1)
        found: Values = np.where(self.marks[at] == marks, self.weights[at], 0.0)
        return found


NOTHING = Profile(np.empty(0, np.int64), np.empty(0))


def telling(index: Index, name: str, marks: Numbers) -> Values:
    """Answer how telling each mark is: ln(1 + documents / documents with it)."""
    counts = np.maximum(index.counts_of_marks(name, marks), 1)
    weights: Values = np.log1p(index.count / counts)
    return weights


def gathered(marks: Numbers, weights: Values) -> Profile:
    """Answer the profile of marks that may repeat; their weights add up."""
    distinct, turn = _told_apart(np.asarray(marks, np.int64))
    return Profile(distinct, np.bincount(turn, weights, len(distinct)).astype(np.float64))


def _told_apart(marks: Numbers) -> tuple[Numbers, Numbers]:
    """Each mark once, rising, and which of those every mark is.

    Rising, because marks in no order are looked up three times as slowly; ordered once each, not as often as they come.
    """
    found, turn = kernels.distinct(marks)
    order = np.argsort(found)
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return found[order], places[turn]


def profile_of(index: Index, name: str, docs: Numbers, weights: Values) -> Profile:
    """Answer the marks of several documents together, each document with its weight."""
    rows, marks = index.own_marks(name, docs)
    return gathered(marks, weights[rows]) if len(marks) else NOTHING


@dataclass(frozen=True, slots=True)
class Marked:
    """Documents with their marks: of each mark found which row it is in, and its `turn` among the `distinct` ones,
    which rise.

    `telling` is how telling each distinct mark is, `lengths` what the marks of each row come to.
    """

    rows: Numbers
    turn: Numbers
    distinct: Numbers
    telling: Values
    lengths: Values


def marked(index: Index, name: str, docs: Numbers) -> Marked:
    """Answer documents with their marks."""
    rows, marks = index.own_marks(name, docs)
    distinct, turn = _told_apart(marks)
    idf = telling(index, name, distinct)
    lengths: Values = np.sqrt(np.bincount(rows, idf[turn] ** 2, len(docs))).astype(np.float64)
    return Marked(rows, turn, distinct, idf, lengths)


def closeness(index: Index, name: str, profile: Profile, docs: Numbers, own: Marked | None = None) -> Values:
    """Answer the cosine of each document's marks and the profile, every mark by how telling it is.

    `own` are the documents with their marks, where they are known already.
    """
    if not len(profile.marks) or not len(docs):
        return np.zeros(len(docs))
    own = own or marked(index, name, docs)
    wanted = profile.of(own.distinct) * own.telling
    size = float(np.sqrt(((profile.weights * telling(index, name, profile.marks)) ** 2).sum()))
    product = np.bincount(own.rows, (own.telling * wanted)[own.turn], len(docs))
    cosine: Values = product / np.maximum(own.lengths * size, 1e-9)
    return cosine
