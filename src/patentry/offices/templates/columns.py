"""The columns of each template, from `columns.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a template: the field it is read as, its headings, and what to enter."""

    field: str
    zh: str
    en: str
    required: bool
    meaning_zh: str
    meaning_en: str
    example: str


def template_names() -> tuple[str, ...]:
    """Answer the formats that have a template."""
    return tuple(_tables())


def columns_of(name: str) -> tuple[Column, ...]:
    """Answer the columns of a template. Raises KeyError for a name without one."""
    return _tables()[name]


@cache
def _tables() -> dict[str, tuple[Column, ...]]:
    text = files(__package__).joinpath("columns.csv").read_text(encoding="utf-8")
    tables: dict[str, tuple[Column, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        column = Column(
            field=row["field"],
            zh=row["zh"],
            en=row["en"],
            required=row["required"] == "yes",
            meaning_zh=row["meaning_zh"],
            meaning_en=row["meaning_en"],
            example=row["example"],
        )
        tables[row["table"]] = (*tables.get(row["table"], ()), column)
    return tables
