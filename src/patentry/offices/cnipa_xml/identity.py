"""Which publication of which application a document is, and which earlier applications it claims."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.offices.xml_documents.elements import day_of, text_of, texts_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Priority, RightType


@dataclass(frozen=True, slots=True)
class Identity:
    """Numbers in canonical form and days as written."""

    authority: str
    publication_number: str | None
    application_number: str | None
    kind: str | None
    right_type: RightType | None
    filed: str
    published: str


def identity_of(root: etree._Element, biblio: etree._Element, *, warn: Warn) -> Identity:
    """Answer the identity of a document; the root's attributes stand in for what its references lack.

    Raises `RefusedDocumentError` where neither number can be read.
    """
    published = _reference(biblio, "PublicationReference")
    filed = _reference(biblio, "ApplicationReference")
    authority = published.get("WIPOST3Code") or root.get("country") or "CN"
    kind = published.get("Kind") or root.get("kind")
    publication = _publication(published.get("DocNumber") or root.get("docNumber") or "", authority, kind, warn)
    stated = filed.get("DocNumber") or text_of(biblio.find("PatentNumber"))
    application = _application(stated, filed.get("WIPOST3Code") or authority, warn)
    if publication is None and application is None:
        raise RefusedDocumentError("number_missing", field="publication_number")
    return Identity(
        authority=authority,
        publication_number=str(publication) if publication else None,
        application_number=str(application) if application else None,
        kind=publication.kind if publication else kind,
        right_type=RightType(application.right_type) if application and application.right_type else None,
        filed=filed.get("Date", ""),
        published=published.get("Date") or root.get("datePublication") or "",
    )


def priorities_of(biblio: etree._Element, *, warn: Warn) -> tuple[Priority, ...]:
    """Answer the priorities claimed, each once: of its two spellings the one as printed."""
    entries = [entry for entry in biblio.iterfind(".//PriorityDetails/*") if isinstance(entry.tag, str)]
    printed: dict[str, etree._Element] = {}
    for place, entry in enumerate(entries):
        sequence = entry.get("sequence") or f"#{place}"
        if sequence not in printed or entry.get("dataFormat") == "original":
            printed[sequence] = entry
    return tuple(told for entry in printed.values() if (told := _priority(entry, warn)) is not None)


def _priority(entry: etree._Element, warn: Warn) -> Priority | None:
    told = texts_of(entry) if entry.find("DocumentID") is None else texts_of(entry.find("DocumentID"))
    country, number = told.get("WIPOST3Code", ""), told.get("DocNumber", "")
    if not number:
        return None
    day = day_of(told.get("Date"), field="priorities", warn=warn)
    try:
        return Priority(str(ApplicationNumber.parse(number, authority=country or None)), day)
    except NumberError:
        return Priority(f"{country}{number}" if not number.startswith(country) else number, day)


def _reference(biblio: etree._Element, name: str) -> dict[str, str]:
    """The document id of the references of a name: as printed (`original`) before any other form."""
    references = biblio.findall(name)
    references.sort(key=lambda reference: reference.get("dataFormat") != "original")
    told = [texts_of(reference.find("DocumentID")) or texts_of(reference) for reference in references]
    return next((one for one in told if one.get("DocNumber")), told[0] if told else {})


def _publication(text: str, authority: str, kind: str | None, warn: Warn) -> PublicationNumber | None:
    if not text:
        warn("field_missing", "publication_number", None)
        return None
    try:
        return PublicationNumber.parse(text, authority=authority, kind=kind)
    except NumberError as error:
        warn(error.code, "publication_number", text)
        return None


def _application(text: str, authority: str, warn: Warn) -> ApplicationNumber | None:
    if not text:
        warn("field_missing", "application_number", None)
        return None
    try:
        return ApplicationNumber.parse(text, authority=authority)
    except NumberError as error:
        warn(error.code, "application_number", text)
        return None
