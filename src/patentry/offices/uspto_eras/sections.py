"""Headings and paragraphs of a description into its sections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from patentry.offices.uspto_xml.section_headings import CARRIED, kind_of_heading
from patentry.records import Section


class Line(NamedTuple):
    """A heading or a paragraph, and the kind of the part of the file it stands in."""

    part: str
    text: str
    is_heading: bool = False


def sections_of(lines: Iterable[Line], *, lang: str = "en") -> tuple[Section, ...]:
    """Answer the sections in order, one paragraph a line.

    A heading of known wording decides the kind. One of unknown wording is a subheading of the long section it stands
    in, else its kind is that of the part. A part that begins without a heading begins a section with an empty one.
    """
    found: list[tuple[str, str, list[str]]] = []
    part: str | None = None
    for line in lines:
        if not line.text:
            continue
        if line.is_heading:
            carried = found[-1][0] if found and part == line.part and found[-1][0] in CARRIED else line.part
            found.append((kind_of_heading(line.text) or carried, line.text, []))
        else:
            if part != line.part or not found:
                found.append((line.part, "", []))
            found[-1][2].append(line.text)
        part = line.part
    return tuple(Section(kind, heading, "\n".join(texts), lang) for kind, heading, texts in found)
