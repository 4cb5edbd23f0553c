"""Small readings of ST.32: every text stands in PDAT elements."""

from __future__ import annotations

from lxml import etree

from patentry.offices.xml_documents.elements import text_of


def stated(element: etree._Element | None, path: str) -> str:
    """Answer the text at a path on one line; empty where there is none."""
    return "" if element is None else text_of(element.find(path))


def columns(element: etree._Element) -> str:
    """Answer the text of a field in fixed columns, blanks kept."""
    return (element.findtext("PDAT") or "").strip("\r\n\t")


def with_columns(symbol: str) -> str:
    """Answer an IPC symbol with the blanks of its columns, "E03C  104", where a tool made "E03C 104" of it."""
    subclass, _, group = symbol.partition(" ")
    return f"{subclass}{group.strip():>5}"


def spaced_text(element: etree._Element, *blocks: str) -> str:
    """Answer a text on one line with a blank before each of these elements, which compact files leave out."""
    for block in element.iter(*blocks):
        block.text = " " + (block.text or "")
    return text_of(element)
