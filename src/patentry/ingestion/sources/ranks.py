"""The rank of a format: who is believed first. Smaller ranks stand before larger ones."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

UNKNOWN_RANK = 95
"""Of a file whose format nobody noted: everything else is believed before it."""
SILENT_TYPE = "other"
"""The right type of a source that does not know it."""


class SourceRank(NamedTuple):
    """A row of the table: the rank of a format, for the named fields alone or (no names) for all the others."""

    format: str
    fields: tuple[str, ...]
    rank: int
    authority: str
    source: str


@cache
def source_ranks() -> tuple[SourceRank, ...]:
    """Answer the rows of the table."""
    text = files("patentry.ingestion.sources").joinpath("ranks.csv").read_text(encoding="utf-8")
    return tuple(
        SourceRank(row["format"], tuple(row["fields"].split()), int(row["rank"]), row["authority"], row["source"])
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _by_field() -> dict[tuple[str, str], int]:
    return {(row.format, field): row.rank for row in source_ranks() for field in row.fields or ("",)}


@cache
def special_fields() -> frozenset[str]:
    """Answer the fields for which some format has a rank of its own."""
    return frozenset(field for row in source_ranks() for field in row.fields)


def rank_of(format_name: str, field: str = "") -> int:
    """Answer the rank of a format for a field; without a field, for all that have none of their own."""
    ranks = _by_field()
    return ranks.get((format_name, field), ranks.get((format_name, ""), UNKNOWN_RANK))


@cache
def ranks_digest() -> str:
    """Answer what the table says in a few characters, for the names of what was derived by it."""
    return hashlib.sha256(repr(source_ranks()).encode()).hexdigest()[:8]


def formats_of(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Answer each file's format from provenance rows (file, format), oldest first: the last reading counts."""
    return {file: format_name for file, format_name in rows if format_name}
