"""Symbols of the United States Patent Classification (USPC), in the spellings of the office's files."""

from __future__ import annotations

import re
from functools import lru_cache

FEWEST_COLUMNS = 6
CLASS = r"(?:D ?\d{1,2}|PLT|\d{1,3})"
STROKE = re.compile(rf"({CLASS})/(.+)")
DIGEST = re.compile(r"DIG\.? *0*(\d{1,3})")
EXTENDED = re.compile(r"E(\d{1,2})\.?(\d{3})")
SUBCLASS = re.compile(r" *0*(\d{1,3})(?:\.(\d{1,3}))? *([A-Z]{0,3})")
COLUMNS = re.compile(r"([ \d]{2}\d)\.?(\d{0,3}) *([A-Z]{0,3})")


@lru_cache(maxsize=100_000)
def parse_uspc(text: str) -> str | None:
    """Answer the canonical symbol, "206/308.1", "D14/480", "179/90K" or "74/DIG.8"; None where it is none.

    Reads the written form ("375/376") and the fixed columns of the office's files, where the class stands in the
    first three (right-justified) and the subclass in the next three, its decimals or letters behind without the
    point: "179 90K", " 15328", "2063081", "D14480", "705026000". Blanks at the start are columns, so the text must
    come as it stands in the file; under six columns it has lost them, and they are put back. Ranges of subclasses are
    no symbol.
    """
    stated = text.rstrip().upper()
    written = STROKE.fullmatch(stated.strip())
    if written:
        return _symbol(written[1].replace(" ", ""), _written_subclass(written[2].strip()))
    if len(stated) < FEWEST_COLUMNS and stated[:1].isdigit():
        stated = stated.rjust(FEWEST_COLUMNS)
    return _symbol(_class_of(stated[:3]), _subclass_in_columns(stated[3:]))


def named_uspc(text: str) -> str:
    """Answer a class with its scheme, "USPC 174/68.5" of the columns "174 685"; what is none stands as printed."""
    return f"USPC {parse_uspc(text) or ' '.join(text.split())}"


def _symbol(main: str | None, subclass: str | None) -> str | None:
    if main is None or subclass is None:
        return None
    digits = main.lstrip("DPLT")
    return f"{main[: len(main) - len(digits)]}{digits.lstrip('0')}/{subclass}"


def _class_of(columns: str) -> str | None:
    bare = columns.replace(" ", "")
    return bare if re.fullmatch(CLASS, bare) else None


def _written_subclass(text: str) -> str | None:
    found = SUBCLASS.fullmatch(text)
    return _joined(found[1], found[2], found[3]) if found else _special(text)


def _subclass_in_columns(text: str) -> str | None:
    found = COLUMNS.fullmatch(text)
    if found:
        return _joined(found[1].strip(), found[2], found[3])
    padded = re.fullmatch(r"(\d{3})0{0,2}([A-Z]{1,3})", text)
    if padded:
        return _joined(padded[1], "", padded[2])
    return _special(text.strip())


def _special(text: str) -> str | None:
    digest = DIGEST.fullmatch(text)
    if digest:
        return f"DIG.{digest[1]}"
    extended = EXTENDED.fullmatch(text)
    return f"E{extended[1]}.{extended[2]}" if extended else None


def _joined(whole: str, decimals: str | None, letters: str) -> str | None:
    number = whole.lstrip("0 ")
    if not number or " " in number:
        return None
    tail = (decimals or "").rstrip("0")
    return number + (f".{tail}" if tail else "") + letters
