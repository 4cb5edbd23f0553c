"""The search: a question beside an index, answered with documents and reasons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from time import perf_counter

import numpy as np

from patentry.corpus import Home, latest
from patentry.search.asking import MOST_TOP, Answer, Ask
from patentry.search.explaining import explained
from patentry.search.faceting import Facets
from patentry.search.filtering import Admitted, Filters
from patentry.search.index import Index, open_index
from patentry.search.index.numbering import documents_numbered, find_document
from patentry.search.index.opening import Mask
from patentry.search.index.reading import Numbers
from patentry.search.index.vectors import text_of
from patentry.search.matching import words_of
from patentry.search.meant import Meaning, open_meaning, used
from patentry.search.query import And, format_query
from patentry.search.ranking.curves import Weights
from patentry.search.ranking.fielded import in_full
from patentry.search.ranking.fusing import Ranked, rank, shipped_weights
from patentry.search.ranking.learnt import Learnt, read_learnt
from patentry.search.ranking.pool import Pool
from patentry.search.ranking.question import (
    TITLE_COUNTS,
    Question,
    beginning_of,
    pairs_in,
    plain_terms,
    weighed_terms,
)
from patentry.search.ranking.words import WEIGHED, Measure, WordScorer
from patentry.search.remarks import PartFound, plain_words, unseen_words
from patentry.search.synonyms import SYNONYM_COUNTS, widen_text
from patentry.search.translating import TermTable, read_table
from patentry.wording import Refusal

MOST_CHARACTERS = 200_000
MOST_PARTS = 20
FAMILY_ROOM = 20
"""So many times the hits asked for are looked at, to have one a family."""


@dataclass
class Searcher:
    """An open index with what ranking needs. One serves many questions; open another when the index has moved on."""

    home: Home
    index: Index
    weights: Weights = field(default_factory=shipped_weights)
    measure: Measure = WEIGHED
    learnt: Learnt | None = None
    terms: TermTable | None = None
    meaning: Meaning | None = None

    def __post_init__(self) -> None:
        self.scorer = WordScorer(self.index, self.measure)
        self._seen = (0, 0)
        self.filters = Filters(self.home, self.index)
        self.facets = Facets(self.index)
        # The compiled loops are loaded with the first word; that is no part of what any question takes.
        self.scorer.scores({segment.stems[0]: 1.0 for segment in self.index.segments[:1] if len(segment.stems)})

    def search(self, ask: Ask) -> Answer:
        """Answer a question. Raises `Refusal` for one that cannot be answered, with what to do, and `QueryError` for a
        fielded query of which a part cannot be carried out, with its column.
        """
        began = perf_counter()
        typed = [ask.text] if ask.text is not None else list(plain_words(ask.query)) if ask.query is not None else []
        ask, widened = ask.widened()
        question, admitted = self.question(ask, self.subject_of(ask))
        pool = self.pool(question)
        top = min(ask.top, MOST_TOP)
        hits = explained(pool, one_a_family(self.index, self._ranked(ask, pool, _room(top)), top))
        unseen = unseen_words(self.index, self.scorer, typed, is_thorough=not hits)
        parts = () if admitted.possible.any() else self._parts(ask)
        return Answer(
            hits=hits,
            unknown_excluded=admitted.unknown,
            took_ms=round((perf_counter() - began) * 1000, 1),
            snapshot=self.index.manifest.snapshot,
            current=self._current(),
            found=int(admitted.mask.sum()) if ask.query is not None else None,
            query=format_query(ask.query) if ask.query is not None else None,
            expanded=admitted.expanded,
            synonyms=widened,
            documents=self.index.manifest.documents,
            unseen=unseen,
            parts=parts,
            characters_left_out=max(len(ask.text or "") - MOST_CHARACTERS, 0),
            meaning=used(self.meaning, question.vector),
            translated=question.translated,
            learnt=self.learnt,
        )

    def _parts(self, ask: Ask) -> tuple[PartFound, ...]:
        """What each part of a query finds that must hold with others, the filters of the question left aside."""
        if not isinstance(ask.query, And) or len(ask.query.parts) > MOST_PARTS:
            return ()
        return tuple(
            PartFound(query=format_query(part), found=int(self._found(replace(ask, query=part)).sum()))
            for part in ask.query.parts
        )

    def _found(self, ask: Ask) -> Mask:
        alone = replace(ask, text=None, like=None, before=None, statuses=(), is_prior=False)
        return self.filters.admitted(alone, None, self.index.alive).possible

    def _current(self) -> int:
        """The number of the current snapshot; looked up again only when a snapshot was written since."""
        log = self.home.tables / "snapshots" / "_delta_log"
        written = log.stat().st_mtime_ns
        if self._seen[0] != written:
            self._seen = (written, latest(self.home).number)
        return self._seen[1]

    def ranked(self, ask: Ask) -> list[tuple[str, float]]:
        """Answer publication numbers and scores alone: what a run is made of.

        Every document stands for itself, not for its family: judgements name documents.
        """
        ask, _ = ask.widened()
        question, _ = self.question(ask, self.subject_of(ask))
        found = self._ranked(ask, self.pool(question)).top(min(ask.top, MOST_TOP))
        rows = self.index.rows([int(doc) for doc in found.docs], ["number"])
        return [(row["number"], float(score)) for row, score in zip(rows, found.scores, strict=True)]

    def pool(self, question: Question) -> Pool:
        """Answer the documents measured for a question."""
        return Pool(self.index, self.scorer, question, self.meaning.vectors if self.meaning else None)

    def _ranked(self, ask: Ask, pool: Pool, most: int | None = None) -> Ranked:
        """A fielded query finds what it says, so its words order what was found and nothing else does."""
        if ask.query is None or ask.text is not None or ask.like is not None:
            return rank(pool, self.weights)
        return in_full(pool, most)

    def may_be_found(self, number: str, question: Question) -> bool:
        """Answer whether a question admits the document of a number; one not in the index counts as admitted."""
        found = documents_numbered(self.index, number)
        return not len(found) or bool(question.admitted[found].any())

    def subject_of(self, ask: Ask) -> int | None:
        """Answer the document asked about; None for a text. Raises `Refusal` for a number that is not in the index."""
        if ask.like is None:
            return None
        if not ask.like.strip():
            raise Refusal("search.like_empty")
        return find_document(self.index, ask.like)

    def question(self, ask: Ask, subject: int | None) -> tuple[Question, Admitted]:
        """Answer the question as ranking takes it, and what the filters let through."""
        others = self.index.alive.copy()
        if subject is not None:
            others &= ~kin_of(self.index, subject)
        admitted = self.filters.admitted(ask, subject, others)
        evidence = admitted.before if ask.is_prior else others
        asked = self._asked(ask, subject)
        return replace(asked, admitted=admitted.mask, evidence=evidence, day=admitted.day), admitted

    def _asked(self, ask: Ask, subject: int | None) -> Question:
        none = np.zeros(0, bool)
        if subject is not None and ask.text is None:
            row = self.index.rows([subject], ["title", "abstract", "claims"])[0]
            text = row["abstract"] or (row["claims"] or "")[:MOST_CHARACTERS]
            found = self._terms((row["title"] or "", TITLE_COUNTS), (text, 1))
            levels, uspc = (self._own(name, subject) for name in ("levels", "uspc"))
            vector = self.meaning.of_document(subject, text_of(row)) if self.meaning else None
            asked = Question(found, none, none, levels, uspc, vector=vector)
            return self._across(self._ordered(asked, row["title"] or "", text))
        if ask.query is not None and ask.text is None:
            return Question(self._terms(*((text[:MOST_CHARACTERS], 1) for text in words_of(ask.query))), none, none)
        text = (ask.text or "")[:MOST_CHARACTERS]
        others = widen_text(text, ask.synonyms) if ask.synonyms else {}
        found = self._terms((text, 1), *((other, SYNONYM_COUNTS) for group in others.values() for other in group))
        if not found:
            raise Refusal("search.nothing_to_search")
        vector = self.meaning.of_text(text) if self.meaning else None
        return self._across(self._ordered(Question(found, none, none, vector=vector), "", text))

    def _ordered(self, asked: Question, title: str, text: str) -> Question:
        if self.measure.is_plain:
            return asked
        return replace(asked, beginning=beginning_of(title, text), pairs=pairs_in(title, text))

    def _across(self, asked: Question) -> Question:
        """The question in the words of both languages, by the table of terms; vectors do not make it needless."""
        if self.terms is None or self.measure.is_plain:
            return asked
        found = self.terms.translated(asked.terms)
        return replace(asked, terms={**asked.terms, **found}, translated=self.terms.shown(asked.terms))

    def _terms(self, *texts: tuple[str, float]) -> dict[str, float]:
        return plain_terms(*(text for text, _ in texts)) if self.measure.is_plain else weighed_terms(*texts)

    def _own(self, name: str, subject: int) -> Numbers:
        return np.sort(self.index.own_marks(name, np.array([subject]))[1])


def open_searcher(home: Home) -> Searcher:
    """Answer a searcher over a home's index. Raises `Refusal` where there is none."""
    index = open_index(home)
    learnt = read_learnt(index.folder)
    weights = learnt.weights if learnt and learnt.are_used else shipped_weights()
    table = read_table(index.folder)
    return Searcher(home, index, weights, learnt=learnt, terms=table, meaning=open_meaning(index))


def kin_of(index: Index, subject: int) -> Mask:
    """Answer which documents are the subject itself, another publication of it, or of its family."""
    kin: Mask = np.zeros(index.count, bool)
    for column in ("family", "base", "application"):
        values = index.column(column)
        kin |= values == values[subject]
    return kin


def _room(top: int) -> int:
    """Answer how many documents are looked at to have so many of different families."""
    return top * FAMILY_ROOM + 1000


def one_a_family(index: Index, ranked: Ranked, top: int) -> Ranked:
    """Answer the best document of each family."""
    families = index.column("family")[ranked.docs[: _room(top)]]
    _, first = np.unique(families, return_index=True)
    return ranked.only(np.sort(first)[:top])
