"""The fields a query may name: one row a field in `fields.csv`, with the names other tools give it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class FieldKind(StrEnum):
    """What may stand behind a field."""

    TEXT = "text"
    CLASS = "class"
    PARTY = "party"
    NUMBER = "number"
    DAY = "day"
    STATUS = "status"
    LANGUAGE = "language"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: the `name` we print, its kind, the parts of a document it reads (`sections`), and what it is called."""

    name: str
    kind: FieldKind
    sections: tuple[str, ...]
    aliases: tuple[str, ...]
    zh: str
    en: str


@cache
def fields() -> tuple[Field, ...]:
    """Answer every field, in the order of the manual."""
    text = files("patentry.search.query").joinpath("fields.csv").read_text("utf-8")
    return tuple(
        Field(
            name=row["name"],
            kind=FieldKind(row["kind"]),
            sections=_listed(row["sections"]),
            aliases=_listed(row["aliases"]),
            zh=row["zh"],
            en=row["en"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def field_named(name: str) -> Field | None:
    """Answer the field somebody calls `name`, in any case and language; None where there is none."""
    return _names().get(name.upper().replace("(", "（").replace(")", "）"))


@cache
def _names() -> dict[str, Field]:
    return {name.upper(): field for field in fields() for name in (field.name, *field.aliases)}


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
