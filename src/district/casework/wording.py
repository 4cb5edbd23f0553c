"""The words of refusals: a table a room, with what is wrong and what to do, in Chinese and English."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from district.casework.refusals import CaseRefusal

_TABLES: list[str] = ["district.casework"]


def add(package: str) -> None:
    """Take the table `refusals.csv` (code, zh, en) of a room into account; called once, when the room is loaded."""
    if package not in _TABLES:
        _TABLES.append(package)
        _words.cache_clear()


def said(refusal: CaseRefusal, *, lang: str) -> str:
    """Answer the sentence of a refusal in a language, its values filled in. KeyError: a code without words, a bug."""
    zh, en = _words()[refusal.code]
    return (en if lang == "en" else zh).format(**refusal.values)


def codes() -> frozenset[str]:
    """Answer every code that has words."""
    return frozenset(_words())


@cache
def _words() -> dict[str, tuple[str, str]]:
    found = {}
    for package in _TABLES:
        table = files(package).joinpath("refusals.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(table.splitlines()):
            found[row["code"]] = (row["zh"], row["en"])
    return found
