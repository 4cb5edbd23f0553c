"""Documents side by side: what they share, and each one's first claim and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from patentry.search.index import Index
from patentry.search.index.numbering import documents_numbered
from patentry.search.looking import Standing, rows_of, standings_of
from patentry.search.searching import Searcher
from patentry.search.texts import is_weak, stem, words_in
from patentry.wording import Refusal

FEWEST, MOST = 2, 4
MOST_TERMS = 24
_SHOWN = ("number", "family", "title", "abstract", "claims", "published", "ipc", "cpc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A document of the comparison. `classes` are its symbols; `claim` the first of its claims, where it has any."""

    number: str
    family: str
    title: str
    abstract: str
    claim: str
    published: date | None
    classes: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A class or a term, and which of the documents have it."""

    text: str
    held: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two to four documents with the classes and terms at least two of them share, the commonest and rarest first."""

    columns: tuple[Column, ...]
    classes: tuple[Shared, ...]
    terms: tuple[Shared, ...]


def compare(searcher: Searcher, numbers: Sequence[str], *, on: date) -> Comparison:
    """Answer documents side by side, in the order asked. Raises `Refusal` for another count or an unknown number."""
    wanted = list(dict.fromkeys(numbers))
    if not FEWEST <= len(wanted) <= MOST:
        raise Refusal("search.compare_count", found=len(wanted), fewest=FEWEST, most=MOST)
    docs = np.array([_document(searcher.index, number) for number in wanted], np.int64)
    rows = rows_of(searcher.index, docs, _SHOWN)
    standings = standings_of(searcher, docs, on=on)
    columns = tuple(
        Column(
            number=row["number"],
            family=row["family"],
            title=(row["title"] or "").partition("\n")[0],
            abstract=row["abstract"] or "",
            claim=(row["claims"] or "").partition("\n")[0],
            published=row["published"],
            classes=tuple(dict.fromkeys([*row["ipc"], *row["cpc"]])),
            standing=standings[row["number"]],
        )
        for row in rows
    )
    printed = [_words(column) for column in columns]
    return Comparison(columns=columns, classes=_shared_classes(columns), terms=_shared_terms(searcher, printed))


def _document(index: Index, number: str) -> int:
    found = documents_numbered(index, number)
    if not len(found):
        raise Refusal("search.number_missing", number=number, snapshot=index.manifest.snapshot)
    return int(found[0])


def _shared_classes(columns: Sequence[Column]) -> tuple[Shared, ...]:
    """Subclasses that two have, then whole symbols."""
    found = []
    for width in (4, None):
        held = [{symbol[:width] for symbol in column.classes} for column in columns]
        found += _in_two([set(one) for one in held])
    return tuple(Shared(text=text, held=held) for text, held in found)


def _in_two(held: Sequence[set[str]]) -> list[tuple[str, tuple[bool, ...]]]:
    rows = [(text, tuple(text in one for one in held)) for text in sorted(set().union(*held))]
    return sorted((row for row in rows if sum(row[1]) > 1), key=lambda row: -sum(row[1]))


def _words(column: Column) -> dict[str, str]:
    text = f"{column.title}\n{column.abstract}\n{column.claim}"
    return {stem(word): word for word in reversed(words_in(text)[0]) if not is_weak(stem(word)) and len(word) > 1}


def _shared_terms(searcher: Searcher, printed: Sequence[dict[str, str]]) -> tuple[Shared, ...]:
    common = _in_two([set(words) for words in printed])
    telling = {term: searcher.scorer.idf(searcher.scorer.found(term)) for term, _ in common}
    common.sort(key=lambda row: (-sum(row[1]), -telling[row[0]], row[0]))
    shown = {term: next(words[term] for words in printed if term in words) for term, _ in common}
    return tuple(Shared(text=shown[term], held=held) for term, held in common[:MOST_TERMS])
