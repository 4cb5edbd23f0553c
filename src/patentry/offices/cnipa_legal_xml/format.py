"""The format `cnipa_legal_xml`: one PRSRecord, one event."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from lxml import etree

from patentry.numbers import ApplicationNumber, NumberError
from patentry.offices.gazette_text.detail import read_detail, split_title
from patentry.offices.reading import Batch
from patentry.offices.tabular.cells import CellError, parse_date
from patentry.offices.xml_documents.elements import day_of, text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn, without_namespaces
from patentry.offices.xml_documents.xml_format import XmlFormat, opening
from patentry.records import EventKind, LegalEvent, kind_of_event

ELEMENT = "PRSRecord"
_EFFECT_MATTERS = frozenset({EventKind.FEE_LAPSE, EventKind.TRANSFER, EventKind.ABANDONMENT})


class CnipaLegalXml(XmlFormat):
    """The format `cnipa_legal_xml`; a file is one long list, read record by record."""

    name = "cnipa_legal_xml"
    openings = opening("PRS", ELEMENT)
    element: ClassVar[str | None] = ELEMENT

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one event; without a number or without any date it is refused."""
        without_namespaces(root)
        if root.tag != ELEMENT:
            raise RefusedDocumentError("not_an_event", value=str(root.tag))
        batch.events.append(event_of(root, warn=warn))


def event_of(record: etree._Element, *, warn: Warn) -> LegalEvent:
    """Answer the event of a record. The day it was published never stands in for the day it takes effect."""
    number = _number(record)
    code = text_of(record.find("PRSCode"))
    detail = _long_text(record)
    title = text_of(record.find("PRSValue"))
    if not title:
        title, detail = split_title(detail)
    told = read_detail(detail)
    announced = day_of(
        text_of(record.find("PRSPublicationDate")), field="PRSPublicationDate", warn=warn, required=False
    )
    effective = _day_in_text(told.effective, warn)
    if announced is None:
        if effective is None:
            raise RefusedDocumentError("date_missing", value=title or code, field="PRSPublicationDate")
        warn("announced_missing", "PRSPublicationDate", title or code)
    kind = kind_of_event(authority="CN", code=code, title=title)
    if kind is EventKind.UNRECOGNISED:
        warn("event_unrecognised", "PRSValue", title or code)
    elif effective is None and kind in _EFFECT_MATTERS:
        warn("effective_date_missing", "PRSInformation", title or code)
    return LegalEvent(
        number=str(number),
        is_application=True,
        announced=announced,
        effective=effective,
        code=code,
        title=title,
        detail=detail,
        before=told.before,
        after=told.after,
        contract_number=told.contract_number,
        parties=told.parties,
    )


def _long_text(record: etree._Element) -> str:
    """The long text with its line ends, which may be all that parts two labels."""
    element = record.find("PRSInformation")
    return "" if element is None else "".join(map(str, element.itertext())).strip()


def _number(record: etree._Element) -> ApplicationNumber:
    """The application number as printed before its standard form."""
    references = record.findall("ApplicationReference")
    references.sort(key=lambda reference: reference.get("dataFormat") != "original")
    refusal = RefusedDocumentError("number_missing", field="ApplicationReference")
    for reference in references:
        text = text_of(reference.find(".//DocNumber"))
        if not text:
            continue
        try:
            return ApplicationNumber.parse(text, authority="CN")
        except NumberError as error:
            refusal = RefusedDocumentError(error.code, value=text, field="ApplicationReference")
    raise refusal


def _day_in_text(text: str, warn: Warn) -> date | None:
    if not text:
        return None
    try:
        return parse_date(text)
    except CellError as error:
        warn(error.code, "PRSInformation", error.value)
        return None
