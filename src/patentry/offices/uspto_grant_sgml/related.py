"""What a grant rests on and how long it lasts: citations, priorities, parents, extension, disclaimer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from patentry.offices.uspto_eras.parents import Parent
from patentry.offices.uspto_eras.parties import country_of
from patentry.offices.uspto_grant_sgml.fields import stated
from patentry.offices.uspto_xml.citations import cited_number
from patentry.offices.uspto_xml.priorities import priority_number
from patentry.offices.xml_documents.elements import day_of, text_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Citation, CitedBy, Priority

COUNTING = ("B620", "B631", "B632", "B633", "B640", "B641US")
"""Division, continuation, continuation in part, continuing reissue, reissue, divisional reissue."""
BY_OTHER = "cited by other"
FIVE_YEARS = "5 years"


def citations_of(section: etree._Element) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Answer the patent documents cited and the other literature.

    "Cited by other" covers the applicant and third parties, so it is unknown by whom; the words are kept.
    """
    patents, others = [], []
    for entry in section.iter("B561", "B562"):
        document = entry.find("PCIT/DOC")
        number = stated(document, "DNUM")
        if number:
            country = country_of(stated(document, "CTRY")) or "US"
            canonical = cited_number(country, number, stated(document, "KIND"))
            if entry.find("CITED-BY-EXAMINER") is not None:
                patents.append(Citation(canonical, CitedBy.EXAMINER))
            else:
                patents.append(
                    Citation(canonical, category=BY_OTHER if entry.find("CITED-BY-OTHER") is not None else None)
                )
        elif text := text_of(entry):
            others.append(text)
    return tuple(patents), tuple(others)


def priorities_of(section: etree._Element, *, warn: Warn) -> tuple[Priority, ...]:
    """Answer the foreign priorities, then the provisional applications."""
    found = []
    for claim in section.iter("B300"):
        found.append((stated(claim, "B330/CTRY"), stated(claim, "B310/DNUM"), stated(claim, "B320/DATE")))
    for claim in section.iter("B680US"):
        found.append(("US", stated(claim, "DOC/DNUM"), stated(claim, "DOC/DATE")))
    return tuple(
        Priority(priority_number(country, number), day_of(day, field="priorities", warn=warn, required=False))
        for country, number, day in found
        if number
    )


def parents_of(section: etree._Element) -> Iterator[Parent]:
    """Answer the parents whose relation counts for the term, and the international filing."""
    for relation in section.iter(*COUNTING):
        for document in relation.iterfind("PARENT-US/PDOC/DOC"):
            yield _parent(document)
    for document in section.iterfind("B800/B860/B861/DOC"):
        yield _parent(document)


def _parent(document: etree._Element) -> Parent:
    return Parent(stated(document, "DNUM"), stated(document, "DATE"), stated(document, "CTRY"))


def extension_of(term: etree._Element | None, *, start: date | None, warn: Warn) -> int | None:
    """Answer the days by which the term is extended (35 USC 154(b)); "5 years" is counted from twenty after `start`."""
    extension = stated(term, "B474US")
    if not extension:
        return None
    if extension.isascii() and extension.isdigit() and len(extension) < 6:
        return int(extension)
    if extension.lower() == FIVE_YEARS and start is not None:
        return (_years_after(start, 25) - _years_after(start, 20)).days
    warn("number_field_unreadable", "term_extension_days", extension)
    return None


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def disclaimed_until(term: etree._Element | None, *, warn: Warn) -> date | None:
    """Answer the day to which a terminal disclaimer cuts the term; one without a day is reported."""
    if term is None:
        return None
    day = stated(term, "B473")
    if not day and term.find("B473US") is not None:
        warn("terminal_disclaimer_undated", "terminal_disclaimer", None)
    return day_of(day, field="terminal_disclaimer", warn=warn, required=False)
