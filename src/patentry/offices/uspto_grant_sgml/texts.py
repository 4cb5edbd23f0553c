"""The texts of a grant: abstract, description and claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from patentry.offices.uspto_eras.claims import with_wording
from patentry.offices.uspto_eras.sections import Line, sections_of
from patentry.offices.uspto_grant_sgml.fields import spaced_text
from patentry.records import Claim, Section

PARTS = {
    "RELAPP": "related",
    "GOVINT": "other",
    "BRFSUM": "summary",
    "DRWDESC": "drawings",
    "DETDESC": "embodiments",
}
BLOCKS = ("PARA", "CLMSTEP", "PTEXT", "LI", "entry", "ENTRY")
LAST_NUMBER = re.compile(r"(\d{1,9})\s*$", re.ASCII)


def paragraphs_of(section: etree._Element | None) -> str:
    """Answer a section's text on one line."""
    return "" if section is None else spaced_text(section, *BLOCKS)


def description_of(root: etree._Element) -> tuple[Section, ...]:
    """Answer the sections of the description; an element of the DTD is a part, H a heading."""
    section = root.find("SDODE")
    return () if section is None else sections_of(_lines(section))


def _lines(section: etree._Element) -> Iterator[Line]:
    for part in section:
        kind = PARTS.get(part.tag, "other")
        for text in part:
            for block in text if text.tag == "BTEXT" else [text]:
                yield Line(kind, spaced_text(block, *BLOCKS), block.tag == "H")


def claims_of(root: etree._Element) -> tuple[Claim, ...]:
    """Answer the claims as printed; `depends_on` is what the file marks and the wording names."""
    found: list[Claim] = []
    for place, claim in enumerate(root.iterfind("SDOCL/CL/CLM"), start=1):
        cited = (_number(reference.get("ID")) for reference in claim.iter("CLREF"))
        depends_on = tuple(dict.fromkeys(number for number in cited if number))
        found.append(Claim(_number(claim.get("ID")) or place, spaced_text(claim, *BLOCKS), depends_on))
    return with_wording(found)


def _number(identity: str | None) -> int | None:
    found = LAST_NUMBER.search(identity or "")
    return int(found[1]) or None if found else None
