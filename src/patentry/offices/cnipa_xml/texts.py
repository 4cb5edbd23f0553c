"""Claims, description and paragraphs of a document."""

from __future__ import annotations

from typing import Final

from lxml import etree

from patentry.offices.xml_documents.elements import text_of
from patentry.records import Claim, Section

_KINDS: Final = {
    "TechnicalField": "technical_field",
    "BackgroundArt": "background",
    "Disclosure": "summary",
    "DrawingsDescription": "drawings",
    "InventionMode": "embodiments",
    "IndustrialApplicability": "industrial",
}
_HEADINGS: Final = {
    "技术领域": "technical_field",
    "所属技术领域": "technical_field",
    "背景技术": "background",
    "发明内容": "summary",
    "实用新型内容": "summary",
    "附图说明": "drawings",
    "具体实施方式": "embodiments",
    "具体实施例": "embodiments",
    "实施例": "examples",
    "工业实用性": "industrial",
}
"""Where a description is one run of paragraphs, these stand alone in theirs and begin a section."""


def paragraphs_of(element: etree._Element | None) -> str:
    """Answer the paragraphs under an element, one a line."""
    if element is None:
        return ""
    found = [text_of(part) for part in element.iter("Paragraphs")]
    return "\n".join(filter(None, found)) or text_of(element)


def claims_of(claims: etree._Element | None) -> tuple[Claim, ...]:
    """Answer the claims with their printed text; a claim without a number takes its place."""
    if claims is None:
        return ()
    found: list[Claim] = []
    for place, entry in enumerate(claims.iterfind("Claim"), start=1):
        text = text_of(entry)
        stated = (entry.get("num") or "").strip()
        number = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 8 else place
        if text:
            found.append(Claim(number, text))
    return tuple(found)


def description_of(description: etree._Element | None, language: str) -> tuple[Section, ...]:
    """Answer the sections in order. A description without sections is cut at the headings that stand alone."""
    if description is None:
        return ()
    sections: list[Section] = []
    loose: list[str] = []
    for part in description:
        if part.tag == "Paragraphs":
            loose.append(text_of(part))
            continue
        sections += _cut(loose, language)
        loose = []
        lines = [text_of(line) for line in part.iter("Paragraphs")] or [text_of(part)]
        heading = lines.pop(0) if lines and _bare(lines[0]) in _HEADINGS else ""
        text = "\n".join(filter(None, lines))
        if text or heading:
            sections.append(Section(_KINDS.get(str(part.tag), "other"), heading, text, language))
    return tuple(sections + _cut(loose, language))


def _cut(lines: list[str], language: str) -> list[Section]:
    sections: list[Section] = []
    kind, heading, body = "other", "", list[str]()
    for line in [*lines, None]:
        bare = None if line is None else _bare(line)
        if line is not None and bare not in _HEADINGS:
            body.append(line)
            continue
        text = "\n".join(filter(None, body))
        if text or heading:
            sections.append(Section(kind, heading, text, language))
        kind, heading, body = _HEADINGS.get(bare or "", "other"), line or "", []
    return sections


def _bare(line: str) -> str:
    """A heading without the marks around it."""
    return line.strip(" 【】[]:：。.")
