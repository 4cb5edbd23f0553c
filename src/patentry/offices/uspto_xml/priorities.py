"""The priorities a document claims: foreign and international ones, and provisional applications."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from patentry.numbers import ApplicationNumber, NumberError
from patentry.offices.xml_documents.elements import day_of, texts_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Priority

JAPANESE_LETTER = re.compile(r"P\.?\s*(?=[0-9])")
"""Japanese application numbers are often printed as P2005-117654 or P. 2005-117654; the letter is no part of them."""


def priorities_of(biblio: dict[str, etree._Element], *, warn: Warn) -> tuple[Priority, ...]:
    """Answer the priorities in the file's order, foreign ones (35 USC 119(a), 365) before provisionals (119(e)).

    A parent whose benefit is claimed (35 USC 120) is no priority; it counts for the term.
    """
    found = []
    for stated in _stated(biblio):
        number = stated.get("doc-number")
        if number:
            day = day_of(stated.get("date"), field="priorities", warn=warn, required=False)
            found.append(Priority(priority_number(stated.get("country", ""), number), day))
    return tuple(dict.fromkeys(found))


def _stated(biblio: dict[str, etree._Element]) -> Iterator[dict[str, str]]:
    for claim in biblio.get("priority-claims", ()):
        yield texts_of(claim)
    related = biblio.get("us-related-documents")
    if related is not None:
        for provisional in related.iterchildren("us-provisional-application"):
            yield texts_of(provisional.find("document-id"))


@lru_cache(maxsize=20_000)
def priority_number(country: str, number: str) -> str:
    """Answer the canonical application number; what is none of its office stands as printed, without spaces."""
    if country == "JP":
        number = JAPANESE_LETTER.sub("", number, count=1)
    try:
        return str(ApplicationNumber.parse(number, authority=country or None))
    except NumberError:
        return "".join(f"{country}{number}".split())
