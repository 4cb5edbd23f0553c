"""IPC symbols of a European publication: in fixed fields until 2005, since then in the layout of WIPO ST.8."""

from __future__ import annotations

import re

from lxml import etree

from patentry.classes import parse_ipc
from patentry.offices.xml_documents.elements import text_of
from patentry.offices.xml_documents.parsing import Warn

# "7C 07C  29/44   A", "// A01N43/08" and "H04N   7/173       20060101AFI20070423BHEP"
SYMBOL = re.compile(r"(?://)?\s*\d?\s*([A-H])\s*(\d\d)\s*([A-Z])\s*(\d{1,4})\s*/\s*(\d{2,6})")
OLD_TAGS = ("B511", "B512", "B513")


def ipc_of(sdobi: etree._Element, *, warn: Warn) -> tuple[str, ...]:
    """Answer the symbols, the first printed first; index terms (after //) are no classes of the invention."""
    stated = [text_of(text) for text in sdobi.iterfind("B500/B510EP/classification-ipcr/text")]
    if not stated:
        stated = [text_of(entry) for entry in sdobi.iterfind("B500/B510/*") if entry.tag in OLD_TAGS]
    symbols: dict[str, None] = {}
    for text in filter(None, stated):
        found = SYMBOL.match(text)
        symbol = parse_ipc("{}{}{}{}/{}".format(*found.groups())) if found else None
        if symbol is None:
            warn("class_unreadable", "ipc", text)
        else:
            symbols[symbol] = None
    return tuple(symbols)
