"""An item of the scheme to the title of its symbol."""

from __future__ import annotations

from lxml import etree

from patentry.classes import parse_ipc
from patentry.offices.xml_documents.elements import squeeze, text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError
from patentry.records import ClassTitle

LEVELS = {1: "section", 3: "class", 4: "subclass"}


def title_of(item: etree._Element) -> ClassTitle:
    """Answer the title: its parts with semicolons, references in brackets, what is the CPC's own in braces.

    Raises `RefusedDocumentError` for an item without a symbol that can be read.
    """
    stated = text_of(item.find("classification-symbol"))
    symbol = parse_ipc(stated) or (stated if len(stated) in (1, 3) and stated[:1].isalpha() else None)
    if symbol is None:
        raise RefusedDocumentError("class_unreadable", value=stated or None, field="symbol")
    parts = [_part(part) for part in item.iterfind("class-title/title-part")]
    above = item.getparent()
    return ClassTitle(
        scheme=((above.get("scheme") if above is not None else None) or "cpc").upper(),
        symbol=symbol,
        level=_level(symbol),
        lang="en",
        title="; ".join(filter(None, parts)),
        edition=above.get("edition") if above is not None else None,
    )


def _level(symbol: str) -> str:
    if "/" in symbol:
        return "group" if symbol.endswith("/00") else "subgroup"
    return LEVELS[len(symbol)]


def _part(element: etree._Element) -> str:
    pieces = []
    for child in element:
        inner = text_of(child) if child.tag == "text" else _part(child)
        if child.tag == "reference":
            inner = f"({inner})" if inner else ""
        elif child.tag == "CPC-specific-text":
            inner = f"{{{inner}}}" if inner else ""
        pieces.append(inner)
    return squeeze(" ".join(filter(None, pieces)))
