"""What the text of a conveyance says was done, as a code of our own."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

UNKNOWN: Final = "AS-UNKNOWN"
_WORD = re.compile(r"\w+")


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    table = files(__package__).joinpath("conveyances.csv").read_text(encoding="utf-8")
    return tuple((_words(row["text"]), row["code"]) for row in csv.DictReader(table.splitlines()))


def _words(text: str) -> str:
    """The words in small letters, each behind a space: a row is found at the beginning of a word only."""
    return "".join(f" {word}" for word in _WORD.findall(text.casefold()))


@lru_cache(maxsize=65_536)
def code_of_conveyance(text: str) -> str:
    """Answer the code of a conveyance text: of the rows of `conveyances.csv` the first that occurs in it decides.

    Case and punctuation do not count, and a row may leave off the end of its last word ("assign" is also an
    assignment). The kinds the codes stand for are in `records/event_kinds.csv`. A text without any of them is
    `AS-UNKNOWN`, never guessed (37 CFR 3.11; MPEP 301, 302, 313, 314, 323).
    """
    words = _words(text)
    return next((code for occurring, code in _rows() if occurring in words), UNKNOWN)
