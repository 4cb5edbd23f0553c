"""One `patent-assignment` of the daily and yearly files (PADX, DTD `us-patent-assignments`)."""

from __future__ import annotations

from datetime import date

from lxml import etree

from patentry.offices.uspto_recordations.parties import assignee, stated
from patentry.offices.uspto_recordations.recordations import Assignor, Property, Recordation, property_of
from patentry.offices.xml_documents.elements import day_of, text_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Party

# Published applications carry their own numbers; the application number stands beside them.
_APPLICATION, _PUBLISHED = "X0", frozenset({"A1", "A2", "A9", "P1", "P4", "P9"})


def recordation_of(root: etree._Element, *, warn: Warn) -> tuple[Recordation, list[Property], bool]:
    """Answer the recording, its properties in order, and whether the office withdrew it."""
    record = root.find("assignment-record")
    recordation = Recordation(
        reel=_text(record, "reel-no"),
        frame=_text(record, "frame-no"),
        conveyance=_text(record, "conveyance-text"),
        recorded=_day(record, "recorded-date", "announced", warn, required=True),
        assignors=tuple(_assignors(root, warn)),
        assignees=tuple(_assignees(root)),
    )
    found = (_property(node, warn) for node in root.iterfind("patent-properties/patent-property"))
    properties = [known for known in found if known is not None]
    return recordation, properties, _text(record, "purge-indicator").upper() == "Y"


def _assignors(root: etree._Element, warn: Warn) -> list[Assignor]:
    return [
        Assignor(name, _day(node, "execution-date", "effective", warn))
        for node in root.iterfind("patent-assignors/patent-assignor")
        if (name := _text(node, "name"))
    ]


def _assignees(root: etree._Element) -> list[Party]:
    return [
        assignee(
            name=name,
            lines=[_text(node, tag) for tag in ("address-1", "address-2", "city")],
            state=_text(node, "state"),
            country=_text(node, "country-name"),
            postcode=_text(node, "postcode"),
        )
        for node in root.iterfind("patent-assignees/patent-assignee")
        if (name := _text(node, "name"))
    ]


def _property(node: etree._Element, warn: Warn) -> Property | None:
    """A property of three documents at most: application, publication, patent."""
    application, patent, kind = "", "", ""
    for document in node.iterfind("document-id"):
        number, of_kind = _text(document, "doc-number"), _text(document, "kind").upper()
        if of_kind == _APPLICATION:
            application = application or number
        elif of_kind not in _PUBLISHED and not patent:
            patent, kind = number, of_kind
    return property_of(patent=patent, kind=kind or None, application=application, warn=warn)


def _text(node: etree._Element | None, tag: str) -> str:
    return "" if node is None else stated(text_of(node.find(tag)))


def _day(node: etree._Element | None, tag: str, field: str, warn: Warn, *, required: bool = False) -> date | None:
    text = _text(node, tag)
    # The office writes a day that nobody stated as the first of year one.
    return day_of("" if text.startswith("0001") else text, field=field, warn=warn, required=required)
