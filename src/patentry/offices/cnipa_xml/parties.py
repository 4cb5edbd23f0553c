"""Persons of a document: applicants and patentees with their addresses, inventors and designers, agents."""

from __future__ import annotations

import re

from lxml import etree

from patentry.offices.tabular.persons import split_postcode
from patentry.offices.xml_documents.elements import country_of, text_of
from patentry.records import Inventor, Party

_AGENCY_CODE = re.compile(r"\s*\d{5}$")
"""Agencies are printed with their number behind the name."""


def parties_of(biblio: etree._Element, role: str) -> tuple[Party, ...]:
    """Answer the parties of a role (Applicant, Assignee) in order."""
    parties = (_party(entry) for entry in biblio.iterfind(f".//{role}Details/{role}"))
    return tuple(party for party in parties if party.name)


def _party(entry: etree._Element) -> Party:
    book = _book(entry)
    address = book.find("Address") if book is not None else None
    if address is None:
        return Party(_name(book))
    leading, written = split_postcode(text_of(address.find("Text")))
    parts = "".join(text_of(address.find(name)) for name in ("Province", "City", "County"))
    return Party(
        name=_name(book),
        country=country_of(text_of(address.find("WIPOST3Code"))),
        address=written or parts or None,
        postcode=text_of(address.find("PostCode")) or leading,
    )


def inventors_of(biblio: etree._Element) -> tuple[Inventor, ...]:
    """Answer the inventors, of a design the designers."""
    names = (
        _name(_book(entry))
        for role in ("Inventor", "Designer")
        for entry in biblio.iterfind(f".//{role}Details/{role}")
    )
    return tuple(Inventor(name) for name in names if name)


def agents_of(biblio: etree._Element) -> tuple[Party, ...]:
    """Answer the agents by name."""
    names = (_name(entry.find("AddressBook")) for entry in biblio.iterfind(".//AgentDetails/Agent"))
    return tuple(Party(name) for name in dict.fromkeys(names) if name)


def agency_of(biblio: etree._Element) -> str | None:
    """Answer the first agency without the number behind its name."""
    names = (_AGENCY_CODE.sub("", text_of(entry)) for entry in biblio.iterfind(".//Agency//OrganizationName"))
    return next((name for name in names if name), None)


def _book(entry: etree._Element) -> etree._Element | None:
    """The address book in Chinese where there are several, else the first."""
    books = entry.findall("AddressBook")
    return next((book for book in books if book.get("lang") == "zh"), books[0] if books else None)


def _name(book: etree._Element | None) -> str:
    if book is None:
        return ""
    return text_of(book.find("Name")) or text_of(book.find("OrganizationName"))
