"""What the library says to people, in Chinese and English, keyed by a stable code.

Tables only: `problems.csv` (what was wrong with a row), `reasons.csv` (why a patent counts or not),
`reconciliation.csv` (why two lists differ), `official.csv` (published beside computed), `searching.csv` (the search),
`maps.csv` (what is wrong with a map), `projection.csv` (what would change within a year), `texts.csv` (the rest). Rooms
hand over a code and values; the language is chosen where the words are shown.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["zh", "en"]
TABLES = (
    "problems.csv",
    "reasons.csv",
    "texts.csv",
    "reconciliation.csv",
    "official.csv",
    "searching.csv",
    "maps.csv",
    "projection.csv",
)


@cache
def _messages() -> dict[str, dict[str, str]]:
    room = files("patentry.wording")
    rows = (
        row for table in TABLES for row in csv.DictReader(room.joinpath(table).read_text(encoding="utf-8").splitlines())
    )
    return {row["code"]: {"zh": row["zh"], "en": row["en"]} for row in rows}


def say(code: str, *, lang: Lang, **values: object) -> str:
    """Answer the sentence under `code` with its `{values}` filled in. An unknown code is a bug and raises KeyError."""
    return _messages()[code][lang].format(**values)


def say_problem(code: str, *, lang: Lang, value: str | None) -> str:
    """Answer the sentence about a problem. A value that is itself a word of ours is said in the language, too."""
    said = _messages().get(f"value.{code}.{value}")
    return say(f"problem.{code}", lang=lang, value=said[lang] if said else value or "")


def codes() -> frozenset[str]:
    """Answer every code that can be said."""
    return frozenset(_messages())


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """Asked for something that cannot be had: shown to the person with what to do next, never as a traceback."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.values = values

    def sentence(self, lang: Lang) -> str:
        """Answer what to tell the person."""
        return say(self.code, lang=lang, **self.values)
