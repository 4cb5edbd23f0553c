"""The passage of a document that speaks of the question most, and the words of the question it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from patentry.search.texts import terms

WINDOW = 40
"""Words a passage has at most."""
MOST_CHARACTERS = 60_000
_SENTENCE = re.compile(r"[^.。;；!?！？\n]*[.。;；!?！？\n]?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a section and the terms of the question in it."""

    section: str
    text: str
    terms: tuple[str, ...]


def best_passage(row: Mapping[str, Any], wanted: Mapping[str, float]) -> Passage:
    """Answer the window of abstract, claims or description in which most of the question's weight stands.

    The first of equals stands; without any word of the question it is the beginning of the abstract, else of the title.
    """
    best, most = Passage("abstract", _beginning(row), ()), 0.0
    for section in ("abstract", "claims", "description"):
        text = (row.get(section) or "")[:MOST_CHARACTERS]
        for window in _windows(text):
            found = {term.text for term in terms(window)} & wanted.keys()
            weight = sum(wanted[term] for term in found)
            if weight > most * 1.001:
                best, most = Passage(section, window, tuple(sorted(found))), weight
    return best


def terms_found(row: Mapping[str, Any], wanted: Mapping[str, float]) -> tuple[str, ...]:
    """Answer the question's terms in title, abstract and claims, the weightiest first, as they are printed there."""
    printed: dict[str, str] = {}
    for section in ("title", "abstract", "claims"):
        text = (row.get(section) or "")[:MOST_CHARACTERS]
        for term in terms(text):
            if term.text in wanted:
                printed.setdefault(term.text, text[term.start : term.end].lower() or term.text)
    return tuple(printed[term] for term in sorted(printed, key=lambda term: (-wanted[term], term)))


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
