"""The order of what a fielded query finds: all of it, by its words, and among equals the newest first."""

from __future__ import annotations

import numpy as np

from patentry.search.ranking.fusing import Ranked
from patentry.search.ranking.pool import Pool


def in_full(pool: Pool, most: int | None = None) -> Ranked:
    """Answer every document admitted, or the first so many and those equal to the last of them by words.

    One that has none of the words as they are ranked by, as where a pattern or a piece of a longer word found it,
    stands after those that do; nothing that was found is left out. The score is that of the words alone.
    """
    docs = np.flatnonzero(pool.question.admitted)
    if pool.question.terms and most is not None and len(docs) > most:
        told = pool.words[docs]
        docs = docs[told >= np.partition(told, len(docs) - most)[len(docs) - most]]
    published = pool.index.column("published")[docs].astype(np.int64)
    if not pool.question.terms:
        return Ranked(docs[np.argsort(-published, kind="stable")], np.zeros(len(docs)), {})
    words = pool.words[docs].astype(np.float64)
    order = np.lexsort((-published, -words))
    return Ranked(docs[order], words[order], {"words": words[order]})
