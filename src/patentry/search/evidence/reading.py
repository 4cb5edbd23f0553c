"""A document cut into short pieces of one section each, and the window of them that has most of a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from patentry.search.evidence.languages import language_of
from patentry.search.texts import stem, words_in

SECTIONS = ("title", "abstract", "claims", "description")
MOST_CHARACTERS = 200_000
"""Of each section so much is read."""
PIECE = 40
"""Words from which a sentence is cut at its commas, and then anywhere."""
SHORTEST = 40
"""A passage may always have so many words."""
_SENTENCE = re.compile(r"[^.。;；!?！？\n]+(?:[.](?=[^\s])[^.。;；!?！？\n]*)*[.。;；!?！？\n]*")
_COMMA = re.compile(r"(?<=[,，])(?!\d)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or a clause: its section, its language, its text, how many words it has, and its stems."""

    section: str
    lang: str | None
    text: str
    words: int
    stems: frozenset[str]


def widen_pieces(
    pieces: Sequence[Piece], groups: Sequence[tuple[frozenset[str], Sequence[frozenset[str]]]]
) -> list[Piece]:
    """Answer the pieces with the stems of a word of the text wherever all stems of one of its synonyms stand."""
    found = []
    for piece in pieces:
        more = [own for own, others in groups if any(other <= piece.stems for other in others)]
        found.append(replace(piece, stems=piece.stems.union(*more)) if more else piece)
    return found


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces side by side and what of the wanted weight is in them."""

    section: str
    text: str
    weight: float
    found: frozenset[str]


def read_document(row: Mapping[str, Any]) -> list[Piece]:
    """Answer the pieces of a document's title, abstract, claims and description, in this order."""
    return [
        Piece(name, lang, text, len(words), frozenset(map(stem, words)))
        for name in SECTIONS
        for lang, text in _texts(row.get(name), row.get("language"))
        if (words := words_in(text)[0])
    ]


def best_window(pieces: Sequence[Piece], wanted: Mapping[str, float], *, words: int) -> Window | None:
    """Answer the passage with most of the wanted weight: pieces side by side of at most so many words (one piece may be
    longer). The first, then the shortest of equals stands; None where nothing is found.
    """
    own = [(place, piece.stems & wanted.keys()) for place, piece in enumerate(pieces)]
    best: tuple[float, int, int, frozenset[str]] | None = None
    for first, stems in own:
        if not stems:
            continue
        for last, found in _growing(pieces, own, first, words):
            weight = sum(wanted[term] for term in found)
            if best is None or weight > best[0] * 1.0001:
                best = (weight, first, last, found)
    if best is None:
        return None
    weight, first, last, found = best
    return Window(pieces[first].section, "".join(p.text for p in pieces[first : last + 1]).strip(), weight, found)


def _growing(
    pieces: Sequence[Piece], own: Sequence[tuple[int, frozenset[str]]], first: int, words: int
) -> Iterator[tuple[int, frozenset[str]]]:
    """The windows that begin at a piece and end at one that adds something."""
    found, count = frozenset[str](), 0
    for place in range(first, len(pieces)):
        piece = pieces[place]
        count += piece.words
        if place > first and (count > words or piece.section != pieces[first].section):
            return
        if not own[place][1] <= found:
            found |= own[place][1]
            yield place, found


def _texts(text: str | None, stated: str | None) -> Iterator[tuple[str | None, str]]:
    for line in (text or "")[:MOST_CHARACTERS].splitlines(keepends=True):
        lang = language_of(line, stated=stated)
        for sentence in _SENTENCE.findall(line):
            for piece in _short(sentence):
                yield lang, piece


def _short(sentence: str) -> Iterator[str]:
    if _length(sentence) <= PIECE:
        yield sentence
        return
    for clause in _COMMA.split(sentence):
        if _length(clause) <= PIECE:
            yield clause
            continue
        size = PIECE * (2 if not clause.isascii() else 6)
        for at in range(0, len(clause), size):
            yield clause[at : at + size]


def _length(text: str) -> int:
    return len(text.split()) if text.isascii() else len(text) // 2
