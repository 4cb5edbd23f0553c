"""The words of refusals: a table a room, with what is wrong and what to do, in Chinese and English."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from district.casework.refusals import CaseRefusal

ValueWords = Callable[[Any, str], str]
"""Says a value of a refusal, as a list of codes, in a language."""

_TABLES: list[str] = ["district.casework"]
_VALUES: dict[str, ValueWords] = {}


def add(package: str, **values: ValueWords) -> None:
    """Take the table `refusals.csv` (code, zh, en) of a room into account; called once, when the room is loaded.

    `values` say those values of its refusals that are codes.
    """
    if package not in _TABLES:
        _TABLES.append(package)
        _VALUES.update(values)
        _words.cache_clear()


def said(refusal: CaseRefusal, *, lang: str) -> str:
    """Answer the sentence of a refusal in a language, its values filled in. KeyError: a code without words, a bug."""
    zh, en = _words()[refusal.code]
    values = {name: _VALUES[name](value, lang) if name in _VALUES else value for name, value in refusal.values.items()}
    return (en if lang == "en" else zh).format(**values)


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
