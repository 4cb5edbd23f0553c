"""The passage of a document that speaks of the question most, and the words of the question it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from patentry.search.texts import pieces_of, stem, words_of_piece

WINDOW = 40
"""Words a passage has at most."""
MOST_CHARACTERS = 60_000
_SENTENCE = re.compile(r"[^.。;；!?！？\n]*[.。;；!?！？\n]?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a section, and the question's terms in title, abstract and claims as they are printed there, the
    weightiest first."""

    section: str
    text: str
    terms: tuple[str, ...]


class Passages:
    """The passages of documents for one question; a piece of text that comes again is not looked into again."""

    def __init__(self, wanted: Mapping[str, float]) -> None:
        self._wanted = wanted
        self._held: dict[str, tuple[tuple[str, str], ...]] = {}

    def best(self, row: Mapping[str, Any]) -> Passage:
        """Answer the window of abstract, claims or description in which most of the question's weight stands.

        The first of equals stands; without any word of the question it is the beginning of the abstract, else of the
        title.
        """
        wanted, section, passage, most = self._wanted, "abstract", "", 0.0
        printed = self._wanted_in(row.get("title") or "")
        for name in ("abstract", "claims", "description"):
            for window in _windows((row.get(name) or "")[:MOST_CHARACTERS]):
                found = self._wanted_in(window)
                weight = sum(wanted[term] for term in found)
                if weight > most * 1.001:
                    section, passage, most = name, window, weight
                if name != "description":
                    printed = found | printed
        order = sorted(printed, key=lambda term: (-wanted[term], term))
        return Passage(section, passage or _beginning(row), tuple(printed[term] for term in order))

    def _wanted_in(self, text: str) -> dict[str, str]:
        """The question's terms in a text, each as it is printed there first."""
        found: dict[str, str] = {}
        held = self._held
        for piece in pieces_of(text):
            told = held.get(piece)
            if told is None:
                told = held[piece] = self._wanted_of(piece)
            for term, word in told:
                found.setdefault(term, word)
        return found

    def _wanted_of(self, piece: str) -> tuple[tuple[str, str], ...]:
        return tuple((term, word) for word in words_of_piece(piece) if (term := stem(word)) in self._wanted)


def _beginning(row: Mapping[str, Any]) -> str:
    text = row.get("abstract") or row.get("claims") or row.get("title") or ""
    return next(iter(_windows(text)), "")


def _windows(text: str) -> list[str]:
    """Sentences, joined while they are short and cut where they are long."""
    windows: list[str] = []
    held, count = "", 0
    for sentence in _SENTENCE.findall(text):
        words = len(sentence.split()) if sentence.isascii() else len(sentence) // 2
        if held and count + words > WINDOW:
            windows.append(held.strip())
            held, count = "", 0
        held, count = held + sentence, count + words
    if held.strip():
        windows.append(held.strip())
    return [piece for window in windows for piece in _cut(window)]


def _cut(window: str) -> list[str]:
    most = WINDOW * 12
    return [window[at : at + most] for at in range(0, len(window), most)]
