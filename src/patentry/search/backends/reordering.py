"""The search over an engine: it names the candidates, our own ranking orders and explains them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa

from patentry.corpus import Home, latest
from patentry.numbers import NumberError, PublicationNumber, parse_number
from patentry.search.asking import MOST_TOP, Answer, Ask
from patentry.search.backends.contract import SearchBackend, Sieve
from patentry.search.documents import DOCUMENT
from patentry.search.explaining import explained
from patentry.search.index.manifest import Manifest, SegmentEntry
from patentry.search.index.opening import Index
from patentry.search.index.segments import SegmentWriter, days_of
from patentry.search.ranking.curves import Weights
from patentry.search.ranking.fusing import Ranked, rank, shipped_weights
from patentry.search.ranking.pool import Pool
from patentry.search.ranking.question import TITLE_COUNTS, weighed_terms
from patentry.search.searching import MOST_CHARACTERS, Searcher, one_a_family
from patentry.wording import Refusal

CANDIDATES = 500


@dataclass
class BackendSearcher:
    """Asks an engine for candidates and ranks them. What ranking learns of classes and citations it learns of them."""

    home: Home
    backend: SearchBackend
    weights: Weights = field(default_factory=shipped_weights)

    def search(self, ask: Ask) -> Answer:
        """Answer a text or a patent. Raises `Refusal` for a fielded query and for a status: they decide about every
        document, which the engine's candidates are not.
        """
        began = perf_counter()
        ask, used = ask.widened()
        with tempfile.TemporaryDirectory() as folder:
            pool, unknown = self._pool(ask, Path(folder))
            hits = explained(pool, one_a_family(pool.index, rank(pool, self.weights), min(ask.top, MOST_TOP)))
        return Answer(
            hits=hits,
            unknown_excluded=unknown,
            took_ms=round((perf_counter() - began) * 1000, 1),
            snapshot=pool.index.manifest.snapshot,
            current=latest(self.home).number,
            synonyms=used,
        )

    def ranked(self, ask: Ask) -> list[tuple[str, float]]:
        """Answer publication numbers and scores alone, every document for itself."""
        ask, _ = ask.widened()
        with tempfile.TemporaryDirectory() as folder:
            pool, _ = self._pool(ask, Path(folder))
            found: Ranked = rank(pool, self.weights).top(min(ask.top, MOST_TOP))
            rows = pool.index.rows([int(doc) for doc in found.docs], ["number"])
        return [(row["number"], float(score)) for row, score in zip(rows, found.scores, strict=True)]

    def _pool(self, ask: Ask, folder: Path) -> tuple[Pool, int]:
        """The candidates as an index of their own, and how many of them only an unknown day leaves out."""
        if ask.query is not None or ask.statuses:
            raise Refusal("search.backend_text_only")
        held = self.backend.holding()
        if held is None:
            raise Refusal("search.backend_empty")
        subject = None if ask.like is None else self._subject(ask.like, held.snapshot)
        told = self.backend.candidates(_terms(ask, subject), top=CANDIDATES, sieve=_sieve(ask, subject))
        rows = told.documents.to_pylist()
        if subject is not None and subject["key"] not in {row["key"] for row in rows}:
            rows = [*rows, subject]
        writer = SegmentWriter(folder / "candidates")
        writer.add(pa.RecordBatch.from_pylist(rows, DOCUMENT))
        writer.finish()
        entry = SegmentEntry("candidates", len(rows))
        index = Index(folder, Manifest(held.snapshot, held.content, held.rules, (entry,)))
        searcher = Searcher(self.home, index, self.weights)
        question, admitted = searcher.question(ask, searcher.subject_of(ask))
        words = np.zeros(len(rows), np.float32)
        words[: len(told.scores)] = told.scores
        return Pool(index, searcher.scorer, question, given=words), admitted.unknown

    def _subject(self, number: str, snapshot: int) -> dict[str, Any]:
        """The document of a number in any form: the one named, else the first published of its application."""
        try:
            readings = parse_number(number)
        except NumberError as error:
            raise Refusal(f"problem.{error.code}", value=number) from None
        for reading in readings:
            names = [str(reading)]
            if isinstance(reading, PublicationNumber):
                names.append(str(reading.base))
            found = self.backend.numbered(names)
            if found:
                return min(found, key=lambda row: (row["number"] != names[0], str(row["published"]), row["key"]))
        raise Refusal("search.number_missing", number=number, snapshot=snapshot)


def _terms(ask: Ask, subject: dict[str, Any] | None) -> dict[str, float]:
    if subject is not None and ask.text is None:
        text = subject["abstract"] or (subject["claims"] or "")[:MOST_CHARACTERS]
        return weighed_terms((subject["title"] or "", TITLE_COUNTS), (text, 1))
    found = weighed_terms(((ask.text or "")[:MOST_CHARACTERS], 1))
    if not found:
        raise Refusal("search.nothing_to_search")
    return found


def _sieve(ask: Ask, subject: dict[str, Any] | None) -> Sieve:
    day = ask.before
    if day is None and ask.is_prior and subject is not None:
        day = subject["published"]
    return Sieve(
        before=None if day is None else days_of(day),
        without=() if subject is None else (subject["family"],),
    )
