"""Patterns of classification symbols, as tables write them: exact symbols and wildcards.

"H04L1*" is every place of main group H04L1 (and not of H04L12), "H04*" and "H04L*" every place of a class or subclass,
"H01L27/32*" every place whose symbol begins so, "H01L27/32" that symbol alone. A section, class or subclass without a
star ("G16H") is all of it, since no document is classified there otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from patentry.classes.symbols import parse_ipc

_PATTERN = re.compile(
    r"(?P<head>[A-HY](?:\d\d[A-Z]?)?)(?:[ 0]*(?P<main>\d{1,4}))?(?:/(?P<sub>\d{0,6}))?(?P<star>[*%]?)",
)


class PatternError(ValueError):
    """A text that is no pattern of symbols."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern in canonical writing. `prefix` is what a canonical symbol begins with; `is_exact` demands all of it."""

    text: str
    prefix: str
    is_exact: bool

    def covers(self, symbol: str) -> bool:
        """Answer whether a canonical symbol ("H01L27/32", or "H01L" for a subclass alone) lies under the pattern."""
        return symbol == self.prefix if self.is_exact else symbol.startswith(self.prefix)

    def covers_pattern(self, other: Pattern) -> bool:
        """Answer whether everything under the other pattern lies under this one."""
        if self.is_exact:
            return other.is_exact and other.prefix == self.prefix
        return other.prefix.startswith(self.prefix)

    def overlaps(self, other: Pattern) -> bool:
        """Answer whether some place lies under both."""
        if self.is_exact:
            return other.covers(self.prefix)
        return other.prefix.startswith(self.prefix) or (not other.is_exact and self.prefix.startswith(other.prefix))


@lru_cache(maxsize=50_000)
def parse_pattern(text: str) -> Pattern:
    """Answer the pattern a text writes. Raises `PatternError`.

    Reads the spellings of symbols ("H04L 1/00") and WIPO's padded ones ("H04N   3%", "F21H%").
    """
    folded = "".join(unicodedata.normalize("NFKC", text).upper().split())
    found = _PATTERN.fullmatch(folded)
    if found is None:
        symbol = parse_ipc(text)
        if symbol is None:
            raise PatternError(text)
        return Pattern(symbol, symbol, is_exact="/" in symbol)
    head, main, sub, star = (found[name] for name in ("head", "main", "sub", "star"))
    if main is None:
        if sub is not None:
            raise PatternError(text)
        return Pattern(f"{head}*", head, is_exact=False)
    if len(head) < 4:
        raise PatternError(text)
    if sub is None:
        if star:
            return Pattern(f"{head}{main}*", f"{head}{main}/", is_exact=False)
        return Pattern(f"{head}{main}/00", f"{head}{main}/00", is_exact=True)
    if star:
        return Pattern(f"{head}{main}/{sub}*", f"{head}{main}/{sub}", is_exact=False)
    symbol = parse_ipc(f"{head}{main}/{sub}")
    if symbol is None:
        raise PatternError(text)
    return Pattern(symbol, symbol, is_exact=True)
