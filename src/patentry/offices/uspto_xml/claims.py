"""The claims of a document, with the claims they refer to."""

from __future__ import annotations

import re

from lxml import etree

from patentry.claims import dependencies
from patentry.offices.xml_documents.elements import text_of
from patentry.offices.xml_documents.marking import MARK, one_line, put_before
from patentry.records import Claim

TRAILING_NUMBER = re.compile(r"(\d{1,9})\s*$", re.ASCII)
References = list[str]
MOST_CLAIMS = 3_000
"""Beyond, the wording is not read: "any of the preceding claims" would swell to the square of them."""


def claims_of(root: etree._Element, lang: str) -> tuple[Claim, ...]:
    """Answer the claims in order; the number is the claim's `num`, else the one in its id, else its place.

    The text is kept as printed, with its leading number and the text of its references. `depends_on` holds what
    the file marks as references. Where it marks none the wording is read, and where the wording names a range of which
    only the ends are marked ("claims 1 to 3").
    """
    section = root.find("claims")
    if section is None:
        return ()
    claims, references = _marked(section)
    numbers = [_number(claim, place) for place, claim in enumerate(claims, start=1)]
    by_id = {claim.get("id"): number for claim, number in zip(claims, numbers, strict=True)}
    return tuple(
        Claim(number, text, _named(text, _depends_on(cited, by_id) if cited else (), numbers[:place], lang))
        for place, (number, text, cited) in enumerate(zip(numbers, _texts(section, claims), references, strict=True))
    )


def _named(text: str, marked: tuple[int, ...], before: list[int], lang: str) -> tuple[int, ...]:
    """Answer the claims the wording names where it can say more than what is marked, which it never takes back."""
    if ("claims" if marked else "claim") not in text or len(before) > MOST_CLAIMS:
        return marked
    named = dependencies(text, lang=lang, before=before)
    return named if set(named).issuperset(marked) else marked


def _marked(section: etree._Element) -> tuple[list[etree._Element], list[References]]:
    """Answer the claims and the ids each refers to, and prepare their text in the same pass.

    A claim gets a mark before it, a nested line a space, without which compact files would join two words.
    """
    claims: list[etree._Element] = []
    references: list[References] = []
    begins = False
    for element in section.iter("claim", "claim-text", "claim-ref", "br"):
        tag = element.tag
        if tag == "claim":
            claims.append(element)
            references.append([])
            put_before(element, MARK)
        elif tag == "claim-ref":
            if references:
                references[-1].append(element.get("idref") or "")
        elif not begins:
            put_before(element, " ")
        begins = tag == "claim"
    return claims, references


def _texts(section: etree._Element, claims: list[etree._Element]) -> list[str]:
    parts = one_line(section).split(MARK)[1:]
    if len(parts) != len(claims):
        # The printed text itself has the mark.
        return [text_of(claim).removeprefix(MARK).strip(" ") for claim in claims]
    return [part.strip(" ") for part in parts]


def _number(element: etree._Element, place: int) -> int:
    stated = element.get("num")
    if stated and stated.isascii() and stated.isdigit() and len(stated) < 10:
        return int(stated) or place
    return _trailing_number(element.get("id") or "") or place


def _trailing_number(text: str) -> int | None:
    found = TRAILING_NUMBER.search(text)
    return int(found[1]) if found else None


def _depends_on(references: References, by_id: dict[str | None, int]) -> tuple[int, ...]:
    if len(references) == 1:
        number = by_id.get(references[0]) or _trailing_number(references[0])
        return (number,) if number else ()
    numbers = (by_id.get(idref) or _trailing_number(idref) for idref in references)
    return tuple(dict.fromkeys(number for number in numbers if number))
