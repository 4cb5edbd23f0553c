"""Small readings of elements: text, dates and document ids."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lxml import etree

from patentry.offices.xml_documents.parsing import Warn

TO_SPACE = str.maketrans("\t\r\n", "   ")
FIRST_DAY = "17900410"
"""The first US patent statute; before it a year is a slip of the pen."""
ABSENT_COUNTRIES = frozenset({"", "unknown", "omitted", "XX"})


def text_of(element: etree._Element | None) -> str:
    """Answer the whole text of an element with white space made single; empty where there is none."""
    if element is None:
        return ""
    return squeeze((element.text or "") if len(element) == 0 else "".join(map(str, element.itertext())))


def squeeze(text: str) -> str:
    """Answer a text on one line: runs of XML's white space become one space, and none stands at the ends."""
    line = text.translate(TO_SPACE) if "\t" in text or "\r" in text else text.replace("\n", " ")
    # Faster than split and join, and a run of any length takes its logarithm of rounds.
    while "  " in line:
        line = line.replace("  ", " ")
    return line.strip(" ")


def children_of(element: etree._Element) -> dict[str, etree._Element]:
    """Answer the children by tag in one pass; of several with one tag, the first."""
    found: dict[str, etree._Element] = {}
    for child in element:
        found.setdefault(child.tag, child)
    return found


def texts_of(element: etree._Element | None, *tags: str) -> dict[str, str]:
    """Answer the children's texts by tag, stripped; of several with one tag, the first. `tags` limits the children."""
    found: dict[str, str] = {}
    if element is not None:
        for child in element.iterchildren(*tags):
            text = child.text
            if text:
                found.setdefault(child.tag, text.strip())
    return found


def country_of(text: str | None) -> str | None:
    """Answer a two-letter office code, None where the file says unknown or omitted."""
    stated = (text or "").strip()
    return None if stated in ABSENT_COUNTRIES else stated


@lru_cache(maxsize=20_000)
def parse_day(text: str) -> date | None:
    """Answer the day of a "20050104", None where there is no such day."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()) or text < FIRST_DAY:
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def complaint_about_day(text: str) -> str:
    """Answer the problem code of a day that cannot be parsed: eight digits name a day that does not exist."""
    return "date_impossible" if len(text) == 8 and text.isdigit() else "date_unreadable"


def day_of(text: str | None, *, field: str, warn: Warn, required: bool = True) -> date | None:
    """Answer the day of a field and report a day that is absent though `required`, or that does not exist."""
    stated = (text or "").strip()
    if not stated:
        if required:
            warn("field_missing", field, None)
        return None
    day = parse_day(stated)
    if day is None:
        warn(complaint_about_day(stated), field, stated)
    return day
