"""A whole row of the publications: texts by language, classes, parties, citations and claims to priority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from patentry.claims import with_dependencies
from patentry.offices.database_exports.classes import read_symbol
from patentry.offices.database_exports.identity import canonical_application, canonical_publication
from patentry.offices.database_exports.objects import items, taken
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.tabular.claims_in_cells import read_claims
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Citation, CitedBy, Claim, Inventor, LangText, Party, Record
from patentry.records.patents import ClaimsText, Priority, Section

NESTED = frozenset(
    {"title_localized", "abstract_localized", "assignee_harmonized", "inventor_harmonized", "priority_claim"}
)
_PLAIN = {
    "publication_number": "publication_number",
    "application_number": "application_number",
    "country_code": "authority",
    "kind_code": "kind",
    "family_id": "family_id",
}
_DATES = ("publication_date", "filing_date", "grant_date")
_CITED_BY = {
    **dict.fromkeys(("SEA", "ISR", "SUP", "EXA", "PRS", "CH2"), CitedBy.EXAMINER),
    "APP": CitedBy.APPLICANT,
}
"""Phases that are the office's own (DOCDB's codes), and the applicant's."""


def record_of_publication(row: Mapping[str, Any], spelling: Spelling, *, warn: Warn) -> Record:
    """Answer the record of a row. Raises `RefusedDocumentError`; doubts go to `warn`.

    Whole numbers stand for days (20201103, 0 for none), and an empty country code says nothing.
    """
    fields = {field: row.get(key) for key, field in _PLAIN.items()}
    fields |= {key: _day_text(row.get(key)) for key in _DATES}
    bare = taken({key: value for key, value in fields.items() if value}, spelling, warn=warn)
    claims = _texts(row, "claims_localized")
    return replace(
        bare,
        title=_texts(row, "title_localized"),
        abstract=_texts(row, "abstract_localized"),
        language=claims[0].lang if claims else None,
        claims=_claims(claims[0]) if claims else (),
        claims_translations=tuple(ClaimsText(one.lang, _claims(one)) for one in claims[1:]),
        description=tuple(Section("other", "", one.text, one.lang) for one in _texts(row, "description_localized")),
        applicants=tuple(Party(*person) for person in _people(row, "assignee")),
        inventors=tuple(Inventor(*person) for person in _people(row, "inventor")),
        ipc=_symbols(row, "ipc", warn),
        cpc=_symbols(row, "cpc", warn),
        other_classes=_other_classes(row),
        citations=tuple(_citation(one) for one in items(row, "citation") if one.get("publication_number")),
        non_patent_citations=tuple(str(one["npl_text"]) for one in items(row, "citation") if one.get("npl_text")),
        priorities=tuple(_priority(one) for one in items(row, "priority_claim") if one.get("application_number")),
    )


def _claims(text: LangText) -> tuple[Claim, ...]:
    return with_dependencies(read_claims(text.text))


def _day_text(value: object) -> str:
    text = str(value or "")
    return "" if text.strip("0") == "" else text


def _texts(row: Mapping[str, Any], key: str) -> tuple[LangText, ...]:
    """A text a language, the first of each."""
    found: dict[str, str] = {}
    for one in items(row, key):
        if isinstance(one.get("text"), str) and one["text"].strip():
            found.setdefault(str(one.get("language") or "").lower() or "und", one["text"].strip())
    return tuple(LangText(lang, text) for lang, text in found.items())


def _people(row: Mapping[str, Any], key: str) -> list[tuple[str, str | None]]:
    """The harmonised names have a country; where there are none the plain ones stand."""
    named = [one for one in items(row, f"{key}_harmonized") if isinstance(one.get("name"), str) and one["name"].strip()]
    if named:
        return [(one["name"].strip(), str(one.get("country_code") or "") or None) for one in named]
    plain = row.get(key)
    listed = plain if isinstance(plain, list) else [plain]
    return [(name.strip(), None) for name in listed if isinstance(name, str) and name.strip()]


def _symbols(row: Mapping[str, Any], key: str, warn: Warn) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in items(row, key):
        symbol = read_symbol(str(one.get("code") or ""))
        if symbol:
            found[symbol] = None
        elif one.get("code"):
            warn("class_unreadable", key, str(one["code"]))
    return tuple(found)


def _other_classes(row: Mapping[str, Any]) -> tuple[str, ...]:
    schemes = (("uspc", "USPC"), ("fi", "FI"), ("fterm", "F-term"))
    return tuple(
        dict.fromkeys(f"{name} {one['code']}" for key, name in schemes for one in items(row, key) if one.get("code"))
    )


def _citation(one: Mapping[str, Any]) -> Citation:
    phase = str(one.get("type") or "") or None
    return Citation(
        canonical_publication(str(one["publication_number"])),
        _CITED_BY.get(phase or "", CitedBy.UNKNOWN),
        phase,
        str(one.get("category") or "") or None,
    )


def _priority(one: Mapping[str, Any]) -> Priority:
    text = _day_text(one.get("filing_date"))
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8])) if text.isdecimal() and len(text) == 8 else None
    except ValueError:
        day = None
    return Priority(canonical_application(str(one["application_number"])), day)
