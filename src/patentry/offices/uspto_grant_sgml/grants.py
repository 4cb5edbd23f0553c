"""A parsed grant to one record."""

from __future__ import annotations

from lxml import etree

from patentry.classes import named_uspc, parse_ipc
from patentry.offices.uspto_eras import checks
from patentry.offices.uspto_eras.classes import locarno_class
from patentry.offices.uspto_eras.numbers import application_of, letters_of, publication_of, right_type_of
from patentry.offices.uspto_eras.parents import earliest_filing
from patentry.offices.uspto_eras.parties import inventors_of
from patentry.offices.uspto_grant_sgml.fields import columns, stated, with_columns
from patentry.offices.uspto_grant_sgml.parties import parties_of
from patentry.offices.uspto_grant_sgml.related import (
    citations_of,
    disclaimed_until,
    extension_of,
    parents_of,
    priorities_of,
)
from patentry.offices.uspto_grant_sgml.texts import claims_of, description_of, paragraphs_of
from patentry.offices.xml_documents.elements import day_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Record, RightType


def record_of(root: etree._Element, *, warn: Warn) -> Record:
    """Answer the record of a grant; what is absent or unreadable is reported and left out, never guessed.

    Raises `RefusedDocumentError` where neither of the two numbers can be read.
    """
    head = root.find("SDOBI")
    if head is None:
        raise RefusedDocumentError("number_missing", field="SDOBI")
    kind, series = stated(head, "B100/B130"), stated(head, "B200/B211US")
    publication = publication_of(stated(head, "B100/B110"), kind, warn=warn)
    application = application_of(stated(head, "B200/B210"), series, warn=warn)
    checks.refuse_without_number(publication, application)
    filed = day_of(stated(head, "B200/B220"), field="filing_date", warn=warn)
    issued = day_of(stated(head, "B100/B140"), field="publication_date", warn=warn)
    checks.refuse_grant_before_filing(filed, issued)
    national = [columns(entry) for entry in head.iterfind("B500/B520/*")]
    right_type = _right_type(head, publication, national, series)
    ipc, locarno = _international(head, right_type, warn)
    citations, others = citations_of(head)
    inventors = parties_of(head.find("B700/B720"), "B721")
    claims = claims_of(root)
    checks.compare_claims(len(claims), stated(head, "B500/B570/B577"), warn=warn)
    parent = earliest_filing(parents_of(head), filed=filed, warn=warn)
    term = head.find("B400/B472")
    record = Record(
        authority="US",
        right_type=right_type,
        publication_number=publication,
        application_number=application,
        kind=kind or None,
        filing_date=filed,
        publication_date=issued,
        # A registration is published, but no right is granted.
        grant_date=None if right_type is RightType.OTHER else issued,
        title=checks.in_english(stated(head, "B500/B540")),
        abstract=checks.in_english(paragraphs_of(root.find("SDOAB"))),
        claims=claims,
        inventors=inventors_of(inventors),
        applicants=inventors,
        holders=parties_of(head.find("B700"), "B731"),
        agents=parties_of(head.find("B700"), "B741"),
        ipc=ipc,
        other_classes=tuple(dict.fromkeys([*map(named_uspc, filter(str.strip, national)), *locarno])),
        citations=citations,
        non_patent_citations=others,
        priorities=priorities_of(head, warn=warn),
        term_filing_date=parent,
        term_extension_days=extension_of(term, start=parent or filed, warn=warn),
        terminal_disclaimer=disclaimed_until(term, warn=warn),
        language="en",
        description=description_of(root),
    )
    checks.report_missing(record, warn=warn)
    return record


def _right_type(head: etree._Element, publication: str | None, national: list[str], series: str) -> RightType:
    letters = letters_of(publication or "")
    if letters == "RE" and head.find("B500/BOTANIC") is not None:
        return RightType.PLANT
    return right_type_of(letters, us_class=national[0] if national else None, series=series)


def _international(head: etree._Element, right_type: RightType, warn: Warn) -> tuple[tuple[str, ...], list[str]]:
    """Answer the IPC symbols, and the Locarno class that stands in their place on a design."""
    ipc: list[str] = []
    locarno: list[str] = []
    for entry in head.iterfind("B500/B510/*"):
        printed = columns(entry)
        if entry.tag not in ("B511", "B512") or not printed.strip():
            continue
        design = locarno_class(printed) if right_type is RightType.DESIGN else None
        if design:
            locarno.append(design)
        elif symbol := parse_ipc(printed) or parse_ipc(with_columns(printed)):
            ipc.append(symbol)
        else:
            warn("class_unreadable", "ipc", printed.strip())
    return tuple(dict.fromkeys(ipc)), locarno
