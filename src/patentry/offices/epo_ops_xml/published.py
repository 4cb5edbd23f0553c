"""Bibliographic answers, and answers that only name publications."""

from __future__ import annotations

from lxml import etree

from patentry.offices.exchange_documents import record_of_document, reference_of
from patentry.offices.exchange_documents.document import right_type_of
from patentry.offices.exchange_documents.references import publication_number_of, stated_day
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Record

MISSING = "not found"


def take_exchange_document(document: etree._Element, batch: Batch, *, warn: Warn) -> None:
    """Take the bibliography of one publication; raises where the service says that it has none."""
    if document.get("status") == MISSING:
        raise RefusedDocumentError("document_not_found", value=document.get("doc-number"))
    batch.records.append(record_of_document(document, warn=warn))


def take_mention(named: etree._Element, batch: Batch, *, warn: Warn) -> None:
    """Take a publication of which the answer says no more than its number and its family."""
    batch.records.append(stub_of(named, warn=warn, family_id=named.get("family-id")))


def stub_of(named: etree._Element, *, warn: Warn, family_id: str | None = None) -> Record:
    """Answer the record of a publication that is only named. Raises `RefusedDocumentError`."""
    reference = reference_of([named])
    number = publication_number_of(reference, warn=warn)
    if reference is None or number is None:
        raise RefusedDocumentError("number_missing", field="publication_number")
    published = stated_day(reference.date, field="publication_date", warn=warn)
    return Record(
        authority=number[:2],
        right_type=right_type_of(number[:2], reference.kind, published),
        publication_number=number,
        kind=reference.kind or None,
        publication_date=published,
        family_id=family_id,
    )
