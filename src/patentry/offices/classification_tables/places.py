"""Lists of classification places in a cell, in the short writing tables use."""

from __future__ import annotations

import re
import unicodedata

from patentry.classes import PatternError, parse_pattern

_CUT = re.compile(r"[\s,;、|]+")
_EXCEPT = re.compile(
    r"[(\[]?\s*(?:不含|不包括|除外|除|excluding|except)\s*[::]?\s*([^()\[\]]+?)\s*(?:以外|之外|外)?\s*(?:[)\]]|$)", re.I
)
_HEAD = re.compile(r"([A-HY]\d\d[A-Z])(\d{1,4})?")
_SPACED = re.compile(r"(?<=[A-HY]\d\d[A-Z])\s+(?=\d)")
_SUBGROUP = re.compile(r"/?(\d{2,6}[*%]?)")
_GROUP = re.compile(r"\d{1,4}(?:/\d{0,6})?[*%]?")


class PlaceError(ValueError):
    """A piece of the list that is no place; its text is the message."""


def read_places(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Answer the included and the excluded patterns of a cell. Raises `PlaceError`.

    "G05D1/02,1/08" carries the subclass on, "G06N3/00、/04" the group too, "A61B5*（不含A61B5/0476）" excludes.
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    excluded = [found[1] for found in _EXCEPT.finditer(folded)]
    return _patterns(_EXCEPT.sub(" ", folded)), tuple(p for part in excluded for p in _patterns(part))


def _patterns(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    subclass, group = "", ""
    for piece in filter(None, _CUT.split(_SPACED.sub("", text))):
        head = _HEAD.match(piece)
        if head:
            subclass, group = head[1], head[2] or group
            written = piece
        elif subclass and group and piece.startswith("/") and _SUBGROUP.fullmatch(piece):
            written = f"{subclass}{group}{piece}"
        elif subclass and _GROUP.fullmatch(piece):
            group = piece.split("/")[0].rstrip("*%")
            written = f"{subclass}{piece}"
        else:
            written = piece
        try:
            found[parse_pattern(written).text] = None
        except PatternError as error:
            raise PlaceError(piece) from error
    return tuple(found)
