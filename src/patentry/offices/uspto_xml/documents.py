"""A parsed grant or published application to one record."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lxml import etree

from patentry.offices.uspto_xml.citations import citations_of
from patentry.offices.uspto_xml.claims import claims_of
from patentry.offices.uspto_xml.classes import cpc_of, ipc_of, other_classes_of
from patentry.offices.uspto_xml.description import description_of
from patentry.offices.uspto_xml.identity import (
    application_number_of,
    publication_number_of,
    right_type_of,
)
from patentry.offices.uspto_xml.parties import agents_of, holders_of, inventors_and_applicants_of
from patentry.offices.uspto_xml.priorities import priorities_of
from patentry.offices.uspto_xml.terms import (
    term_extension_of,
    term_filing_date_of,
    terminal_disclaimer_of,
)
from patentry.offices.xml_documents.elements import children_of, day_of, text_of, texts_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import LangText, Record, RightType

ENGLISH = "en"


class Kind(NamedTuple):
    """What tells grants from published applications: the root, its bibliographic section, what a wrong date says."""

    root: str
    biblio: str
    published_too_early: str
    is_grant: bool


GRANT = Kind("us-patent-grant", "us-bibliographic-data-grant", "grant_before_filing", True)
APPLICATION = Kind("us-patent-application", "us-bibliographic-data-application", "publication_before_filing", False)


def record_of(root: etree._Element, kind: Kind, *, warn: Warn) -> Record:
    """Answer the record of a document; what is absent or unreadable is reported and left out, never guessed.

    Raises `RefusedDocumentError` where neither of the two numbers can be read, or it is published before it is filed.
    """
    section = root.find(kind.biblio)
    if section is None:
        raise RefusedDocumentError("number_missing", field=kind.biblio)
    biblio = children_of(section)
    publication = _identity(biblio.get("publication-reference"))
    application = _identity(biblio.get("application-reference"))
    series = text_of(biblio.get("us-application-series-code"))
    publication_number = publication_number_of(publication, warn=warn)
    application_number = application_number_of(application, series, warn=warn)
    if publication_number is None and application_number is None:
        raise RefusedDocumentError("number_missing", field="publication_number")
    filed, published = _days(application, publication, kind, warn)
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
        # An application or an invention registration is published, but no right is granted.
        grant_date=published if kind.is_grant and right_type is not RightType.OTHER else None,
        title=_in_english(text_of(biblio.get("invention-title"))),
        abstract=_in_english(_paragraphs(root.find("abstract"))),
        claims=claims_of(root, ENGLISH),
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
        language=ENGLISH,
        description=description_of(root, ENGLISH),
        priorities=priorities_of(biblio, warn=warn),
        agents=agents_of(biblio),
        other_classes=other_classes_of(biblio),
    )
    _report_missing(record, warn)
    return record


def _identity(reference: etree._Element | None) -> dict[str, str]:
    return texts_of(reference.find("document-id")) if reference is not None else {}


def _days(
    application: dict[str, str], publication: dict[str, str], kind: Kind, warn: Warn
) -> tuple[date | None, date | None]:
    """Answer the days of filing and of publication; what is published before its filing is refused."""
    filed = day_of(application.get("date"), field="filing_date", warn=warn)
    published = day_of(publication.get("date"), field="publication_date", warn=warn)
    if filed and published and published < filed:
        field = "grant_date" if kind.is_grant else "publication_date"
        raise RefusedDocumentError(kind.published_too_early, value=f"{published} < {filed}", field=field)
    return filed, published


def _stated_type(biblio: dict[str, etree._Element]) -> str:
    reference = biblio.get("application-reference")
    return (reference.get("appl-type") or "").strip().lower() if reference is not None else ""


def _in_english(text: str) -> tuple[LangText, ...]:
    return (LangText(ENGLISH, text),) if text else ()


def _paragraphs(element: etree._Element | None) -> str:
    """Join the paragraphs with a space, which compact files leave out between them."""
    if element is None:
        return ""
    return text_of(element[0]) if len(element) == 1 else " ".join(filter(None, map(text_of, element)))


def _report_missing(record: Record, warn: Warn) -> None:
    """Report what every document has; a design has no abstract, and not every one has a holder or a class."""
    present = {
        "title": record.title,
        "claims": record.claims,
        "inventors": record.inventors,
        "description": record.description,
    }
    if record.right_type is not RightType.DESIGN:
        present["abstract"] = record.abstract
    for field, value in present.items():
        if not value:
            warn("field_missing", field, None)
