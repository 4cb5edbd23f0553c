"""The claims of a document, with the claims they refer to."""

from __future__ import annotations

import re

from lxml import etree

from patentry.claims import dependencies
from patentry.offices.xml_documents.marking import is_compact, set_apart, texts_of_parts
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
    if is_compact(section):
        set_apart(section, "claim-text", "br")
    claims, references = _claims_and_references(section)
    numbers = [_number(claim, place) for place, claim in enumerate(claims, start=1)]
    by_id = {claim.get("id"): number for claim, number in zip(claims, numbers, strict=True)}
    marked = [_depends_on(cited, by_id) if cited else () for cited in references]
    return tuple(
        Claim(number, text, _named(text, cited, numbers, place, lang))
        for place, (number, text, cited) in enumerate(
            zip(numbers, texts_of_parts(section, claims), marked, strict=True)
        )
    )


def _named(text: str, marked: tuple[int, ...], numbers: list[int], place: int, lang: str) -> tuple[int, ...]:
    """Answer the claims the wording names where it can say more than what is marked, which it never takes back."""
    if place > MOST_CLAIMS or ("claims" if marked else "claim") not in text:
        return marked
    named = dependencies(text, lang=lang, before=numbers[:place])
    return named if set(named).issuperset(marked) else marked


def _claims_and_references(section: etree._Element) -> tuple[list[etree._Element], list[References]]:
    """Answer the claims and the ids each refers to."""
    claims: list[etree._Element] = []
    references: list[References] = []
    for element in section.iter("claim", "claim-ref"):
        if element.tag == "claim":
            claims.append(element)
            references.append([])
        elif references:
            references[-1].append(element.get("idref") or "")
    return claims, references


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
