"""What a document cites, claims priority of and descends from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patentry.offices.tagged_text.fields import Field, values_of
from patentry.offices.uspto_brs_text.groups import groups_of
from patentry.offices.uspto_eras.parents import Parent
from patentry.offices.uspto_eras.parties import country_of
from patentry.offices.uspto_xml.citations import cited_number
from patentry.offices.uspto_xml.priorities import priority_number
from patentry.offices.uspto_xml.terms import RELATIONS
from patentry.offices.xml_documents.elements import day_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Citation, CitedBy, Priority

WHOLE = re.compile(r"(?P<country>[A-Z]{2}) (?P<number>\S+) (?:(?P<kind>[A-Z]\d?) )?\d{8}\b")
CATEGORY = re.compile(r"\s*\bcited by (?P<by>examiner|applicant|other|third party)\.?$", re.IGNORECASE)
WHO = {"examiner": CitedBy.EXAMINER, "applicant": CitedBy.APPLICANT}
PARENT = re.compile(r"(?P<relation>\S+) parent-doc (?P<country>[A-Z]{2}) (?P<number>\S+)(?: (?P<filed>\d{8}))?")
PROVISIONAL = re.compile(r"us-provisional-application (?P<country>[A-Z]{2}) (?P<number>\S+)(?: (?P<filed>\d{8}))?")


def citations_of(fields: list[Field]) -> tuple[Citation, ...]:
    """Answer the patent documents cited, those of the US first, as the document has them."""
    us = groups_of(fields, opened_by="URPN", tags=frozenset({"URPN", "URGP"}))
    foreign = groups_of(fields, opened_by="FRCO", tags=frozenset({"FRCO", "FRPN", "FRGP"}))
    found = [_citation("US", group.get("URPN"), group.get("URGP", "")) for group in us]
    found += [_citation(group.get("FRCO", ""), group.get("FRPN"), group.get("FRGP", "")) for group in foreign]
    return tuple(citation for citation in found if citation is not None)


def literature_of(fields: list[Field]) -> tuple[str, ...]:
    """Answer the other literature, without the words on who cited it."""
    return tuple(CATEGORY.sub("", text) for text in values_of(fields, "ORPL"))


def _citation(country: str, number: str | None, group: str) -> Citation | None:
    """A citation out of its own fields; the kind and who cited stand only in the line that has all."""
    whole = WHOLE.match(group)
    if not number:
        return None
    category = CATEGORY.search(group)
    by = WHO.get(category["by"].lower()) if category else None
    canonical = cited_number(country_of(country) or country, number, (whole["kind"] or "") if whole else "")
    if by is not None or category is None:
        return Citation(canonical, by or CitedBy.UNKNOWN)
    return Citation(canonical, category=f"cited by {category['by'].lower()}")


def priorities_of(fields: list[Field], *, warn: Warn) -> tuple[Priority, ...]:
    """Answer the foreign priorities, then the provisional applications."""
    foreign = groups_of(fields, opened_by="PRCO", tags=frozenset({"PRCO", "PRAN", "PRAD"}))
    stated = [(group.get("PRCO", ""), group.get("PRAN", ""), group.get("PRAD")) for group in foreign]
    provisionals = filter(None, (PROVISIONAL.match(text) for text in values_of(fields, "COND")))
    stated += [(found["country"], found["number"], found["filed"]) for found in provisionals]
    return tuple(
        Priority(priority_number(country, number), day_of(day, field="priorities", warn=warn, required=False))
        for country, number, day in stated
        if number
    )


def parents_of(fields: list[Field]) -> Iterator[Parent]:
    """Answer the parents whose relation counts for the term."""
    for text in values_of(fields, "COND"):
        found = PARENT.match(text)
        if found and found["relation"] in RELATIONS:
            yield Parent(found["number"], found["filed"] or "", found["country"])
