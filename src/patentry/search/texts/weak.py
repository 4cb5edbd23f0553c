"""Words that say nothing about a technology: left out of a ranking's query, never out of the index."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def is_weak(term: str) -> bool:
    """Answer whether a term says nothing by itself: a listed word, or a single letter."""
    return term in _words() or (len(term) == 1 and term.isascii() and not term.isdigit())


@cache
def weak_terms() -> frozenset[str]:
    """Answer every term that is weak."""
    return _words() | {letter for letter in map(chr, range(128)) if is_weak(letter)}


@cache
def _words() -> frozenset[str]:
    text = files("patentry.search.texts").joinpath("weak_words.csv").read_text("utf-8")
    return frozenset(word for row in csv.DictReader(text.splitlines()) for word in row["words"].split())
