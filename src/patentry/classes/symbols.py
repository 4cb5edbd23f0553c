"""Symbols of the IPC and CPC: sections A-H and (CPC only) Y, class, subclass, main group and subgroup."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SUBCLASS = r"(?P<subclass>[A-HY]\d\d[A-Z])"
VERSION = r"(?:\([12]\d{3}(?:[.\-/]?\d\d){0,2}\))?[AINCLF]{0,3}"
"""An edition in brackets and the one-letter marks of level, value and position that some files append."""

SPELLINGS = (
    # H01L21/00, H01L 21/00, H01L-021/00, G06F015/16, 2000-series of the CPC H01L2221/683
    re.compile(rf"{SUBCLASS}-?(?P<main>\d{{1,4}})/(?P<sub>\d{{2,6}}){VERSION}"),
    # WIPO ST.8 with zeros for padding: H01L0021302000
    re.compile(rf"{SUBCLASS}(?P<main>\d{{4}})(?P<sub>\d{{6}})"),
    re.compile(rf"{SUBCLASS}{VERSION}"),
)
FIXED_WIDTH = re.compile(rf"{SUBCLASS}(?P<main>[ \d]{{2}}\d)(?P<sub>\d{{2,6}})")
"""US grants of 2005: the main group right-justified in three columns and no stroke, "A45F  504" for A45F5/04."""


@lru_cache(maxsize=100_000)
def parse_ipc(text: str) -> str | None:
    """Answer the canonical symbol ("H01L21/00", or "H01L" for a subclass alone), None where it is no symbol.

    Reads "H01L  21/00", "H01L 21/00(2006.01)I", "H01L-021/00", "H01L0021000000" and the fixed-width form of US
    grants of 2005, "H01L 21302". CPC symbols, section Y among them, are read as well.
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    fixed = FIXED_WIDTH.fullmatch(folded.strip())
    if fixed:
        return format_symbol(subclass=fixed["subclass"], main=fixed["main"], sub=fixed["sub"])
    squeezed = "".join(folded.split())
    for spelling in SPELLINGS:
        found = spelling.fullmatch(squeezed)
        if found:
            parts = found.groupdict()
            return format_symbol(subclass=parts["subclass"], main=parts.get("main"), sub=parts.get("sub"))
    return None


def format_symbol(*, subclass: str, main: str | None, sub: str | None) -> str:
    """Answer the canonical symbol of its parts; without a main group it is the subclass alone.

    A main group drops its leading zeros; a subgroup keeps two digits and drops the zeros that only pad it.
    """
    group = (main or "").strip().lstrip("0")
    if not group:
        return subclass
    subgroup = (sub or "").strip()
    return f"{subclass}{group}/{subgroup[:2]:0<2}{subgroup[2:].rstrip('0')}"


def section_of(symbol: str) -> str | None:
    """Answer the section of a symbol, "H" of "H01L21/00"; None where it is no symbol."""
    canonical = parse_ipc(symbol)
    return canonical[0] if canonical else None


def class_of(symbol: str) -> str | None:
    """Answer the class of a symbol, "H01" of "H01L21/00"; None where it is no symbol."""
    canonical = parse_ipc(symbol)
    return canonical[:3] if canonical else None
