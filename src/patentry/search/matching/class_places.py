"""A place of the classification as somebody writes it: with everything under it, and where its matter stood before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from patentry.classes import Move, Pattern, PatternError, moved_places, parse_pattern
from patentry.search.query import QueryError


@dataclass(frozen=True, slots=True)
class Places:
    """What symbols must begin with, and the places of other editions among them."""

    all: tuple[str, ...]
    moved: tuple[Pattern, ...]


def places_of(text: str, column: int, moves: Sequence[Move]) -> Places:
    """Answer the places a text means. A group without a star means all under it: H01L27/00 the whole main group,
    H01L27/32 what is written under it.

    Raises `QueryError` for what is no symbol.
    """
    try:
        pattern = parse_pattern(text)
    except PatternError:
        raise QueryError("class_wrong", column=column, found=text, expected="G09G, H01L27/32, H04W*") from None
    below = Pattern(pattern.text, _beginning(pattern), is_exact=False)
    moved = moved_places(below, moves)
    return Places(tuple(dict.fromkeys([below.prefix, *map(_beginning, moved)])), moved)


def _beginning(pattern: Pattern) -> str:
    """What every symbol under a place begins with."""
    return pattern.prefix.removesuffix("00") if pattern.is_exact and pattern.prefix.endswith("/00") else pattern.prefix
