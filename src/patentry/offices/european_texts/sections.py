"""A description cut into sections at its headings."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from lxml import etree

from patentry.offices.xml_documents.elements import text_of
from patentry.records import Section

JOINED = ("br", "li", "dt", "dd", "entry")
"""Elements before which nothing stands in the file, though a reader sees a new line or cell."""
LEADING_MARK = re.compile(r"^[\s\dIVXivx.()\[\]:-]*(?=\w{4})")


def sections_of(description: etree._Element | None, language: str) -> tuple[Section, ...]:
    """Answer the sections: the text under each heading, and what stands before the first. `language` where none is."""
    if description is None:
        return ()
    for joined in description.iter(*JOINED):
        joined.text = " " + (joined.text or "")
    lang = (description.get("lang") or language or "und").lower()
    sections: list[tuple[str, list[str]]] = [("", [])]
    for element in description:
        if element.tag == "heading":
            sections.append((text_of(element), []))
        elif text := text_of(element):
            sections[-1][1].append(text)
    told: list[Section] = []
    kind = "other"
    for heading, texts in sections:
        kind = kind_of_heading(heading) or kind
        if heading or texts:
            told.append(Section(kind, heading, "\n".join(texts), lang))
    return tuple(told)


def kind_of_heading(heading: str) -> str | None:
    """Answer the kind of section a heading opens, None where it only divides the one before it."""
    folded = LEADING_MARK.sub("", heading).casefold().strip()
    return next((kind for words, kind in _kinds() if words in folded), None)


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    table = files("patentry.offices.european_texts").joinpath("section_kinds.csv").read_text(encoding="utf-8")
    return tuple((row["words"].casefold(), row["kind"]) for row in csv.DictReader(table.splitlines()))
