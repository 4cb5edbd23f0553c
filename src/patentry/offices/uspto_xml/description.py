"""The description of a grant or an application in sections, each under its printed heading."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from patentry.offices.uspto_xml.section_headings import CARRIED, OTHER, kind_of_heading
from patentry.offices.xml_documents.marking import is_compact, set_apart, texts_of_parts
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
"""Where the text of a paragraph goes on in another line, item or cell."""


def description_of(root: etree._Element, lang: str) -> tuple[Section, ...]:
    """Answer the sections in order, one paragraph a line; what stands before the first heading has an empty one.

    The kind is that of the container, else what the heading says (`section_headings.csv`). A heading of unknown
    wording is a subheading of the long section it stands in, else `other`.
    """
    element = root.find("description")
    if element is None:
        return ()
    if is_compact(element):
        set_apart(element, *BREAKS)
    sections = []
    kind = OTHER
    for heading, container, lines in _sections(element):
        if container is not None:
            kind = container
        else:
            kind = kind_of_heading(heading) or (kind if heading and kind in CARRIED else OTHER)
        if heading or lines:
            sections.append(Section(kind, heading, "\n".join(lines), lang))
    return tuple(sections)


def _sections(element: etree._Element) -> Iterator[tuple[str, str | None, list[str]]]:
    """Answer heading, kind of the container and paragraphs of each section; one begins where the container changes."""
    heading, within = "", None
    lines: list[str] = []
    blocks, containers = _blocks(element)
    for block, container, text in zip(blocks, containers, texts_of_parts(element, blocks), strict=True):
        is_heading = block.tag == "heading"
        if is_heading or container != within:
            yield heading, within, lines
            heading, within, lines = "", container, []
        if is_heading:
            heading = text
        elif text:
            lines.append(text)
    yield heading, within, lines


def _blocks(element: etree._Element) -> tuple[list[etree._Element], list[str | None]]:
    """Answer the headings and paragraphs, and the kind of the container each stands in."""
    blocks: list[etree._Element] = []
    containers: list[str | None] = []
    for block in element:
        container = CONTAINERS.get(block.tag)
        if container is None:
            blocks.append(block)
            containers.append(None)
        else:
            blocks += block
            containers += [container] * len(block)
    return blocks, containers
