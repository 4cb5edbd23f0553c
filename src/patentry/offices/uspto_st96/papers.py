"""A parsed paper to one record: the application it belongs to, and the text it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from patentry.offices.uspto_eras import checks
from patentry.offices.uspto_eras.claims import with_wording
from patentry.offices.uspto_eras.numbers import DESIGN_SERIES, application_of
from patentry.offices.uspto_eras.sections import Line, sections_of
from patentry.offices.xml_documents.elements import text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Claim, Record, RightType, Section

CLAIMS_ROOT = "ClaimsDocument"
MARGINS = ("BoundaryData",)
"""Headers, footers and line numbers of the page."""
ABSTRACT_CODE = "ABST"
PAGE_NUMBER = re.compile(r"[-–\s\d]{1,8}")
AMENDS = re.compile(r"\b(?:amendments? to the specification|please (?:replace|amend|delete|insert|add|cancel))\b", re.I)
STATUS = re.compile(
    r"^(?:claim\s+)?(\d{1,4})\s*[.:]?\s*[(\[](?:currently amended|original|previously presented|previously amended"
    r"|amended|new|withdrawn[^)\]]*)[)\]]\s*[.:]?\s*",
    re.IGNORECASE,
)
CANCELLED = frozenset({"canceled", "cancelled", "not entered"})
LAST_NUMBER = re.compile(r"(\d{1,9})\s*$", re.ASCII)


def record_of(root: etree._Element, *, warn: Warn) -> Record:
    """Answer the record of a paper. A paper tells neither the right, nor a day of filing or publication.

    Raises `RefusedDocumentError` where the application's number cannot be read.
    """
    for margin in root.iter(*MARGINS):
        _blank(margin)
    stated = text_of(root.find("DocumentHeaderDetails/ApplicationHeaderDetails/ApplicationNumber"))
    application = application_of(stated, "", warn=warn)
    if application is None:
        raise RefusedDocumentError("number_missing", field="application_number")
    is_design = application.startswith(f"US{DESIGN_SERIES}/")
    if not is_design:
        warn("type_missing", "right_type", None)
    claims = claims_of(root, warn=warn)
    abstract, description = _specification(root, warn)
    return Record(
        authority="US",
        right_type=RightType.DESIGN if is_design else RightType.OTHER,
        application_number=application,
        abstract=checks.in_english(abstract),
        claims=claims,
        description=description,
        language="en",
    )


def claims_of(root: etree._Element, *, warn: Warn) -> tuple[Claim, ...]:
    """Answer the claims as they stand after the paper: without their status, and without the cancelled ones."""
    entries = list(root.iterfind("ClaimSet/ClaimList/Claim"))
    by_id = {entry.get("id"): number for entry in entries if (number := _number(text_of(entry.find("ClaimNumber"))))}
    found: dict[int, Claim] = {}
    for entry in entries:
        number = _number(text_of(entry.find("ClaimNumber")))
        text = " ".join(filter(None, (text_of(part) for part in entry.iterfind("ClaimText"))))
        status = text_of(entry.find("ClaimStatusCategory")).lower()
        if number is None or not text or status in CANCELLED:
            continue
        references = (reference.get("idrefs") or "" for reference in entry.iter("ClaimReference"))
        cited = {by_id.get(one) for many in references for one in many.split()}
        depends_on = tuple(sorted(one for one in cited if one is not None and one != number))
        if number in found:
            warn("claim_repeated", "claims", str(number))
        found.setdefault(number, Claim(number, STATUS.sub(r"\1. ", text), depends_on))
    if root.tag == CLAIMS_ROOT and not found:
        warn("paper_without_text", "claims", text_of(root.find("DocumentCode")) or None)
    return with_wording(list(found.values()))


def _specification(root: etree._Element, warn: Warn) -> tuple[str, tuple[Section, ...]]:
    """Answer the abstract or the sections of the description, as the paper's code says which it is."""
    if root.tag == CLAIMS_ROOT:
        return "", ()
    specification = root.find("Specification")
    lines = list(_lines(specification)) if specification is not None else []
    if not lines:
        warn("paper_without_text", None, text_of(root.find("DocumentCode")) or None)
    if text_of(root.find("DocumentCode")) == ABSTRACT_CODE:
        return _abstract(lines), ()
    if any(AMENDS.search(line.text) for line in lines[:3]):
        warn("amendment_not_applied", "description", None)
        return "", ()
    return "", sections_of(lines)


def _abstract(lines: list[Line]) -> str:
    """What stands under the heading of the abstract, without the instruction to replace the earlier one."""
    headings = [place for place, line in enumerate(lines) if line.is_heading and "ABSTRACT" in line.text.upper()]
    kept = lines[headings[-1] + 1 :] if headings else lines
    return " ".join(line.text for line in kept if not line.is_heading and not AMENDS.search(line.text))


def _lines(specification: etree._Element) -> Iterator[Line]:
    for block in specification.iter("Heading", "P"):
        text = text_of(block)
        if not PAGE_NUMBER.fullmatch(text):
            yield Line("other", text, block.tag == "Heading")


def _blank(element: etree._Element) -> None:
    """Empty an element; what follows stays, parted from what stands before."""
    after = element.tail
    element.clear()
    element.text, element.tail = " ", after


def _number(text: str) -> int | None:
    found = LAST_NUMBER.search(text)
    return int(found[1]) or None if found else None
