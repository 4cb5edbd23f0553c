"""The features: each a function of the pool that answers one number a document.

To add one: a function here, its row in `FEATURES`, a weight in `weights.csv`, a sentence `search.feature.NAME`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from patentry.search.index.reading import Numbers
from patentry.search.index.segments import UNKNOWN_DAY
from patentry.search.ranking.foretelling import foretold
from patentry.search.ranking.pool import Pool
from patentry.search.ranking.profiles import Profile, Values, closeness, gathered, profile_of
from patentry.search.ranking.question import weighed_terms
from patentry.search.ranking.word_order import beginning, pairs, title

Feature = Callable[[Pool], Values]
FEEDBACK_FROM = 10
FEEDBACK_TERMS = 30
MOST_FOR_FEEDBACK = 200_000
"""Feedback scores thirty more words over all documents; beyond so many it would take longer than all the rest."""
DAYS_A_YEAR = 365.25


def words(pool: Pool) -> Values:
    """BM25F over the sections."""
    return pool.words[pool.docs].astype(np.float64)


def classes(pool: Pool) -> Values:
    """Cosine of IPC and CPC symbols at every level."""
    return closeness(pool.index, "levels", pool.classes, pool.docs)


def uspc(pool: Pool) -> Values:
    """Cosine of US classes."""
    return closeness(pool.index, "uspc", pool.uspc, pool.docs)


def cited_by_near(pool: Pool) -> Values:
    """How much of the nearest cites the document."""
    rows, marks = pool.index.own_marks("references", pool.nearest)
    return np.log1p(_heard(pool, gathered(marks, pool.nearness[rows])))


def cites_near(pool: Pool) -> Values:
    """How much of the nearest the document cites."""
    bases = gathered(pool.index.column("base")[pool.nearest], pool.nearness)
    rows, marks = pool.index.own_marks("references", pool.docs)
    return np.log1p(np.bincount(rows, bases.of(marks), len(pool.docs)))


def coupling(pool: Pool) -> Values:
    """References the document shares with the nearest, inside the files or not (Kessler 1963)."""
    return closeness(
        pool.index, "references", profile_of(pool.index, "references", *_near(pool)), pool.docs, pool.references
    )


def cocited(pool: Pool) -> Values:
    """How often others cite the document together with one of the nearest (Small 1973)."""
    rows, citing = pool.citing(pool.nearest)
    if not len(citing):
        return np.zeros(len(pool.docs))
    others = gathered(citing, pool.nearness[rows])
    owners, marks = pool.index.own_marks("references", others.marks)
    sizes = np.bincount(owners, minlength=len(others.marks))
    shared = others.weights[owners] / np.sqrt(np.maximum(sizes[owners], 1))
    return np.log1p(_heard(pool, gathered(marks, shared)))


def cited(pool: Pool) -> Values:
    """How many documents cite it, by their logarithm."""
    rows, _ = pool.citing(pool.docs)
    return np.log1p(np.bincount(rows, minlength=len(pool.docs)).astype(np.float64))


def age(pool: Pool) -> Values:
    """Years from its publication to the day asked about, by their logarithm."""
    days = pool.index.column("published")[pool.docs].astype(np.float64)
    is_known = days != UNKNOWN_DAY
    if not is_known.any():
        return np.zeros(len(days))
    last = pool.question.day if pool.question.day is not None else days[is_known].max()
    years = np.log1p(np.maximum(last - days, 0) / DAYS_A_YEAR)
    return np.where(is_known, years, years[is_known].mean())


def feedback(pool: Pool) -> Values:
    """BM25F for the words of the nearest documents (pseudo-relevance feedback, after Rocchio)."""
    if pool.index.count > MOST_FOR_FEEDBACK or not len(pool.nearest):
        return np.zeros(len(pool.docs))
    docs, near = pool.nearest[:FEEDBACK_FROM], pool.nearness[:FEEDBACK_FROM]
    texts = pool.index.rows([int(doc) for doc in docs], ["title", "abstract"])
    told = [(f"{row['title'] or ''}\n{row['abstract'] or ''}", float(n)) for row, n in zip(texts, near, strict=True)]
    found = weighed_terms(*told)
    likely = dict(sorted(found.items(), key=lambda item: -item[1])[: 3 * FEEDBACK_TERMS])
    telling = {term: weight * pool.scorer.idf(pool.scorer.found(term)) for term, weight in likely.items()}
    chosen = sorted(telling, key=telling.__getitem__, reverse=True)[:FEEDBACK_TERMS]
    return pool.scorer.scores({term: found[term] for term in chosen})[pool.docs].astype(np.float64)


def meaning(pool: Pool) -> Values:
    """Cosine of the meanings of question and document; a document without a vector stands at the mean."""
    return pool.meant(pool.docs)


FEATURES: dict[str, Feature] = {
    "words": words,
    "classes": classes,
    "uspc": uspc,
    "cited_by_near": cited_by_near,
    "cites_near": cites_near,
    "coupling": coupling,
    "cocited": cocited,
    "cited": cited,
    "age": age,
    "feedback": feedback,
    "foretold": foretold,
    "title": title,
    "beginning": beginning,
    "pairs": pairs,
    "meaning": meaning,
}


def _near(pool: Pool) -> tuple[Numbers, Values]:
    return pool.nearest, pool.nearness


def _heard(pool: Pool, profile: Profile) -> Values:
    """The weight a profile of references gives each document of the pool itself."""
    return profile.of(pool.index.column("base")[pool.docs])
