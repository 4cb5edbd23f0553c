"""The search: a question beside an index, answered with documents and reasons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from time import perf_counter

import numpy as np

from patentry.corpus import Home, latest
from patentry.numbers import NumberError, PublicationNumber, parse_number
from patentry.search.asking import MOST_TOP, Answer, Ask
from patentry.search.explaining import explained
from patentry.search.index import Index, open_index
from patentry.search.index.opening import Mask
from patentry.search.index.reading import Numbers
from patentry.search.index.segments import days_of, mark_of
from patentry.search.ranking.fusing import Ranked, Weights, rank, shipped_weights
from patentry.search.ranking.pool import Pool
from patentry.search.ranking.question import TITLE_COUNTS, Question, plain_terms, weighed_terms
from patentry.search.ranking.words import WEIGHED, Measure, WordScorer
from patentry.wording import Refusal

MOST_CHARACTERS = 200_000
EPOCH = date(1970, 1, 1)


@dataclass
class Searcher:
    """An open index with what ranking needs. One serves many questions; open another when the index has moved on."""

    home: Home
    index: Index
    weights: Weights = field(default_factory=shipped_weights)
    measure: Measure = WEIGHED

    def __post_init__(self) -> None:
        self.scorer = WordScorer(self.index, self.measure)
        # The compiled loops are loaded with the first question; that is no part of what any question takes.
        self.scorer.scores({"": 1.0})

    def search(self, ask: Ask) -> Answer:
        """Answer a question. Raises `Refusal` for one that cannot be answered, with what to do."""
        began = perf_counter()
        subject = self.subject_of(ask)
        question, unknown = self.question(ask, subject)
        pool = Pool(self.index, self.scorer, question)
        ranked = one_a_family(self.index, rank(pool, self.weights), min(ask.top, MOST_TOP))
        hits = explained(pool, ranked)
        took = (perf_counter() - began) * 1000
        return Answer(
            hits=hits,
            unknown_excluded=unknown,
            took_ms=round(took, 1),
            snapshot=self.index.manifest.snapshot,
            current=latest(self.home).number,
        )

    def ranked(self, ask: Ask) -> list[tuple[str, float]]:
        """Answer publication numbers and scores alone: what a run is made of."""
        subject = self.subject_of(ask)
        question, _ = self.question(ask, subject)
        found = one_a_family(self.index, rank(Pool(self.index, self.scorer, question), self.weights), ask.top)
        rows = self.index.rows([int(doc) for doc in found.docs], ["number"])
        return [(row["number"], float(score)) for row, score in zip(rows, found.scores, strict=True)]

    def may_be_found(self, number: str, question: Question) -> bool:
        """Answer whether a question admits the document of a number; one not in the index counts as admitted."""
        found = documents_numbered(self.index, number)
        return not len(found) or bool(question.admitted[found].any())

    def subject_of(self, ask: Ask) -> int | None:
        """Answer the document asked about; None for a text. Raises `Refusal` for a number that is not in the index."""
        if ask.like is None:
            return None
        return find_document(self.index, ask.like)

    def question(self, ask: Ask, subject: int | None) -> tuple[Question, int]:
        """Answer the question as ranking takes it, and how many documents an unknown day leaves out."""
        index = self.index
        others = index.alive.copy()
        if subject is not None:
            others &= ~kin_of(index, subject)
        day = self._day(ask, subject)
        admitted = others.copy()
        if day is not None:
            admitted &= index.known("published") & (index.column("published") < day)
        evidence = admitted if ask.is_prior else others
        unknown = int((others & ~index.known("published")).sum()) if day is not None else 0
        asked = self._asked(ask, subject)
        return replace(asked, admitted=admitted, evidence=evidence, day=day), unknown

    def _day(self, ask: Ask, subject: int | None) -> int | None:
        """The day before which everything must have been published, where there is one."""
        if ask.before is not None:
            return days_of(ask.before)
        if not ask.is_prior:
            return None
        if subject is None:
            raise Refusal("search.prior_needs_day")
        if not self.index.known("published")[subject]:
            raise Refusal("search.subject_undated", number=str(ask.like))
        return int(self.index.column("published")[subject])

    def _asked(self, ask: Ask, subject: int | None) -> Question:
        none = np.zeros(0, bool)
        if subject is not None:
            row = self.index.rows([subject], ["title", "abstract", "claims"])[0]
            text = row["abstract"] or (row["claims"] or "")[:MOST_CHARACTERS]
            found = self._terms((row["title"] or "", TITLE_COUNTS), (text, 1))
            levels, uspc = (self._own(name, subject) for name in ("levels", "uspc"))
            return Question(found, none, none, levels, uspc)
        found = self._terms(((ask.text or "")[:MOST_CHARACTERS], 1))
        if not found:
            raise Refusal("search.nothing_to_search")
        return Question(found, none, none)

    def _terms(self, *texts: tuple[str, float]) -> dict[str, float]:
        return plain_terms(*(text for text, _ in texts)) if self.measure.is_plain else weighed_terms(*texts)

    def _own(self, name: str, subject: int) -> Numbers:
        return np.sort(self.index.own_marks(name, np.array([subject]))[1])


def open_searcher(home: Home) -> Searcher:
    """Answer a searcher over a home's index. Raises `Refusal` where there is none."""
    return Searcher(home, open_index(home))


def find_document(index: Index, number: str) -> int:
    """Answer the document of a number in any form. Raises `Refusal` for one that is none or is not in the index.

    Of several publications of one patent the one named stands, else the first published.
    """
    found = documents_numbered(index, number)
    if not len(found):
        raise Refusal("search.number_missing", number=number, snapshot=index.manifest.snapshot)
    days = index.column("published")[found]
    return int(found[np.argsort(days, kind="stable")[0]])


def documents_numbered(index: Index, number: str) -> Numbers:
    """Answer the documents a number in any form means. Raises `Refusal` for one that is none."""
    try:
        readings = parse_number(number)
    except NumberError as error:
        raise Refusal(f"problem.{error.code}", value=number) from None
    for reading in readings:
        looked_up = [("application", str(reading))]
        if isinstance(reading, PublicationNumber):
            looked_up = [("key", str(reading)), ("base", str(reading.base))]
        for column, text in looked_up:
            found = np.flatnonzero((index.column(column) == mark_of(text)) & index.alive)
            if len(found):
                return found
    return np.empty(0, np.int64)


def kin_of(index: Index, subject: int) -> Mask:
    """Answer which documents are the subject itself, another publication of it, or of its family."""
    kin: Mask = np.zeros(index.count, bool)
    for column in ("family", "base", "application"):
        values = index.column(column)
        kin |= values == values[subject]
    return kin


def one_a_family(index: Index, ranked: Ranked, top: int) -> Ranked:
    """Answer the best document of each family."""
    families = index.column("family")[ranked.docs[: top * 20 + 1000]]
    _, first = np.unique(families, return_index=True)
    return ranked.only(np.sort(first)[:top])


def day_of(days: int) -> date:
    """Answer a day counted from 1970-01-01."""
    return EPOCH + timedelta(days=days)
