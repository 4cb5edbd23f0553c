"""Numbers with units, brought to one scale: 万人 and 万件 are ten thousand, which is where figures go
wrong.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from patentry.offices.tabular.cells import CellError

_NUMBER = re.compile(r"([+-]?\d{1,15}(?:\.\d{1,15})?)(\D.*)?")
_GROUPED = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")


class Unit(NamedTuple):
    """A unit as it is kept, what one of the written unit is in it, and what it measures."""

    unit: str
    factor: int
    measures: str


class Quantity(NamedTuple):
    """A number and the unit written after it, if any."""

    number: Decimal
    unit: str


@cache
def _units() -> dict[str, Unit]:
    text = files(__package__).joinpath("units.csv").read_text(encoding="utf-8")
    return {
        _fold(row["spelling"]): Unit(row["unit"], int(row["factor"]), row["measures"])
        for row in csv.DictReader(text.splitlines())
    }


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def unit_of(text: str) -> Unit | None:
    """Answer a unit in any of its spellings, None for one that is in no table."""
    return _units().get(_fold(text))


def read_quantity(text: str) -> Quantity:
    """Answer a number that may have thousands marks and a unit behind it. Raises `CellError`."""
    match = _NUMBER.fullmatch(_GROUPED.sub("", unicodedata.normalize("NFKC", text).strip()))
    if match is None:
        raise CellError("number_field_unreadable", text)
    return Quantity(Decimal(match[1]), (match[2] or "").strip())
