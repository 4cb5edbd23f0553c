"""A parsed application to one record."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from patentry.classes import named_uspc, parse_ipc
from patentry.offices.uspto_eras import checks
from patentry.offices.uspto_eras.numbers import application_of, publication_of
from patentry.offices.uspto_eras.parents import Parent, earliest_filing
from patentry.offices.uspto_eras.parties import inventors_of
from patentry.offices.uspto_pap_xml.parties import holders_of, inventors_and_applicants_of
from patentry.offices.uspto_pap_xml.texts import abstract_of, claims_of, description_of
from patentry.offices.uspto_xml.priorities import priority_number
from patentry.offices.xml_documents.elements import day_of, text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Priority, Record, RightType

BIBLIO = "subdoc-bibliographic-information"
COUNTING = (
    "continuation-of",
    "continuation-in-part-of",
    "continuing-reissue-of",
    "division-of",
    "reissue-of",
    "a-371-of-international",
)
"""Relations under which an earlier filing counts for the term; a substitution or a provisional does not."""
PLANT_LETTER = "P"


def record_of(root: etree._Element, *, warn: Warn) -> Record:
    """Answer the record of an application; what is absent or unreadable is reported and left out, never guessed.

    Raises `RefusedDocumentError` where neither of the two numbers can be read.
    """
    biblio = root.find(BIBLIO)
    if biblio is None:
        raise RefusedDocumentError("number_missing", field=BIBLIO)
    kind = text_of(biblio.find("document-id/kind-code"))
    domestic = biblio.find("domestic-filing-data")
    series = _in(domestic, "application-number-series-code")
    publication = publication_of(text_of(biblio.find("document-id/doc-number")), kind, warn=warn)
    application = application_of(_in(domestic, "application-number/doc-number"), series, warn=warn)
    checks.refuse_without_number(publication, application)
    filed = day_of(_in(domestic, "filing-date"), field="filing_date", warn=warn)
    published = day_of(text_of(biblio.find("document-id/document-date")), field="publication_date", warn=warn)
    checks.refuse_publication_before_filing(filed, published)
    inventors, applicants = inventors_and_applicants_of(biblio)
    technical = biblio.find("technical-information")
    record = Record(
        authority="US",
        right_type=RightType.PLANT if kind.startswith(PLANT_LETTER) else RightType.INVENTION,
        publication_number=publication,
        application_number=application,
        kind=kind or None,
        filing_date=filed,
        publication_date=published,
        title=checks.in_english(_in(technical, "title-of-invention")),
        abstract=checks.in_english(abstract_of(root)),
        claims=claims_of(root),
        inventors=inventors_of(inventors),
        applicants=applicants,
        holders=holders_of(biblio),
        ipc=_ipc(technical, warn),
        other_classes=tuple(_us_classes(technical)),
        priorities=_priorities(biblio, warn),
        term_filing_date=earliest_filing(_parents(biblio), filed=filed, warn=warn),
        language="en",
        description=description_of(root),
    )
    checks.report_missing(record, warn=warn)
    return record


def _in(element: etree._Element | None, path: str) -> str:
    return "" if element is None else text_of(element.find(path))


def _ipc(technical: etree._Element | None, warn: Warn) -> tuple[str, ...]:
    found = []
    for entry in technical.iterfind("classification-ipc//ipc") if technical is not None else ():
        stated = text_of(entry)
        symbol = parse_ipc(stated)
        if symbol:
            found.append(symbol)
        elif stated:
            warn("class_unreadable", "ipc", stated)
    return tuple(dict.fromkeys(found))


def _us_classes(technical: etree._Element | None) -> dict[str, None]:
    found: dict[str, None] = {}
    for entry in technical.iterfind("classification-us//uspc") if technical is not None else ():
        stated = f"{_in(entry, 'class'):>3}{_in(entry, 'subclass')}"
        if stated.strip():
            found[named_uspc(stated)] = None
    for entry in technical.iterfind("classification-us//uspc-freeform") if technical is not None else ():
        if stated := text_of(entry):
            found[named_uspc(stated)] = None
    return found


def _priorities(biblio: etree._Element, warn: Warn) -> tuple[Priority, ...]:
    """Answer the foreign priorities, then the provisional applications."""
    stated = [
        (_in(claim, "country-code"), _in(claim, "priority-application-number/doc-number"), _in(claim, "filing-date"))
        for claim in biblio.iterfind("foreign-priority-data")
    ]
    stated += [
        ("US", _in(claim, "document-id/doc-number"), _in(claim, "document-id/document-date"))
        for claim in biblio.iter("non-provisional-of-provisional")
    ]
    return tuple(
        Priority(priority_number(country, number), day_of(day, field="priorities", warn=warn, required=False))
        for country, number, day in stated
        if number
    )


def _parents(biblio: etree._Element) -> Iterator[Parent]:
    """Answer the parents whose relation counts, along the whole chain, and the international filing."""
    for relation in biblio.iter(*COUNTING):
        for path in ("parent-child/parent/document-id", "parent-pct/document-id"):
            for identity in relation.iterfind(path):
                yield _parent(identity)
    for identity in biblio.iterfind("international-conventions/pct-application/document-id"):
        yield _parent(identity)


def _parent(identity: etree._Element) -> Parent:
    return Parent(_in(identity, "doc-number"), _in(identity, "document-date"), _in(identity, "country-code"))
