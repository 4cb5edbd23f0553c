"""One `exchange-document` to one record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lxml import etree

from patentry.numbers import NumberError, meaning_of_kind
from patentry.offices.exchange_documents.citations import citations_of
from patentry.offices.exchange_documents.classes import ipc_of, other_classes_of
from patentry.offices.exchange_documents.parties import applicants_of, inventors_of
from patentry.offices.exchange_documents.references import (
    Reference,
    application_number_of,
    publication_number_of,
    reference_of,
    references_of,
    stated_day,
)
from patentry.offices.xml_documents.elements import text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import LangText, Priority, Record, RightType

WITH_GRANT = ("printed-with-grant", "not-printed-with-grant")
BY_LETTER = {"U": RightType.UTILITY_MODEL, "Y": RightType.UTILITY_MODEL, "S": RightType.DESIGN}


def record_of_document(document: etree._Element, *, warn: Warn) -> Record:
    """Answer the record of an exchange document without namespaces.

    Raises `RefusedDocumentError`: `document_deleted` where the office took it out of its database, `number_missing`.
    """
    if document.get("status") == "D":
        raise RefusedDocumentError("document_deleted", value=_own_attributes(document).number)
    biblio = document.find("bibliographic-data")
    if biblio is None:
        biblio = etree.Element("bibliographic-data")
    publication = reference_of(biblio.iterfind("publication-reference")) or _own_attributes(document)
    application = reference_of(biblio.iterfind("application-reference"))
    number = publication_number_of(publication if publication.number else None, warn=warn)
    filed_as = application_number_of(application, warn=warn)
    if number is None and filed_as is None:
        raise RefusedDocumentError("number_missing", field="publication_number")
    authority = number[:2] if number else publication.country or (application or publication).country
    published = stated_day(publication.date or document.get("date-publ") or "", field="publication_date", warn=warn)
    cpc, others = other_classes_of(biblio, warn=warn)
    citations, literature = citations_of(biblio)
    return Record(
        authority=authority,
        right_type=right_type_of(authority, publication.kind, published),
        publication_number=number,
        application_number=filed_as,
        kind=publication.kind or None,
        filing_date=stated_day(application.date, field="filing_date", warn=warn) if application else None,
        publication_date=published,
        grant_date=grant_date_of(biblio, authority=authority, kind=publication.kind, published=published, warn=warn),
        title=texts_by_language(biblio.iterfind("invention-title")),
        abstract=texts_by_language(document.iterfind("abstract")),
        inventors=inventors_of(biblio),
        applicants=applicants_of(biblio),
        ipc=ipc_of(biblio, warn=warn),
        cpc=cpc,
        other_classes=others,
        citations=citations,
        non_patent_citations=literature,
        family_id=document.get("family-id"),
        family_members=_members(document, number),
        language=(text_of(biblio.find("language-of-publication")) or publication.lang).lower() or None,
        priorities=priorities_of(biblio.iterfind("priority-claims/priority-claim"), warn=warn),
    )


def _own_attributes(document: etree._Element) -> Reference:
    country, number, kind, day = (document.get(name) or "" for name in ("country", "doc-number", "kind", "date-publ"))
    return Reference(country, number, kind, day, "", "")


def right_type_of(authority: str, kind: str, day: date | None) -> RightType:
    """Answer which right a publication is about: by the table of kind codes, else by the code's letter.

    A letter that tells nothing is an invention: DOCDB hardly holds anything else.
    """
    known = meaning_of_kind(authority=authority, kind=kind, on=day).right_type
    return RightType(known) if known else BY_LETTER.get(kind[:1], RightType.INVENTION)


def grant_date_of(
    biblio: etree._Element, *, authority: str, kind: str, published: date | None, warn: Warn
) -> date | None:
    """Answer when the right was granted: as DOCDB says it was printed with the grant, else by the kind of publication.

    A specification after opposition or limitation (EP B2, B3) comes long after the grant and gives no date of it.
    """
    stage = meaning_of_kind(authority=authority, kind=kind, on=published).stage
    if stage in ("after_invalidation", "correction"):
        return None
    for name in WITH_GRANT:
        stated = biblio.findtext(f"dates-of-public-availability/{name}/document-id/date")
        if stated:
            return stated_day(stated.strip(), field="grant_date", warn=warn)
    return published if stage == "grant" else None


def texts_by_language(elements: Iterable[etree._Element]) -> tuple[LangText, ...]:
    """Answer one text a language, the first; a text without a language only where it says something new."""
    found: dict[str, str] = {}
    unnamed: list[str] = []
    for element in elements:
        text = " ".join(filter(None, map(text_of, element.iterchildren()))) if len(element) else text_of(element)
        lang = (element.get("lang") or "").lower()
        if text and lang:
            found.setdefault(lang, text)
        elif text:
            unnamed.append(text)
    if unnamed and not found:
        found["und"] = unnamed[0]
    return tuple(LangText(lang, text) for lang, text in found.items())


def priorities_of(claims: Iterable[etree._Element], *, warn: Warn) -> tuple[Priority, ...]:
    """Answer the priorities that count; a number that is none of its office stands as printed."""
    told = list(claims)
    # Only one of the forms of a claim carries the mark.
    passive = {c.get("sequence") for c in told if text_of(c.find("priority-active-indicator")).startswith("N")}
    found = []
    for reference in references_of(claim for claim in told if claim.get("sequence") not in passive):
        try:
            number = reference.application()
        except NumberError:
            number = "".join(f"{reference.country}{reference.number}".split())
        found.append(Priority(number, stated_day(reference.date, field="priorities", warn=warn)))
    return tuple(dict.fromkeys(found))


def _members(document: etree._Element, own: str | None) -> tuple[str, ...]:
    members: dict[str, None] = {}
    for reference in document.iterfind("patent-family/family-member/publication-reference"):
        if reference.get("data-format") in (None, "docdb") and (found := reference_of([reference])) is not None:
            try:
                members[found.publication()] = None
            except NumberError:
                members["".join(f"{found.country}{found.number}{found.kind}".split())] = None
    members.pop(own or "", None)
    return tuple(members)
