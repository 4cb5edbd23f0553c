"""What a document cites: patent documents and other literature, and who brought them into the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from patentry.numbers import NumberError, PublicationNumber
from patentry.offices.xml_documents.elements import text_of
from patentry.records import Citation, CitedBy

UNKNOWN = CitedBy.UNKNOWN
CITED_BY = {"cited by examiner": CitedBy.EXAMINER, "cited by applicant": CitedBy.APPLICANT}
# "cited by other" is, until 2012, all that is not the examiner's: the applicant's or a third party's.

PLAIN_US_GRANT = re.compile(r"D?[1-9]\d{0,6}", re.ASCII)
KINDS_OF_US_GRANTS = frozenset({"", "A", "B1", "B2", "S", "S1"})

FIELDS = ("patcit", "nplcit", "country", "doc-number", "kind", "category")
Fields = dict[str, str]


def citations_of(biblio: dict[str, etree._Element]) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Answer the citations of patent documents, one for each in the file, and the texts of the other ones.

    A cited number that cannot be read is kept as it is printed, without spaces: it is still a citation.
    """
    cited = biblio.get("us-references-cited")
    if cited is None:
        cited = biblio.get("references-cited")
    patents: list[Citation] = []
    others: list[str] = []
    for element, fields in _entries(cited) if cited is not None else ():
        stated = fields.get("doc-number")
        if stated and "nplcit" not in fields:
            number = cited_number(fields.get("country", ""), stated, fields.get("kind", ""))
            cited_by, category = _category(fields.get("category", ""))
            patents.append(Citation(number, cited_by, None, category))
        elif text := text_of(element):
            others.append(text)
    return tuple(patents), tuple(others)


def _entries(cited: etree._Element) -> Iterator[tuple[etree._Element, Fields]]:
    """Answer each patcit or nplcit with its fields, in one pass; the category closes it (a class may follow)."""
    current: etree._Element | None = None
    fields: Fields = {}
    for element in cited.iter(*FIELDS):
        tag = element.tag
        if tag == "patcit" or tag == "nplcit":
            if current is not None:
                yield current, fields
            current, fields = element, {tag: ""}
        elif "category" not in fields:
            fields[tag] = element.text or ""
    if current is not None:
        yield current, fields


@lru_cache(maxsize=100)
def _category(category: str) -> tuple[CitedBy, str | None]:
    """Answer who cited, and the printed category where it says what that does not ("cited by third party")."""
    stated = " ".join(category.split())
    cited_by = CITED_BY.get(stated.lower())
    return (UNKNOWN, stated or None) if cited_by is None else (cited_by, None)


@lru_cache(maxsize=100_000)
def cited_number(country: str, number: str, kind: str) -> str:
    """Answer the canonical form of a cited publication; what is no number of its office stands as printed."""
    if country == "US" and kind in KINDS_OF_US_GRANTS and PLAIN_US_GRANT.fullmatch(number):
        # Most of them by far; the same answer as the reader's below, at a fifth of its cost.
        return f"US{number}{kind}"
    try:
        return str(PublicationNumber.parse(number, authority=country or None, kind=kind))
    except NumberError:
        return "".join(f"{country}{number}{kind}".split())
