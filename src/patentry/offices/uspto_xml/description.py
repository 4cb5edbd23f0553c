"""The description of a grant or an application in sections, each under its printed heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from patentry.offices.uspto_xml.section_headings import CARRIED, OTHER, kind_of_heading
from patentry.offices.xml_documents.elements import text_of
from patentry.offices.xml_documents.marking import MARK, one_line, put_before
from patentry.records import Section

CONTAINERS = {
    "description-of-drawings": "drawings",
    "technical-field": "technical_field",
    "background-art": "background",
    "disclosure": "summary",
    "best-mode": "embodiments",
    "mode-for-invention": "embodiments",
    "industrial-applicability": "industrial",
}
"""Elements that say of themselves which section they are; the files use the first only."""
BREAKS = ("br", "li", "dt", "dd", "entry")
SECTION = MARK * 2


class _Part(NamedTuple):
    """A section before its kind is known: heading, text, and the kind of the container it stands in."""

    heading: str
    text: str
    container: str | None


def description_of(root: etree._Element, lang: str) -> tuple[Section, ...]:
    """Answer the sections in order, one paragraph a line; what stands before the first heading has an empty one.

    The kind is that of the container, else what the heading says (`section_headings.csv`). A heading of unknown
    wording is a subheading of the long section it stands in, else `other`.
    """
    element = root.find("description")
    if element is None:
        return ()
    sections = []
    kind = OTHER
    for heading, text, container in _parts(element):
        if container is not None:
            kind = container
        else:
            kind = kind_of_heading(heading) or (kind if heading and kind in CARRIED else OTHER)
        if heading or text:
            sections.append(Section(kind, heading, text, lang))
    return tuple(sections)


def _parts(element: etree._Element) -> list[_Part]:
    """Answer the sections out of one text of the whole description, in which marks tell them apart."""
    containers, marks = _mark(element)
    whole = one_line(element)
    if whole.count(MARK) != marks:
        # The printed text itself has the mark.
        return _unmarked(element)
    parts = []
    for section, container in zip(whole.split(SECTION), containers, strict=True):
        heading, _, text = section.partition(MARK)
        lines = text.replace(" " + MARK, "\n").replace(MARK, "\n").strip(" ")
        parts.append(_Part(heading.strip(" "), lines, container))
    return parts


def _mark(element: etree._Element) -> tuple[list[str | None], int]:
    """Set two marks before a section and one before a paragraph; answer each section's container and the marks."""
    containers: list[str | None] = [None]
    marks = 0
    for block, container in _blocks(element):
        mark = SECTION if block.tag == "heading" else MARK if container == containers[-1] else SECTION + MARK
        if mark is not MARK:
            containers.append(container)
        marks += len(mark)
        put_before(block, mark)
    for part in element.iter(*BREAKS):
        put_before(part, " ")
    return containers, marks


def _blocks(element: etree._Element) -> Iterator[tuple[etree._Element, str | None]]:
    """Answer the headings and paragraphs with the kind of the container they stand in."""
    for block in element:
        container = CONTAINERS.get(block.tag)
        if container is None:
            yield block, None
        else:
            for inner in block:
                yield inner, container


def _unmarked(element: etree._Element) -> list[_Part]:
    """Answer the sections block by block; the marks that were set are taken off again."""
    parts = [_Part("", "", None)]
    for block, container in _blocks(element):
        marked = block.text or ""
        block.text = marked.removeprefix(SECTION).removeprefix(MARK)
        text = text_of(block)
        if block.tag == "heading":
            parts.append(_Part(text, "", container))
        elif container != parts[-1].container:
            parts.append(_Part("", text, container))
        else:
            last = parts.pop()
            parts.append(last._replace(text=f"{last.text}\n{text}" if last.text else text))
    return parts
