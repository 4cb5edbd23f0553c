"""Which documents of an index may ask: those that cite others of it, drawn by the digests of their keys."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from patentry.search.index.opening import Index
from patentry.search.index.reading import Numbers

MOST = 450
FEWEST = 60
"""Fewer questions teach nothing that would hold elsewhere."""
HELD_OUT = 3
"""Every third question is held out."""
_AT_ONCE = 5_000


def questions_of(index: Index) -> list[tuple[int, Numbers]]:
    """Answer documents and what they cite in the index, published earlier and of another family; at most `MOST`.

    The digest of a key is as good as chance and the same on every machine.
    """
    docs = np.flatnonzero(index.alive & index.known("published"))
    docs = docs[np.argsort(index.column("key")[docs], kind="stable")]
    found: list[tuple[int, Numbers]] = []
    for start in range(0, len(docs), _AT_ONCE):
        found += _of(index, docs[start : start + _AT_ONCE])
        if len(found) >= MOST:
            break
    return found[:MOST]


def _of(index: Index, docs: Numbers) -> Iterator[tuple[int, Numbers]]:
    order, bases = index.by_base
    published, families = index.column("published"), index.column("family")
    rows, marks = index.own_marks("references", docs)
    first, last = (np.searchsorted(bases, marks, side=side) for side in ("left", "right"))
    lengths = last - first
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    rows, cited = np.repeat(rows, lengths), order[np.repeat(first, lengths) + within]
    citing = docs[rows]
    kept = (
        (published[cited] < published[citing]) & (families[cited] != families[citing]) & index.known("published")[cited]
    )
    rows, cited = rows[kept], cited[kept]
    for row in np.unique(rows):
        yield int(docs[row]), np.unique(cited[rows == row])
