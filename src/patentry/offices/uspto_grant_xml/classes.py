"""IPC and CPC symbols of a grant."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from patentry.classes import parse_ipc
from patentry.offices.xml_documents.elements import texts_of
from patentry.offices.xml_documents.parsing import Warn

SYMBOL_TAGS = ("section", "class", "subclass", "main-group", "subgroup")


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
