"""Marks compared: a profile of weighed marks beside the marks of documents.

Classes at every level and references alike are marks; a rare mark tells more than a common one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    distinct, turn = np.unique(marks, return_inverse=True)
    return Profile(distinct, np.bincount(turn, weights, len(distinct)).astype(np.float64))


def profile_of(index: Index, name: str, docs: Numbers, weights: Values) -> Profile:
    """Answer the marks of several documents together, each document with its weight."""
    rows, marks = index.own_marks(name, docs)
    return gathered(marks, weights[rows]) if len(marks) else NOTHING


def closeness(index: Index, name: str, profile: Profile, docs: Numbers) -> Values:
    """Answer the cosine of each document's marks and the profile, every mark by how telling it is."""
    if not len(profile.marks) or not len(docs):
        return np.zeros(len(docs))
    rows, marks = index.own_marks(name, docs)
    distinct, turn = np.unique(marks, return_inverse=True)
    idf = telling(index, name, distinct)
    own = idf[turn]
    wanted = profile.of(distinct) * idf
    length = np.sqrt(np.bincount(rows, own**2, len(docs)))
    size = float(np.sqrt(((profile.weights * telling(index, name, profile.marks)) ** 2).sum()))
    product = np.bincount(rows, own * wanted[turn], len(docs))
    cosine: Values = product / np.maximum(length * size, 1e-9)
    return cosine
