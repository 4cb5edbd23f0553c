"""Classes of exchange documents: IPC in its three layouts, CPC, and national schemes by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from patentry.classes import parse_ipc
from patentry.offices.xml_documents.elements import text_of, texts_of
from patentry.offices.xml_documents.parsing import Warn

# "F02M  41/12        20060101A I20051008RMEP", "A61M  31/    00   A I", " 7A 61K   9/16   A", "H04N7/24"
SYMBOL = re.compile(r"\s*(?://)?\s*\d?\s*([A-HY])\s*(\d\d)\s*([A-Z])\s*(?:(\d{1,4})\s*/\s*(\d{2,6}))?(?=\s|$|-)")
NATIONAL = {"UC": "USPC"}


def ipc_of(biblio: etree._Element, *, warn: Warn) -> tuple[str, ...]:
    """Answer the IPC symbols: those of the reformed IPC, before them the older ones where there are no others."""
    reformed = [text_of(entry) for entry in biblio.iterfind("classifications-ipcr/classification-ipcr/text")]
    older = [
        text_of(entry)
        for section in biblio.iterfind("classification-ipc")
        for entry in section.iter("main-classification", "further-classification", "text")
    ]
    return _unique(symbol_in(text, "ipc", warn) for text in reformed or older)


def symbol_in(text: str, field: str, warn: Warn) -> str | None:
    """Answer the canonical symbol at the beginning of a text with its edition and marks behind it."""
    found = SYMBOL.match(text)
    symbol = None
    if found:
        section, number, subclass, main, sub = found.groups()
        symbol = parse_ipc(f"{section}{number}{subclass}" + (f"{main}/{sub}" if main else ""))
    if symbol is None and text.strip():
        warn("class_unreadable", field, text.strip())
    return symbol


def other_classes_of(biblio: etree._Element, *, warn: Warn) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Answer the CPC symbols, and the classes of other schemes under their names ("USPC 604/529")."""
    cpc: list[str | None] = []
    others: list[str | None] = []
    for entry in biblio.iterfind("patent-classifications/patent-classification"):
        scheme = entry.find("classification-scheme")
        name = "" if scheme is None else scheme.get("scheme") or ""
        stated = _stated(entry)
        if name.startswith("CPC"):
            cpc.append(symbol_in(stated, "cpc", warn))
        elif name and stated:
            others.append(f"{NATIONAL.get(name, name)} {stated}")
    return _unique(cpc), _unique(others)


def _stated(entry: etree._Element) -> str:
    symbol = text_of(entry.find("classification-symbol"))
    if symbol:
        return symbol
    parts = texts_of(entry, "section", "class", "subclass", "main-group", "subgroup")
    head = "".join(parts.get(part, "") for part in ("section", "class", "subclass"))
    return f"{head}{parts['main-group']}/{parts['subgroup']}" if {"main-group", "subgroup"} <= set(parts) else head


def _unique(symbols: Iterable[str | None] | Iterator[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(symbol for symbol in symbols if symbol))
