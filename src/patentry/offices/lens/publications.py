"""An object of The Lens: a publication with its bibliography, families, texts and legal status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from patentry.claims import with_dependencies
from patentry.offices.database_exports.classes import read_symbol
from patentry.offices.database_exports.identity import canonical_application, canonical_publication
from patentry.offices.database_exports.objects import item, items, taken
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.tabular.cells import CellError, parse_date
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Citation, CitedBy, Claim, Inventor, LangText, Party, Record
from patentry.records.patents import Priority, Section, VendorCount

_CITED_BY = {**dict.fromkeys(("SEA", "ISR", "SUP", "EXA"), CitedBy.EXAMINER), "APP": CitedBy.APPLICANT}


def record_of_object(found: Mapping[str, Any], spelling: Spelling, *, warn: Warn) -> Record:
    """Answer the record of an object. Raises `RefusedDocumentError`; doubts go to `warn`."""
    biblio = found["biblio"] if isinstance(found.get("biblio"), Mapping) else {}
    application = item(biblio, "application_reference")
    fields = {
        "publication_number": found.get("doc_number"),
        "authority": found.get("jurisdiction"),
        "kind": found.get("kind"),
        "document_type": str(found.get("publication_type") or "").replace("_", " ").lower(),
        "publication_date": found.get("date_published"),
        "application_number": item(application, "doc_number"),
        "filing_date": item(application, "date"),
        "grant_date": item(found, "legal_status", "grant_date"),
        "vendor_status": item(found, "legal_status", "patent_status"),
        "language": found.get("lang"),
        "description": item(found, "description", "text"),
    }
    bare = taken({key: value for key, value in fields.items() if value}, spelling, warn=warn)
    members = (_number(one) for one in items(found, "families", "simple_family", "members"))
    return replace(
        bare,
        title=_texts(biblio.get("invention_title")),
        abstract=_texts(found.get("abstract")),
        claims=_claims(found),
        applicants=tuple(Party(*person) for person in _people(biblio, "applicants")),
        inventors=tuple(Inventor(*person) for person in _people(biblio, "inventors")),
        holders=tuple(Party(*person) for person in _people(biblio, "owners_all")),
        agents=tuple(Party(*person) for person in _people(biblio, "agents")),
        ipc=_symbols(biblio, "classifications_ipcr", warn),
        cpc=_symbols(biblio, "classifications_cpc", warn),
        citations=_citations(biblio),
        non_patent_citations=tuple(str(text) for one in _cited(biblio) if (text := item(one, "nplcit", "text"))),
        priorities=tuple(filter(None, (_priority(one) for one in items(biblio, "priority_claims", "claims")))),
        family_members=tuple(dict.fromkeys(n for n in members if n and n != bare.publication_number)),
        vendor_counts=_counts(biblio),
        description=tuple(Section("other", "", one.text, bare.language or one.lang) for one in bare.description),
    )


def _texts(value: object) -> tuple[LangText, ...]:
    found: dict[str, str] = {}
    for one in items({"list": value}, "list"):
        if isinstance(one.get("text"), str) and one["text"].strip():
            found.setdefault(str(one.get("lang") or "und").lower(), one["text"].strip())
    return tuple(LangText(lang, text) for lang, text in found.items())


def _claims(found: Mapping[str, Any]) -> tuple[Claim, ...]:
    """The first language's claims, counted in their order, since the file numbers none."""
    texts = []
    for one in items(items(found, "claims")[0], "claims") if items(found, "claims") else ():
        said = one.get("claim_text")
        joined = " ".join(map(str, said)) if isinstance(said, list) else str(said or "")
        if joined.strip():
            texts.append(joined.strip())
    return tuple(with_dependencies([Claim(number, text) for number, text in enumerate(texts, start=1)]))


def _people(biblio: Mapping[str, Any], kind: str) -> list[tuple[str, str | None]]:
    found = []
    for one in items(biblio, "parties", kind):
        name = item(one, "extracted_name", "value")
        if isinstance(name, str) and name.strip():
            country = one.get("residence") or item(one, "extracted_address", "country")
            found.append((name.strip(), country.strip().upper() if isinstance(country, str) else None))
    return found


def _symbols(biblio: Mapping[str, Any], key: str, warn: Warn) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in items(biblio, key, "classifications"):
        symbol = read_symbol(str(one.get("symbol") or ""))
        if symbol:
            found[symbol] = None
        elif one.get("symbol"):
            warn("class_unreadable", key, str(one["symbol"]))
    return tuple(found)


def _number(one: Mapping[str, Any]) -> str:
    document = item(one, "document_id") or one
    parts = (item(document, part) for part in ("jurisdiction", "doc_number", "kind"))
    joined = "".join(part for part in parts if isinstance(part, str))
    return canonical_publication(joined) if joined else ""


def _cited(biblio: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return items(biblio, "references_cited", "citations")


def _citations(biblio: Mapping[str, Any]) -> tuple[Citation, ...]:
    found = []
    for one in _cited(biblio):
        number = _number(item(one, "patcit") or {})
        phase = one["cited_phase"] if isinstance(one.get("cited_phase"), str) else None
        if number:
            found.append(Citation(number, _CITED_BY.get(phase or "", CitedBy.UNKNOWN), phase or None))
    return tuple(dict.fromkeys(found))


def _priority(one: Mapping[str, Any]) -> Priority | None:
    number, office = one.get("doc_number"), one.get("jurisdiction")
    if not isinstance(number, str):
        return None
    try:
        day = parse_date(str(one.get("date") or ""))
    except CellError:
        day = None
    return Priority(canonical_application(number, office if isinstance(office, str) else None), day)


def _counts(biblio: Mapping[str, Any]) -> tuple[VendorCount, ...]:
    count = item(biblio, "cited_by", "patent_count")
    return (VendorCount("cited_by", count),) if isinstance(count, int) and 0 <= count < 10**9 else ()
