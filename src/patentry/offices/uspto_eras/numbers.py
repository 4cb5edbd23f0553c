"""Numbers as the earlier files have them, the kind they do not state, and which right it is."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from importlib.resources import files

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import RightType

LETTERS = re.compile(r"(?:US)?([A-Z]*)[ 0]*\d")
SERIAL_DIGITS = 6
DESIGN_SERIES = "29"
TYPES_OF_LETTERS = {"": RightType.INVENTION, "D": RightType.DESIGN, "PP": RightType.PLANT}


def publication_of(stated: str, kind: str | None, *, warn: Warn) -> str | None:
    """Answer the canonical publication number, None (and a problem) where there is none or it cannot be read."""
    if not stated:
        warn("field_missing", "publication_number", None)
        return None
    try:
        return str(PublicationNumber.parse(stated, authority="US", kind=kind))
    except NumberError as error:
        warn(error.code, "publication_number", stated)
        return None


def application_of(stated: str, series: str, *, warn: Warn) -> str | None:
    """Answer the canonical application number; `series` is put before a serial that has none."""
    if not stated:
        warn("field_missing", "application_number", None)
        return None
    digits = stated.replace("/", "").replace(",", "")
    whole = series.zfill(2) + digits.zfill(SERIAL_DIGITS) if series and len(digits) <= SERIAL_DIGITS else stated
    try:
        return str(ApplicationNumber.parse(whole, authority="US"))
    except NumberError as error:
        warn(error.code, "application_number", stated)
        return None


def letters_of(number: str) -> str | None:
    """Answer the letters in front of a US document number: "D", "PP", "RE", "" of a utility patent."""
    found = LETTERS.match(number)
    return found[1] if found else None


def kind_of(letters: str | None, on: date | None) -> str | None:
    """Answer the kind code a document of these letters bore on a day, None where the letters do not tell."""
    if on is None:
        return None
    for known, valid_from, valid_to, kind in _kinds():
        if known == letters and valid_from <= on < valid_to:
            return kind
    return None


def right_type_of(letters: str | None, *, us_class: str | None, series: str) -> RightType:
    """Answer which right a grant is; a reissue keeps its original's type, told by its US class or series."""
    if letters != "RE":
        return RightType.OTHER if letters is None else TYPES_OF_LETTERS.get(letters, RightType.OTHER)
    stated = us_class or ""
    if stated.startswith("PLT"):
        return RightType.PLANT
    return RightType.DESIGN if stated.startswith("D") or series == DESIGN_SERIES else RightType.INVENTION


@cache
def _kinds() -> tuple[tuple[str, date, date, str], ...]:
    text = files(__package__).joinpath("kinds.csv").read_text(encoding="utf-8")
    return tuple(
        (
            row["letters"],
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
            row["kind"],
        )
        for row in csv.DictReader(text.splitlines())
    )
