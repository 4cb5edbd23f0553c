"""The kinds of files that are taken: the rows of `kinds.csv`, and nothing else."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, the endings its names may have, and the media type it is given out with."""

    code: str
    extensions: tuple[str, ...]
    media_type: str
    zh: str
    en: str


@cache
def kinds() -> dict[str, Kind]:
    """Answer the kinds by code."""
    table = files("district.files").joinpath("kinds.csv").read_text(encoding="utf-8")
    return {
        row["kind"]: Kind(row["kind"], tuple(row["extensions"].split()), row["media_type"], row["zh"], row["en"])
        for row in csv.DictReader(table.splitlines())
    }


def endings() -> tuple[str, ...]:
    """Answer every ending a name may have, with its dot, for the `accept` of a form."""
    return tuple(f".{ending}" for kind in kinds().values() for ending in kind.extensions)
