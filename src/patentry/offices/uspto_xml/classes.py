"""IPC and CPC symbols of a grant or an application, its US national classes and its Locarno class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from patentry.classes import named_uspc, parse_ipc
from patentry.offices.xml_documents.elements import texts_of
from patentry.offices.xml_documents.parsing import Warn

SYMBOL_TAGS = ("section", "class", "subclass", "main-group", "subgroup")
CLASS_TAGS = ("main-classification", "further-classification")
LOCARNO = re.compile(r"([0-9]{2})-?([0-9]{2})")


def ipc_of(biblio: dict[str, etree._Element], *, warn: Warn) -> tuple[str, ...]:
    """Answer the IPC symbols, first printed first: field by field from 2006 on, in fixed columns in 2005."""
    symbols = [_from_fields(entry, warn, "ipc") for entry in biblio.get("classifications-ipcr", ())]
    for entry in biblio.get("classification-ipc", ()):
        if entry.tag in ("main-classification", "further-classification"):
            symbols.append(_read(entry.text or "", warn, "ipc"))
    return _unique(symbols)


def cpc_of(biblio: dict[str, etree._Element], *, warn: Warn) -> tuple[str, ...]:
    """Answer the CPC symbols: the main one, the further ones, and those that stand only in a combination set."""
    classifications = biblio.get("classifications-cpc")
    if classifications is None:
        return ()
    return _unique(_from_fields(entry, warn, "cpc") for entry in classifications.iter("classification-cpc"))


def other_classes_of(biblio: dict[str, etree._Element]) -> tuple[str, ...]:
    """Answer the US national classes, "USPC 426/231", and the Locarno class of a design, "LOC 14-03"."""
    return _unique(
        write(stated)
        for tag, write in (("classification-national", named_uspc), ("classification-locarno", locarno_of))
        for stated in _stated(biblio.get(tag))
    )


def _stated(classification: etree._Element | None) -> Iterator[str]:
    for entry in classification if classification is not None else ():
        if entry.tag in CLASS_TAGS and entry.text and not entry.text.isspace():
            yield entry.text.strip("\r\n\t")


def locarno_of(stated: str) -> str:
    """Answer a Locarno class, "LOC 14-03" of "1403"."""
    found = LOCARNO.fullmatch(stated.strip())
    return f"LOC {found[1]}-{found[2]}" if found else f"LOC {' '.join(stated.split())}"


def _from_fields(entry: etree._Element, warn: Warn, field: str) -> str | None:
    parts = texts_of(entry, *SYMBOL_TAGS)
    subclass = f"{parts.get('section', '')}{parts.get('class', '')}{parts.get('subclass', '')}"
    main, sub = parts.get("main-group"), parts.get("subgroup")
    stated = f"{subclass}{main}/{sub}" if main and sub else subclass
    return _read(stated, warn, field)


def _read(stated: str, warn: Warn, field: str) -> str | None:
    symbol = parse_ipc(stated)
    if symbol is None and stated.strip():
        warn("class_unreadable", field, stated.strip())
    return symbol


def _unique(symbols: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(symbol for symbol in symbols if symbol))
