"""The columns of our own table, and how a row of them becomes the object of a JSON line."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from patentry.offices.tabular.cells import CellError, language_of, parse_date, split_symbols, split_values
from patentry.offices.tabular.claims_in_cells import read_claims
from patentry.offices.tabular.identity import read_publication
from patentry.offices.tabular.persons import PartyColumns, read_parties
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.records import Record

RECORD_FIELDS = frozenset(field.name for field in fields(Record))
DATES = frozenset(
    {
        "filing_date",
        "publication_date",
        "grant_date",
        "term_filing_date",
        "terminal_disclaimer",
        "vendor_lapsed_on",
        "decision_date",
    }
)
DERIVED_FIELDS = frozenset({"claims_outdated", "family", "extended_family", "sources"})
"""What `records` prints besides the record's own fields: computed, so it is passed over when read."""
DECIDING_DATES = frozenset({"filing_date", "publication_date", "grant_date"})
_TEXTS = ("title", "abstract")
_PARTIES = {"applicants": "applicant", "holders": "holder"}
_PARALLEL = ("addresses", "countries", "postcodes", "usccs")
_LANGUAGES = [a + b for a in string.ascii_lowercase for b in string.ascii_lowercase]
_BESIDE = (
    *(f"{one}_{column}" for one in _PARTIES.values() for column in _PARALLEL),
    *(f"{text}_{lang}" for text in _TEXTS for lang in _LANGUAGES),
    "inventor_countries",
    "citations_cited_by",
)
COLUMNS = RECORD_FIELDS | frozenset(_BESIDE)
_LINES = re.compile(r"\s*(?:\n|\s\|\s)\s*")


def object_of_row(row: Row, columns: frozenset[str]) -> dict[str, Any]:
    """Answer the row as the object of a JSON line. A nested column may hold JSON or the plain list of its
    cells.
    """
    made: dict[str, Any] = {name: row.optional(name) for name in RECORD_FIELDS - _NESTED.keys() - DATES}
    made |= {name: _iso(row, name) for name in DATES}
    made["term_extension_days"] = _days(row)
    made |= {name: _nested(row, name, read) for name, read in _NESTED.items()}
    for column in sorted(columns):
        text, _, lang = column.partition("_")
        if text in _TEXTS and lang and row.text(column) and isinstance(made[text], dict):
            made[text][lang] = row.text(column)
    return made


def _iso(row: Row, name: str) -> str | None:
    day = row.day(name, decides=name in DECIDING_DATES)
    return day.isoformat() if day else None


def iso_of(text: object) -> object:
    """Answer a date of a JSON line in ISO form, whatever its spelling; raises `CellError`."""
    if not isinstance(text, str):
        return text
    day = parse_date(text)
    return day.isoformat() if day else None


def _days(row: Row) -> int | None:
    text = row.text("term_extension_days")
    if not text:
        return None
    if not re.fullmatch(r"-?\d{1,6}", text):
        raise RowRefusedError("number_field_unreadable", "term_extension_days", text)
    return int(text)


def _nested(row: Row, name: str, read: Callable[[Row], Any]) -> Any:
    text = row.text(name)
    if not text.startswith(("[", "{")):
        return read(row)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return read(row)


def _plain_text(name: str) -> Callable[[Row], dict[str, str]]:
    def read(row: Row) -> dict[str, str]:
        text = row.text(name)
        return {language_of(text): text} if text else {}

    return read


def _claims(row: Row) -> list[dict[str, Any]]:
    return [{"number": claim.number, "text": claim.text} for claim in read_claims(row.text("claims"))]


def _inventors(row: Row) -> list[dict[str, Any]]:
    columns = PartyColumns(names="inventors", countries="inventor_countries")
    return [{"name": party.name, "country": party.country} for party in read_parties(row, columns)]


def _parties(name: str, one: str) -> Callable[[Row], list[dict[str, Any]]]:
    columns = PartyColumns(name, *(f"{one}_{column}" for column in ("addresses", "postcodes", "usccs", "countries")))
    return lambda row: [party._asdict() for party in read_parties(row, columns)]


def _symbols(name: str) -> Callable[[Row], list[str]]:
    return lambda row: list(split_symbols(row.text(name)))


def _citations(row: Row) -> list[dict[str, Any]]:
    numbers = split_symbols(row.text("citations"))
    cited_by = split_symbols(row.text("citations_cited_by").lower())
    if len(cited_by) != len(numbers):
        cited_by = ("unknown",) * len(numbers)
    return [{"number": _cited(row, number), "cited_by": who} for number, who in zip(numbers, cited_by, strict=True)]


def _cited(row: Row, text: str) -> str:
    try:
        return read_publication(text).number
    except CellError as error:
        row.warn(error.code, "citations", text)
        return text


def _non_patent(row: Row) -> list[str]:
    return [text for text in _LINES.split(row.text("non_patent_citations")) if text]


def _description(row: Row) -> list[dict[str, str]]:
    text = row.text("description")
    return [{"kind": "other", "heading": "", "text": text, "lang": language_of(text)}] if text else []


def _names(name: str) -> Callable[[Row], list[dict[str, Any]]]:
    return lambda row: [party._asdict() for party in read_parties(row, PartyColumns(names=name))]


def _priorities(row: Row) -> list[dict[str, Any]]:
    return [{"number": number} for number in split_symbols(row.text("priorities"))]


def _values(name: str) -> Callable[[Row], list[str]]:
    return lambda row: list(split_values(row.text(name)))


def _only_json(row: Row) -> None:
    """A column that is only ever JSON; anything else in it says nothing."""


_NESTED: dict[str, Callable[[Row], Any]] = {
    "title": _plain_text("title"),
    "abstract": _plain_text("abstract"),
    "claims": _claims,
    "inventors": _inventors,
    "applicants": _parties("applicants", "applicant"),
    "holders": _parties("holders", "holder"),
    "ipc": _symbols("ipc"),
    "cpc": _symbols("cpc"),
    "citations": _citations,
    "non_patent_citations": _non_patent,
    "description": _description,
    "claims_translations": _only_json,
    "priorities": _priorities,
    "agents": _names("agents"),
    "family_members": _symbols("family_members"),
    "other_classes": _values("other_classes"),
    "labels": _values("labels"),
    "vendor_counts": _only_json,
}
