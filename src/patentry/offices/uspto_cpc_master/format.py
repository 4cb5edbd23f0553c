"""The format as `patentry.offices` knows it: a long list of documents, each with its symbols."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from lxml import etree

from patentry.classes import parse_ipc
from patentry.numbers import PublicationNumber
from patentry.numbers.kinds import meaning_of_kind
from patentry.offices.reading import Batch
from patentry.offices.uspto_eras.checks import refuse_without_number
from patentry.offices.uspto_eras.numbers import application_of, publication_of
from patentry.offices.xml_documents.elements import text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn, without_namespaces
from patentry.offices.xml_documents.xml_format import XmlFormat, opening
from patentry.records import Record, RightType

RECORD = "CPCMasterClassificationRecord"
LISTS = ("CPCMasterClassificationFile", "CPCMasterClassificationPGPubFile")
GRANT, PUBLICATION = "PatentGrantIdentification", "PatentPublicationIdentification"


class UsptoCpcMaster(XmlFormat):
    """The format `uspto_cpc_master`."""

    name = "uspto_cpc_master"
    openings = opening(*LISTS, RECORD)
    element: ClassVar[str | None] = RECORD

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one document's symbols."""
        bare = without_namespaces(root)
        if bare.tag != RECORD:
            raise RefusedDocumentError("not_a_classification_record", value=str(bare.tag))
        batch.records.append(record_of(bare, warn=warn))


def record_of(root: etree._Element, *, warn: Warn) -> Record:
    """Answer the record: numbers, kind and CPC, nothing else, so that whatever another file tells stands.

    The day of grant is left out on purpose: a list of symbols makes no granted patent of a document.
    """
    identity = _first(root, GRANT, PUBLICATION)
    number = "" if identity is None else text_of(_first(identity, "PatentNumber", "PublicationNumber"))
    kind = "" if identity is None else text_of(identity.find("PatentDocumentKindCode"))
    publication = publication_of(number, kind, warn=warn)
    application = application_of(text_of(root.find("ApplicationIdentification/ApplicationNumber")), "", warn=warn)
    refuse_without_number(publication, application)
    symbols = [_symbol(entry, warn) for entry in root.iter("CPCClassification")]
    if not any(symbols):
        warn("field_missing", "cpc", None)
    return Record(
        authority="US",
        right_type=_right_type(publication, identity),
        publication_number=publication,
        application_number=application,
        kind=kind or None,
        cpc=tuple(dict.fromkeys(symbol for symbol in symbols if symbol)),
    )


def _first(element: etree._Element, *tags: str) -> etree._Element | None:
    return next((found for tag in tags if (found := element.find(tag)) is not None), None)


def _right_type(publication: str | None, identity: etree._Element | None) -> RightType:
    """Which right the kind code names on the day of the document; `other` where it names none (a reissue)."""
    kind = PublicationNumber.parse(publication).kind if publication else None
    if kind is None or identity is None:
        return RightType.OTHER
    stated = text_of(_first(identity, "GrantDate", "PublicationDate"))[:10]
    try:
        day = date.fromisoformat(stated)
    except ValueError:
        day = None
    return RightType(meaning_of_kind(authority="US", kind=kind, on=day).right_type or RightType.OTHER)


def _symbol(entry: etree._Element, warn: Warn) -> str | None:
    parts = [text_of(entry.find(tag)) for tag in ("CPCSection", "Class", "Subclass", "MainGroup", "Subgroup")]
    stated = "{}{}{}{}/{}".format(*parts)
    symbol = parse_ipc(stated)
    if symbol is None:
        warn("class_unreadable", "cpc", stated)
    return symbol
