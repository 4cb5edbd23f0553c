"""Documents cited on the front page."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from patentry.numbers import NumberError, PublicationNumber
from patentry.offices.xml_documents.elements import text_of, texts_of
from patentry.records import Citation, CitedBy

_OF_THE_SEARCH = frozenset({"SEA", "EXA", "ISR"})


class Citations(NamedTuple):
    """Patent documents and everything else."""

    patents: tuple[Citation, ...]
    others: tuple[str, ...]


def citations_of(biblio: etree._Element) -> Citations:
    """Answer what a document cites, each once; a number that is none of its office stays as printed."""
    patents: dict[Citation, None] = {}
    others: dict[str, None] = {}
    for entry in biblio.iterfind(".//ReferencesCited/Citation"):
        reference = entry.find(".//PublicationReference")
        told = texts_of(reference.find("DocumentID")) or texts_of(reference) if reference is not None else {}
        number = _number(told)
        if number:
            phase = entry.get("srepPhase")
            cited_by = CitedBy.EXAMINER if phase in _OF_THE_SEARCH else CitedBy.UNKNOWN
            patents[Citation(number, cited_by, phase, text_of(entry.find(".//Category")) or None)] = None
        elif text_of(entry):
            others[text_of(entry)] = None
    return Citations(tuple(patents), tuple(others))


def _number(told: dict[str, str]) -> str:
    country, number, kind = (told.get(name, "") for name in ("WIPOST3Code", "DocNumber", "Kind"))
    if not number:
        return ""
    try:
        return str(PublicationNumber.parse(number, authority=country or None, kind=kind or None))
    except NumberError:
        return "".join((country, number, kind)).replace(" ", "")
