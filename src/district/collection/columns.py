"""What a column of a table can be: the rows of `columns.csv`, in the order an officer looks for them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, by its name in mappings, and what it is called."""

    name: str
    zh: str
    en: str


@cache
def fields() -> tuple[Field, ...]:
    """Answer the fields."""
    table = files("district.collection").joinpath("columns.csv").read_text(encoding="utf-8")
    return tuple(Field(row["field"], row["zh"], row["en"]) for row in csv.DictReader(table.splitlines()))
