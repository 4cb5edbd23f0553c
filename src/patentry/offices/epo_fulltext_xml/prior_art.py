"""Priorities and citations of a European publication."""

from __future__ import annotations

import re

from lxml import etree

from patentry.numbers import NumberError, PublicationNumber
from patentry.numbers.exchange import exchanged_application
from patentry.offices.xml_documents.elements import day_of, parse_day, text_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Citation, CitedBy, Priority

# "DE-A- 2 307 773", "WO-A1-03/025307"
PRINTED = re.compile(r"([A-Z]{2})\s*-\s*([A-Z]\d?)\s*-\s*([\w /.,-]*\d)")
BARE_AMERICAN_SERIAL = re.compile(r"\d{6}")


def priorities_of(sdobi: etree._Element, *, warn: Warn) -> tuple[Priority, ...]:
    """Answer the priorities: numbers, dates and countries follow each other under one tag."""
    found: list[Priority] = []
    number, day = "", ""
    for entry in sdobi.iterfind("B300/*"):
        if entry.tag == "B310":
            number, day = text_of(entry), ""
        elif entry.tag == "B320":
            day = text_of(entry.find("date"))
        elif entry.tag == "B330" and number:
            country = text_of(entry.find("ctry"))
            found.append(Priority(_priority_number(country, number, day), day_of(day, field="priorities", warn=warn)))
            number = ""
    return tuple(found)


def _priority_number(country: str, number: str, day: str) -> str:
    printed = number
    if country == "US" and BARE_AMERICAN_SERIAL.fullmatch(number):
        number, printed = number + day[2:4], ""
    try:
        return exchanged_application(country, number, day=parse_day(day), original=printed)
    except NumberError:
        return "".join(f"{country}{number}".split())


def citations_of(root: etree._Element, sdobi: etree._Element) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Answer the documents printed under (56), whoever cited them, and those the description names (the applicant's).

    The full text has neither phase nor category; DOCDB and the open services have both.
    """
    printed = [Citation(_printed_number(text_of(text))) for text in sdobi.iterfind("B500/B560/B561/text")]
    described = [
        Citation(number, CitedBy.APPLICANT, "APP")
        for entry in root.iterfind("ep-reference-list//patcit")
        if (number := _described_number(entry))
    ]
    literature = [
        text_of(entry)
        for entry in (*sdobi.iterfind("B500/B560/B562/text"), *root.iterfind("ep-reference-list//nplcit"))
    ]
    return tuple(dict.fromkeys((*printed, *described))), tuple(dict.fromkeys(filter(None, literature)))


def _printed_number(text: str) -> str:
    """The canonical number of "US-A- 5 948 634"; what is no number of its office stands as printed, without spaces."""
    found = PRINTED.fullmatch(text)
    if found is None:
        return "".join(text.split())
    country, kind, number = found.groups()
    return _number(country, number.replace(" ", ""), kind)


def _described_number(entry: etree._Element) -> str:
    stated = [text_of(entry.find(f"document-id/{tag}")) for tag in ("country", "doc-number", "kind")]
    return _number(*stated) if stated[1] else "".join((entry.get("dnum") or "").split())


def _number(country: str, number: str, kind: str) -> str:
    try:
        return str(PublicationNumber.parse(number, authority=country or None, kind=kind))
    except NumberError:
        return "".join(f"{country}{number}{kind}".split())
