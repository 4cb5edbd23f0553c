"""Family and legal answers: each member's numbers, and its legal events as INPADOC has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from patentry.numbers import NumberError
from patentry.offices.epo_ops_xml.legal import events_of
from patentry.offices.epo_ops_xml.published import stub_of
from patentry.offices.exchange_documents import record_of_document, reference_of
from patentry.offices.exchange_documents.document import grant_date_of, priorities_of
from patentry.offices.exchange_documents.references import application_number_of, stated_day
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Record


def take_member(member: etree._Element, batch: Batch, *, warn: Warn) -> None:
    """Take one family member with its events; a bibliography inside it tells more than the member's own numbers."""
    record = _record(member, warn)
    record = replace(
        record,
        family_id=member.get("family-id") or record.family_id,
        family_members=tuple(number for number in _members(member) if number != record.publication_number),
    )
    batch.records.append(record)
    told = set(batch.events)
    batch.events += [event for event in events_of(member, record, warn=warn) if event not in told]


def _record(member: etree._Element, warn: Warn) -> Record:
    document = member.find("exchange-document")
    if document is not None:
        return record_of_document(document, warn=warn)
    named = member.find("publication-reference")
    if named is None:
        raise RefusedDocumentError("number_missing", field="publication_number")
    stub = stub_of(named, warn=warn)
    application = reference_of(member.iterfind("application-reference"))
    return replace(
        stub,
        application_number=application_number_of(application, warn=warn),
        filing_date=stated_day(application.date, field="filing_date", warn=warn) if application else None,
        grant_date=grant_date_of(
            member, authority=stub.authority, kind=stub.kind or "", published=stub.publication_date, warn=warn
        ),
        priorities=priorities_of(member.iterfind("priority-claim"), warn=warn),
    )


def _members(member: etree._Element) -> Iterator[str]:
    """The publications of the whole answer; one whose number cannot be read is reported with its own member."""
    family = member.getparent()
    for named in () if family is None else family.iterfind("family-member/publication-reference"):
        reference = reference_of([named])
        if reference is not None:
            try:
                yield reference.publication()
            except NumberError:
                continue
