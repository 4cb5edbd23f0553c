"""Which parts of a text a document covers, by which passage, and how strongly.

The measure: the telling words of a part weigh by how rare they are in the index (Lucene's idf, ln(1 + (N - n + ½) /
(n + ½)); a word no document has weighs most). The share of a part is the largest share of that weight found within one
passage: sentences side by side of at most 40 words, or twice the part's where that is more. It is unknown where the
document has no text in the part's language, unless half is found all the same (numbers, names, loan words).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from patentry.search.evidence.languages import language_of
from patentry.search.evidence.parts import Part, Parts, parts_of, telling_words
from patentry.search.evidence.reading import SECTIONS, SHORTEST, Piece, best_window, read_document, widen_pieces
from patentry.search.index.numbering import find_document
from patentry.search.searching import Searcher
from patentry.search.synonyms import Synonyms, widen_text
from patentry.search.texts import stems_in, words_in
from patentry.wording import Refusal

COVERED = 0.7
"""From this share a part counts as covered."""
PARTLY = 0.4
"""From this share it counts as covered partly."""
COMPARABLE = 0.5
SHOWN = ["number", "family", "published", "title", "abstract", "claims", "description", "language"]
MOST_DOCUMENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCoverage:
    """How a document covers a part: `share` (None where it cannot be compared), the passage and its section, the
    part's words found there and those missing, as they are printed in the part."""

    label: str
    share: float | None
    section: str | None
    passage: str | None
    found: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_covered(self) -> bool:
        """Whether the part counts as covered."""
        return self.share is not None and self.share >= COVERED

    @property
    def is_partly(self) -> bool:
        """Whether it counts as covered partly."""
        return self.share is not None and PARTLY <= self.share < COVERED


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCoverage:
    """How a document covers each part, in the order of the parts. `share` is the mean of the known shares, each part
    counting by its weight; None where none is known. `sections` are those on file: of a document of which only title
    and abstract are there, a part that is not covered may stand in its description."""

    publication_number: str
    title: str
    published: date | None
    sections: tuple[str, ...]
    share: float | None
    covered: int
    parts: tuple[PartCoverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The parts of a text with their weight, and how each document covers them. `left_out` counts parts of a very long
    text that were not looked at."""

    parts: tuple[Part, ...]
    weights: tuple[float, ...]
    left_out: int
    documents: tuple[DocumentCoverage, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    part: Part
    words: Mapping[str, str]
    weights: Mapping[str, float]
    lang: str | None
    size: int

    @property
    def whole(self) -> float:
        return sum(self.weights.values())


def coverage_of(searcher: Searcher, text: str, numbers: Sequence[str], *, synonyms: Synonyms | None = None) -> Coverage:
    """Answer how the documents of these numbers cover a text, part by part. A word counts as found where one of its
    synonyms stands.

    Raises `Refusal` for a text without a telling word, for a number that is not in the index, and for more than 200
    documents.
    """
    if len(numbers) > MOST_DOCUMENTS:
        raise Refusal("search.coverage_too_many", count=len(numbers), most=MOST_DOCUMENTS)
    parts = parts_of(text)
    if not parts.parts:
        raise Refusal("search.nothing_to_search")
    wanted = [_wanted(searcher, part) for part in parts.parts]
    docs = dict.fromkeys(find_document(searcher.index, number) for number in numbers)
    rows = searcher.index.rows(list(docs), SHOWN)
    groups = _groups(text, synonyms) if synonyms else []
    return _coverage(parts, wanted, tuple(_document(row, wanted, groups) for row in rows))


def _groups(text: str, synonyms: Synonyms) -> list[tuple[frozenset[str], list[frozenset[str]]]]:
    """Of each word of the text that has synonyms its stems, and the stems of each of them."""
    return [
        (frozenset(stems_in(word)), [frozenset(stems_in(other)) for other in others])
        for word, others in widen_text(text, synonyms).items()
    ]


def _coverage(parts: Parts, wanted: Sequence[_Wanted], documents: tuple[DocumentCoverage, ...]) -> Coverage:
    weights = tuple(round(one.whole, 4) for one in wanted)
    return Coverage(parts=parts.parts, weights=weights, left_out=parts.left_out, documents=documents)


def _wanted(searcher: Searcher, part: Part) -> _Wanted:
    words = telling_words(part.text)
    living = searcher.index.manifest.documents
    weights = {term: _rarity(searcher.scorer.found(term), living) for term in words}
    return _Wanted(part, words, weights, language_of(part.text), len(words_in(part.text)[0]))


def _rarity(found: int, living: int) -> float:
    """Of a word in no document as if it were in half a one."""
    return math.log1p((max(living - found, 0) + 0.5) / (found + 0.5))


def _document(
    row: Mapping[str, object],
    wanted: Sequence[_Wanted],
    groups: Sequence[tuple[frozenset[str], Sequence[frozenset[str]]]],
) -> DocumentCoverage:
    pieces = widen_pieces(read_document(row), groups)
    langs = {piece.lang for piece in pieces}
    parts = tuple(_part(pieces, langs, one) for one in wanted)
    known = [(one.whole, part.share) for one, part in zip(wanted, parts, strict=True) if part.share is not None]
    weight = sum(whole for whole, _ in known)
    published = row["published"]
    return DocumentCoverage(
        publication_number=str(row["number"]),
        title=str(row["title"] or "").partition("\n")[0],
        published=published if isinstance(published, date) else None,
        sections=tuple(name for name in SECTIONS if row[name]),
        share=round(sum(whole * share for whole, share in known) / weight, 4) if weight else None,
        covered=sum(part.is_covered for part in parts),
        parts=parts,
    )


def _part(pieces: Sequence[Piece], langs: set[str | None], wanted: _Wanted) -> PartCoverage:
    window = best_window(pieces, wanted.weights, words=max(SHORTEST, 2 * wanted.size))
    found = window.found if window else frozenset()
    share = (window.weight if window else 0.0) / wanted.whole if wanted.whole else 0.0
    is_comparable = wanted.lang in langs or share >= COMPARABLE
    order = sorted(wanted.weights, key=lambda term: (-wanted.weights[term], -len(term), term))
    return PartCoverage(
        label=wanted.part.label,
        share=round(share, 4) if is_comparable else None,
        section=window.section if window and is_comparable else None,
        passage=window.text if window and is_comparable else None,
        found=_shown([wanted.words[term] for term in order if term in found]),
        missing=_shown([wanted.words[term] for term in order if term not in found]),
    )


def _shown(words: Sequence[str]) -> tuple[str, ...]:
    """The words without those that are only a piece of a longer Chinese one."""
    return tuple(
        word for word in words if word.isascii() or not any(word != other and word in other for other in words)
    )
