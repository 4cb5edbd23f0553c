"""The texts of an application: abstract, description and claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from patentry.offices.uspto_eras.claims import with_wording
from patentry.offices.uspto_eras.sections import Line, sections_of
from patentry.offices.xml_documents.elements import text_of
from patentry.records import Claim, Section

PARTS = {
    "cross-reference-to-related-applications": "related",
    "federal-research-statement": "other",
    "copyright-statement": "other",
    "background-of-invention": "background",
    "summary-of-invention": "summary",
    "brief-description-of-drawings": "drawings",
    "brief-description-of-sequences": "drawings",
    "detailed-description": "embodiments",
}
BLOCKS = ("claim-text", "list-item", "entry", "in-line-formula", "markush-item")
PARAGRAPHS = frozenset({"heading", "paragraph", "paragraph-federal-research-statement"})
LAST_NUMBER = re.compile(r"(\d{1,9})\s*$", re.ASCII)


def abstract_of(root: etree._Element) -> str:
    """Answer the abstract's paragraphs on one line; its heading is not part of it."""
    return " ".join(filter(None, (_text(block) for block in root.iterfind("subdoc-abstract/paragraph"))))


def description_of(root: etree._Element) -> tuple[Section, ...]:
    """Answer the sections of the description; an element of the DTD is a part."""
    return sections_of(
        Line(PARTS.get(part.tag, "other"), _text(block), block.tag == "heading")
        for part in root.iterfind("subdoc-description/*")
        for block in _blocks(part)
    )


def claims_of(root: etree._Element) -> tuple[Claim, ...]:
    """Answer the claims as printed; `depends_on` is what the file marks and the wording names."""
    found: list[Claim] = []
    for place, claim in enumerate(root.iterfind("subdoc-claims/claim"), start=1):
        cited = (_number(reference.get("depends_on")) for reference in claim.iter("dependent-claim-reference"))
        depends_on = tuple(dict.fromkeys(number for number in cited if number))
        found.append(Claim(_number(claim.get("id")) or place, _text(claim), depends_on))
    return with_wording(found)


def _blocks(part: etree._Element) -> Iterator[etree._Element]:
    """Answer headings and paragraphs in order; sections may be nested in sections."""
    for element in part.iter(*PARAGRAPHS):
        if not any(outer.tag in PARAGRAPHS for outer in element.iterancestors()):
            yield element


def _text(element: etree._Element) -> str:
    """Answer a text on one line without the number the office put before a paragraph."""
    first = element[0] if len(element) else None
    if first is not None and first.tag == "number" and not (element.text or "").strip():
        first.text = None
    for block in element.iter(*BLOCKS):
        block.text = " " + (block.text or "")
    return text_of(element)


def _number(identity: str | None) -> int | None:
    found = LAST_NUMBER.search(identity or "")
    return int(found[1]) or None if found else None
