"""The evidence for a question's hits: coverage, more documents for what the hits leave open, and combinations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from patentry.search.asking import Ask
from patentry.search.evidence.combining import Combination, combinations_of
from patentry.search.evidence.covering import Coverage, coverage_of
from patentry.search.searching import Searcher
from patentry.wording import Refusal

MOST_ASKED = 8
"""For so many uncovered parts more documents are looked for."""
FOR_EACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A document that was looked for because of a part that no hit covers."""

    publication_number: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How documents cover a text, alone and together; `added` are those that were no hits of the whole text."""

    coverage: Coverage
    combinations: tuple[Combination, ...]
    added: tuple[Added, ...]


def evidence_of(searcher: Searcher, ask: Ask, numbers: Sequence[str], *, more: bool = True) -> Evidence:
    """Answer how the documents of these numbers, usually the hits of the question, cover its text.

    With `more`, documents are looked for that cover what none of them does, under the question's own filters: the three
    nearest to each such part, for at most eight parts. Raises `Refusal` where the question has no text.
    """
    text = text_of(searcher, ask)
    coverage = coverage_of(searcher, text, numbers, synonyms=ask.synonyms)
    added = _added(searcher, ask, coverage) if more else ()
    if added:
        numbers = [*numbers, *(one.publication_number for one in added)]
        coverage = coverage_of(searcher, text, numbers, synonyms=ask.synonyms)
    return Evidence(coverage=coverage, combinations=combinations_of(coverage), added=added)


def text_of(searcher: Searcher, ask: Ask) -> str:
    """Answer the text to be covered: the one asked with; of a patent its claims, else its abstract or title."""
    if ask.text is not None:
        return ask.text
    subject = searcher.subject_of(ask)
    if subject is None:
        raise Refusal("search.coverage_needs_text")
    row = searcher.index.rows([subject], ["title", "abstract", "claims"])[0]
    return next((str(row[name]) for name in ("claims", "abstract", "title") if row[name]), "")


def _added(searcher: Searcher, ask: Ask, coverage: Coverage) -> tuple[Added, ...]:
    there = {document.publication_number for document in coverage.documents}
    found: list[Added] = []
    for place, part in enumerate(coverage.parts):
        if any(document.parts[place].is_covered for document in coverage.documents):
            continue
        if len({one.label for one in found}) >= MOST_ASKED:
            break
        for number in _nearest(searcher, replace(ask, text=part.text, top=FOR_EACH)):
            if number not in there:
                there.add(number)
                found.append(Added(publication_number=number, label=part.label))
    return tuple(found)


def _nearest(searcher: Searcher, ask: Ask) -> list[str]:
    try:
        return [hit.publication_number for hit in searcher.search(ask).hits]
    except Refusal:  # a part of weak words only cannot be asked for by itself
        return []
