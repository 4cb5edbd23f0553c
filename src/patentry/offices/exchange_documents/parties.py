"""Applicants and inventors of exchange documents, each once, in the file's order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from patentry.offices.xml_documents.elements import country_of, text_of
from patentry.records import Inventor, Party

FORMS = ("docdb", "epodoc", "docdba", "original")
COUNTRY = re.compile(r"\s*\[([A-Z]{2})\]$")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def applicants_of(biblio: etree._Element) -> tuple[Party, ...]:
    """Answer the applicants: the standardised spelling, but Chinese characters where a form has them."""
    named = _named(biblio, "parties/applicants/applicant", "applicant-name")
    return tuple(Party(name, country, address) for name, country, address in named)


def inventors_of(biblio: etree._Element) -> tuple[Inventor, ...]:
    """Answer the inventors in the same spellings."""
    named = _named(biblio, "parties/inventors/inventor", "inventor-name")
    return tuple(Inventor(name, country) for name, country, _ in named)


def _named(biblio: etree._Element, path: str, tag: str) -> Iterator[tuple[str, str | None, str | None]]:
    """One form's list as a whole: forms may go on counting where another ended, so that turns do not match."""
    forms: dict[str, list[etree._Element]] = {}
    for element in biblio.iterfind(path):
        if _name(element, tag):
            forms.setdefault(element.get("data-format") or "docdb", []).append(element)
    for element in forms.get(_chosen(forms, tag), ()):
        same = [e for entries in forms.values() for e in entries if e.get("sequence") == element.get("sequence")]
        name = _name(element, tag)
        yield COUNTRY.sub("", name).rstrip(" ,"), _country(same, tag), _address([element, *same])


def _chosen(forms: dict[str, list[etree._Element]], tag: str) -> str:
    """The form in Chinese characters if there is one, else the first of `FORMS` that names the most persons."""
    for form, elements in forms.items():
        if any(HAN.search(_name(element, tag)) for element in elements):
            return form
    most = max(map(len, forms.values()), default=0)
    return next((form for form in (*FORMS, *forms) if len(forms.get(form, ())) == most), "")


def _name(element: etree._Element, tag: str) -> str:
    return text_of(element.find(f"{tag}/name")).replace("\u2002", " ").strip()


def _country(elements: list[etree._Element], tag: str) -> str | None:
    for element in elements:
        stated = country_of(element.findtext("residence/country"))
        if stated:
            return stated
    found = next((match for element in elements if (match := COUNTRY.search(_name(element, tag)))), None)
    return found[1] if found else None


def _address(elements: list[etree._Element]) -> str | None:
    for element in elements:
        lines = [text_of(line) for line in element.iterfind(".//address/*") if line.tag != "country"]
        if any(lines):
            return ", ".join(filter(None, lines))
    return None
