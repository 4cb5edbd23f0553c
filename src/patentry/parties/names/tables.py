"""The word lists names are read by: one CSV a list, beside this module."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """Answer the rows of a list."""
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def pairs_of(name: str, key: str, value: str) -> dict[str, str]:
    """Answer a list as a mapping of one column to another."""
    return {row[key]: row[value] for row in rows_of(name)}


@cache
def words_of(name: str, column: str) -> frozenset[str]:
    """Answer one column of a list as a set."""
    return frozenset(row[column] for row in rows_of(name))
