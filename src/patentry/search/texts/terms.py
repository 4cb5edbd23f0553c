"""From a text to its terms, each with its place.

A run of Chinese is cut into words with rjieba's dictionary, in the manner made for searching: long words stand beside
the short ones inside them, at the place of the long one. A Latin run is folded to lower case and one width; numbers
keep their unit ("5 mm" is "5mm"), hyphens and slashes part words, and the whole stands beside its parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from patentry.search.texts.stems import stem
from patentry.wording import Refusal

MOST_CHARACTERS = 2_000_000
_RUN = re.compile(
    r"(?P<zh>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)"
    r"|(?P<number>\d+(?:\.\d+)?\s?(?:nm|um|μm|µm|mm|cm|km|ghz|mhz|khz|hz|mv|kv|kw|mw|ma|mah|wh|kwh|°c|℃|mpa|kpa|pa|wt%|%)(?![a-z]))"
    r"|(?P<latin>[^\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+(?:[-/'’.][^\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)*)",
    re.IGNORECASE,
)
_SPACED_UNIT = re.compile(
    r"\d\s(?:nm|um|μm|µm|mm|cm|km|ghz|mhz|khz|hz|mv|kv|kw|mw|ma|mah|wh|kwh|°c|℃|mpa|kpa|pa|wt%|%)(?![a-z])"
)
_LONGEST_KEPT = 40
_PARTS = re.compile(r"[-/'’.]")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Term:
    """A term, the place of its word in the text (phrases count places) and where it stands in characters."""

    text: str
    place: int
    start: int
    end: int


def folded(text: str) -> str:
    """Answer the text in one width and lower case; never longer than `MOST_CHARACTERS`."""
    cut = text[:MOST_CHARACTERS]
    return (cut if cut.isascii() else unicodedata.normalize("NFKC", cut)).lower()


def is_chinese(text: str) -> bool:
    """Answer whether most letters of a text are Chinese."""
    chinese = sum(1 for character in text if "\u3400" <= character <= "\u9fff")
    return chinese * 2 > sum(1 for character in text if character.isalpha())


def terms(text: str, *, stemmed: bool = True) -> Iterator[Term]:
    """Answer the terms of a text in their order; characters are counted in the folded text."""
    place = 0
    for run in _RUN.finditer(folded(text)):
        found = list(_of_run(run, place, stemmed=stemmed))
        yield from found
        place = max((term.place for term in found), default=place - 1) + 1


def stems_in(text: str) -> list[str]:
    """Answer the stems of a text in their order, without their places."""
    return [stem(word) for word in words_in(text)[0]]


def _of_run(run: re.Match[str], place: int, *, stemmed: bool) -> Iterator[Term]:
    if run["zh"] is not None:
        yield from _chinese(run["zh"], run.start(), place)
    elif run["number"] is not None:
        yield Term(_BLANK.sub("", run["number"]), place, run.start(), run.end())
    else:
        yield from _latin(run["latin"], run.start(), place, stemmed)


def words_in(text: str) -> tuple[list[str], list[int]]:
    """Answer the words of a text, not stemmed, and the place of each: the terms of `terms`, made faster.

    Indexing asks for nothing else, and asks it of every word of every document. No run goes over a blank but a number
    and its unit, so a text without those is read piece by piece between blanks, and pieces come again and again.
    """
    words: list[str] = []
    places: list[int] = []
    place = 0
    for piece in pieces_of(text):
        if piece.isalpha() and piece.isascii():
            words.append(piece)
            places.append(place)
            place += 1
            continue
        found, at, width = _kept_words_of(piece) if len(piece) <= _LONGEST_KEPT else _words_of(piece)
        if len(found) == 1:
            words.append(found[0])
            places.append(place)
        else:
            words += found
            places += [place + offset for offset in at]
        place += width
    return words, places


def pieces_of(text: str) -> Sequence[str]:
    """Answer a folded text in pieces over whose ends no word goes: `words_of_piece` of each are the text's words."""
    whole = folded(text)
    return (whole,) if _SPACED_UNIT.search(whole) else whole.split()


def words_of_piece(piece: str) -> tuple[str, ...]:
    """Answer the words of a piece, not stemmed."""
    if piece.isalpha() and piece.isascii():
        return (piece,)
    return (_kept_words_of(piece) if len(piece) <= _LONGEST_KEPT else _words_of(piece))[0]


def _words_of(piece: str) -> tuple[tuple[str, ...], tuple[int, ...], int]:
    """The words of a piece, the place of each in it, and how many places it takes."""
    words: list[str] = []
    places: list[int] = []
    place = 0
    for run in _RUN.finditer(piece):
        text, kind = run[0], run.lastgroup
        if kind == "zh":
            for word in _cutter().cut(text):
                inside = _words_inside(word)
                words += (word, *inside)
                places += [place] * (1 + len(inside))
                place += 1
            continue
        parts = [_BLANK.sub("", text)] if kind == "number" else _PARTS.split(text)
        words += parts
        places += range(place, place + len(parts))
        if len(parts) > 1:
            words.append("".join(parts))
            places.append(place)
        place += len(parts)
    return tuple(words), tuple(places), place


_kept_words_of = lru_cache(maxsize=400_000)(_words_of)


def _latin(run: str, start: int, place: int, stemmed: bool) -> Iterator[Term]:
    parts = [(part.start(), part[0]) for part in re.finditer(r"[^-/'’.]+", run)]
    for offset, (at, part) in enumerate(parts):
        yield Term(stem(part) if stemmed else part, place + offset, start + at, start + at + len(part))
    if len(parts) > 1:
        whole = _PARTS.sub("", run)
        yield Term(stem(whole) if stemmed else whole, place, start, start + len(run))


def _chinese(run: str, start: int, place: int) -> Iterator[Term]:
    at = 0
    for word in _cutter().cut(run):
        yield Term(word, place, start + at, start + at + len(word))
        for part in _words_inside(word):
            inside = start + at + word.find(part)
            yield Term(part, place, inside, inside + len(part))
        at += len(word)
        place += 1


@lru_cache(maxsize=200_000)
def _words_inside(word: str) -> tuple[str, ...]:
    """The shorter words inside a Chinese word."""
    return tuple(part for part in _cutter().cut_for_search(word) if part != word)


@cache
def _cutter() -> Any:
    # Loaded at the first Chinese text, not at import: its dictionary takes a moment, and comes with the extra `search`.
    try:
        import rjieba  # type: ignore[import-untyped,unused-ignore]
    except ModuleNotFoundError:
        raise Refusal("search.extra_missing") from None
    return rjieba
