"""Titles, abstract and claims in three languages."""

from __future__ import annotations

import re

from lxml import etree

from patentry.claims import with_dependencies
from patentry.offices.xml_documents.elements import text_of
from patentry.records import Claim, ClaimsText, LangText

TRAILING_NUMBER = re.compile(r"(\d{1,6})$", re.ASCII)


def titles_of(sdobi: etree._Element, language: str) -> tuple[LangText, ...]:
    """Answer the titles, that in the language of proceedings first; each language stands before its title."""
    titles: dict[str, str] = {}
    lang = ""
    for entry in sdobi.iterfind("B500/B540/*"):
        if entry.tag == "B541":
            lang = text_of(entry).lower()
        elif entry.tag == "B542" and lang and (text := text_of(entry)):
            titles.setdefault(lang, text)
    return tuple(LangText(lang, titles[lang]) for lang in sorted(titles, key=lambda lang: lang != language))


def abstract_of(root: etree._Element) -> tuple[LangText, ...]:
    """Answer the abstract in each language it is printed in."""
    told = ((abstract.get("lang") or "und", _paragraphs(abstract)) for abstract in root.iterfind("abstract"))
    return tuple(LangText(lang.lower(), text) for lang, text in told if text)


def claims_of(root: etree._Element, language: str) -> tuple[tuple[Claim, ...], tuple[ClaimsText, ...]]:
    """Answer the claims in the language of proceedings, and the other sets in the file's order.

    A second set in one language (for particular states) follows under its language. What a
    claim cites stands only in its wording.
    """
    sets = [ClaimsText(lang, _claims(s, lang)) for s in root.iterfind("claims") for lang in (_language(s),)]
    sets = [text for text in sets if text.claims]
    own = next((text for text in sets if text.lang == language), sets[0] if sets else None)
    if own is None:
        return (), ()
    return own.claims, tuple(text for text in sets if text is not own)


def _language(section: etree._Element) -> str:
    return (section.get("lang") or "und").lower()


def _claims(section: etree._Element, lang: str) -> tuple[Claim, ...]:
    for element in section.iter("claim-text", "br"):
        # Without it "furnace<br/>said" would be one word.
        element.text = " " + (element.text or "")
    claims = enumerate(section.iterfind("claim"), start=1)
    return with_dependencies([Claim(_number(claim, place), text_of(claim)) for place, claim in claims], lang=lang)


def _number(claim: etree._Element, place: int) -> int:
    stated = claim.get("num") or ""
    if stated.isascii() and stated.isdigit() and len(stated) < 7:
        return int(stated) or place
    found = TRAILING_NUMBER.search(claim.get("id") or "")
    return int(found[1]) or place if found else place


def _paragraphs(element: etree._Element) -> str:
    return " ".join(filter(None, map(text_of, element)))
