"""The contract of an authority's numbers, and the folding that makes one spelling of many."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from patentry.numbers.errors import NumberError

ApplicationParts = tuple[str, str | None]
"""(serial, check digit or None)"""
PublicationParts = tuple[str, str | None]
"""(serial, kind or None)"""

_LONGEST = 64
_KIND = re.compile(r"[A-Z][0-9]?")
_SEPARATORS = str.maketrans("", "", ",./-:;")
_FOLDING = str.maketrans(
    {
        **dict.fromkeys("'\"`=()[]{}\u2018\u2019\u201c\u201d\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u3002\u00b7\u30fb", "."),
    }
)
# A point or a plus is demanded: JP1E5 is the kind E5 of document 1.
_SCIENTIFIC = re.compile(r"(?:CN|ZL)?[0-9](?:[.,][0-9]+E\+?[0-9]+|E\+[0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How one authority numbers. Readers get the folded text without the authority's prefix and raise
    `NumberError`; writers give the canonical form. `bare_*` match what may be of this authority with no
    prefix.
    """

    authority: str
    read_application: Callable[[str], ApplicationParts]
    read_publication: Callable[[str], PublicationParts]
    write_application: Callable[[str, str | None], str]
    write_publication: Callable[[str, str | None], str]
    bare_application: re.Pattern[str] | None = None
    bare_publication: re.Pattern[str] | None = None


def fold(text: str) -> str:
    """Answer the text in one width and case, without spaces, brackets and the quotes spreadsheets add.

    Raises `NumberError` for an empty text, for one too long to be a number, and for scientific notation,
    which means that a spreadsheet has thrown the last digits away.
    """
    if len(text) > _LONGEST:
        raise NumberError("number_unreadable", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    folded = "".join(text.upper().translate(_FOLDING).split())
    if not folded:
        raise NumberError("number_empty", text)
    if _SCIENTIFIC.fullmatch(folded):
        raise NumberError("number_digits_lost", text)
    return folded


def without_separators(folded: str) -> str:
    """Drop the points, commas, hyphens and strokes that people and offices set between digits."""
    return folded.translate(_SEPARATORS)


def clean_kind(kind: str | None) -> str | None:
    """Answer a kind code in its one spelling; the empty one and the filler 00 are none."""
    folded = "".join((kind or "").upper().split())
    if folded in ("", "00"):
        return None
    if not _KIND.fullmatch(folded):
        raise NumberError("number_unreadable", folded)
    return folded


def full_year(two_digits: str) -> str:
    """Answer the year of a two-digit form of the EPC and the PCT, both of 1978."""
    return ("19" if two_digits >= "78" else "20") + two_digits
