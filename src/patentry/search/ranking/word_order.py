"""What the order of words tells, which their counts do not: the title, the beginning, and words that stand together.

A title and a first sentence say what a document is about; the rest says how. Two words of the question within three of
each other are nearly a phrase (Metzler and Croft, "A Markov random field model for term dependencies", SIGIR 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from patentry.search.index.reading import Numbers
from patentry.search.index.segments import mark_of
from patentry.search.ranking import kernels
from patentry.search.ranking.foretelling import damped, weak_marks
from patentry.search.ranking.pool import Pool
from patentry.search.ranking.profiles import Values
from patentry.search.ranking.question import BEGINNING, WITHIN

SATURATION, LENGTH_SHARE = 1.2, 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question as marks, rising, how telling each is, and the words that stand together in it."""

    marks: Numbers
    telling: Values
    pairs: Numbers


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of the question in a section of documents: which row, which of the words, and which word of the section."""

    rows: Numbers
    words: Numbers
    turns: Numbers
    lengths: Numbers


def title(pool: Pool) -> Values:
    """How telling the words are that the title has of the question."""
    if not pool.question.terms or not len(pool.docs):
        return np.zeros(len(pool.docs))
    asked, heard = _asked(pool), _heard(pool, "title")
    weights = asked.telling * damped([pool.question.terms[term] for term in _terms(pool)])
    found: Values = _told(heard, weights) / np.sqrt(heard.lengths + 1.0)
    return found


def beginning(pool: Pool) -> Values:
    """How telling the words are that the beginning of the document has of the beginning of the question."""
    if not pool.question.beginning or not len(pool.docs):
        return np.zeros(len(pool.docs))
    asked = _asked(pool)
    first = np.isin(asked.marks, _marks(pool.question.beginning))
    heads = _heard(pool, "title"), _first(_heard(pool, "abstract"))
    rows = np.concatenate([heard.rows for heard in heads])
    words = np.concatenate([heard.words for heard in heads])
    distinct = np.unique(rows * len(asked.marks) + words)
    told = np.where(first, asked.telling**2, 0.0)[distinct % len(asked.marks)]
    lengths = heads[0].lengths + np.minimum(heads[1].lengths, BEGINNING)
    found: Values = np.bincount(distinct // len(asked.marks), told, len(pool.docs)) / np.sqrt(lengths + 1.0)
    return found


def pairs(pool: Pool) -> Values:
    """BM25 of the pairs of the question's words that stand within five of each other."""
    asked = _asked(pool)
    if not len(asked.pairs) or not len(pool.docs):
        return np.zeros(len(pool.docs))
    sections = [_heard(pool, section) for section in ("title", "abstract")]
    found = [kernels.paired(one.rows, one.words, one.turns, asked.pairs, len(asked.marks), WITHIN) for one in sections]
    rows, which = (np.concatenate([part[at] for part in found]) for at in (0, 1))
    places, counts = np.unique(rows * len(asked.pairs) + which, return_counts=True)
    rows, which = places // len(asked.pairs), places % len(asked.pairs)
    lengths = (sections[0].lengths + sections[1].lengths).astype(np.float64)
    norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / max(float(lengths.mean()), 1.0))
    having = np.bincount(which, minlength=len(asked.pairs))
    idf = np.log1p((len(pool.docs) - having + 0.5) / (having + 0.5))
    told = counts * (SATURATION + 1) / (counts + norm[rows]) * idf[which]
    answered: Values = np.bincount(rows, told, len(pool.docs)).astype(np.float64)
    return answered


def _terms(pool: Pool) -> list[str]:
    return sorted(pool.question.terms, key=mark_of)


def _asked(pool: Pool) -> Asked:
    found: Asked = pool.kept("asked in order", lambda: _worked_out(pool))
    return found


def _worked_out(pool: Pool) -> Asked:
    terms = _terms(pool)
    marks = _marks(terms)
    telling = np.array([pool.scorer.idf(pool.scorer.found(term)) for term in terms], np.float64)
    at = {term: place for place, term in enumerate(terms)}
    near = [(at[one], at[other]) for one, other in pool.question.pairs if one in at and other in at]
    keys = [min(pair) * len(terms) + max(pair) for pair in near]
    return Asked(marks, np.maximum(telling, 0.0), np.array(sorted(set(keys)), np.int64))


def _marks(terms: Sequence[str]) -> Numbers:
    return np.array([mark_of(term) for term in terms], np.int64)


def _heard(pool: Pool, section: str) -> Heard:
    found: Heard = pool.kept(f"heard in {section}", lambda: _listened(pool, section))
    return found


def _listened(pool: Pool, section: str) -> Heard:
    rows, marks = pool.index.told(section, pool.docs)
    return Heard(*kernels.heard(rows, marks, _asked(pool).marks, weak_marks(), len(pool.docs)))


def _first(heard: Heard) -> Heard:
    kept = heard.turns < BEGINNING
    return Heard(heard.rows[kept], heard.words[kept], heard.turns[kept], heard.lengths)


def _told(heard: Heard, weights: Values) -> Values:
    """What the distinct words of each row weigh."""
    distinct = np.unique(heard.rows * len(weights) + heard.words)
    told = weights[distinct % len(weights)]
    return np.bincount(distinct // len(weights), told, len(heard.lengths)).astype(np.float64)
