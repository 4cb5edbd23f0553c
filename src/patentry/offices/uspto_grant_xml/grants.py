"""A parsed grant to one record."""

from __future__ import annotations

from datetime import date

from lxml import etree

from patentry.offices.uspto_grant_xml.citations import citations_of
from patentry.offices.uspto_grant_xml.claims import claims_of
from patentry.offices.uspto_grant_xml.classes import cpc_of, ipc_of
from patentry.offices.uspto_grant_xml.identity import (
    application_number_of,
    publication_number_of,
    right_type_of,
)
from patentry.offices.uspto_grant_xml.parties import holders_of, inventors_and_applicants_of
from patentry.offices.uspto_grant_xml.terms import (
    term_extension_of,
    term_filing_date_of,
    terminal_disclaimer_of,
)
from patentry.offices.xml_documents.elements import children_of, day_of, text_of, texts_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import LangText, Record, RightType

BIBLIO = "us-bibliographic-data-grant"


def record_of(root: etree._Element, *, warn: Warn) -> Record:
    """Answer the record of a grant; what is absent or unreadable is reported and left out, never guessed.

    Raises `RefusedDocumentError` where neither of the two numbers can be read.
    """
    section = root.find(BIBLIO)
    if section is None:
        raise RefusedDocumentError("number_missing", field=BIBLIO)
    biblio = children_of(section)
    publication = _identity(biblio.get("publication-reference"))
    application = _identity(biblio.get("application-reference"))
    series = text_of(biblio.get("us-application-series-code"))
    publication_number = publication_number_of(publication, warn=warn)
    application_number = application_number_of(application, series, warn=warn)
    if publication_number is None and application_number is None:
        raise RefusedDocumentError("number_missing", field="publication_number")
    filed, published = _days(application, publication, warn)
    citations, others = citations_of(biblio)
    inventors, applicants = inventors_and_applicants_of(biblio)
    term = biblio.get("us-term-of-grant")
    right_type = right_type_of(
        stated=_stated_type(biblio), publication_number=publication_number, biblio=biblio, series=series
    )
    record = Record(
        authority="US",
        right_type=right_type,
        publication_number=publication_number,
        application_number=application_number,
        kind=publication.get("kind"),
        filing_date=filed,
        publication_date=published,
        # An invention registration is published, but no right is granted.
        grant_date=None if right_type is RightType.OTHER else published,
        title=_in_english(text_of(biblio.get("invention-title"))),
        abstract=_in_english(_paragraphs(root.find("abstract"))),
        claims=claims_of(root),
        inventors=inventors,
        applicants=applicants,
        holders=holders_of(biblio),
        ipc=ipc_of(biblio, warn=warn),
        cpc=cpc_of(biblio, warn=warn),
        citations=citations,
        non_patent_citations=others,
        term_filing_date=term_filing_date_of(biblio, filed=filed, warn=warn),
        term_extension_days=term_extension_of(term, warn=warn),
        terminal_disclaimer=terminal_disclaimer_of(term, warn=warn),
    )
    _report_missing(record, warn)
    return record


def _identity(reference: etree._Element | None) -> dict[str, str]:
    return texts_of(reference.find("document-id")) if reference is not None else {}


def _days(application: dict[str, str], publication: dict[str, str], warn: Warn) -> tuple[date | None, date | None]:
    """Answer the days of filing and of publication; a grant before its filing is refused."""
    filed = day_of(application.get("date"), field="filing_date", warn=warn)
    published = day_of(publication.get("date"), field="publication_date", warn=warn)
    if filed and published and published < filed:
        raise RefusedDocumentError("grant_before_filing", value=f"{published} < {filed}", field="grant_date")
    return filed, published


def _stated_type(biblio: dict[str, etree._Element]) -> str:
    reference = biblio.get("application-reference")
    return (reference.get("appl-type") or "").strip().lower() if reference is not None else ""


def _in_english(text: str) -> tuple[LangText, ...]:
    return (LangText("en", text),) if text else ()


def _paragraphs(element: etree._Element | None) -> str:
    """Join the paragraphs with a space, which compact files leave out between them."""
    if element is None:
        return ""
    return text_of(element[0]) if len(element) == 1 else " ".join(filter(None, map(text_of, element)))


def _report_missing(record: Record, warn: Warn) -> None:
    """Report what every grant has; a design has no abstract, and not every grant has a holder or a class."""
    present = {"title": record.title, "claims": record.claims, "inventors": record.inventors}
    if record.right_type is not RightType.DESIGN:
        present["abstract"] = record.abstract
    for field, value in present.items():
        if not value:
            warn("field_missing", field, None)
