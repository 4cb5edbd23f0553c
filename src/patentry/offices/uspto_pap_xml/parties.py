"""Inventors, applicants and assignees of an application."""

from __future__ import annotations

from lxml import etree

from patentry.offices.uspto_eras.parties import country_of, named, party_of
from patentry.offices.xml_documents.elements import text_of
from patentry.records import Party

NAME_TAGS = ("name-prefix", "given-name", "middle-name", "family-name", "name-suffix")
PLACE_TAGS = ("military-address", "address-1", "address-2", "city")


def inventors_and_applicants_of(biblio: etree._Element) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Answer the inventors and, of them, those who apply: all, unless the file says another authority for one."""
    entries = [entry for entry in biblio.iterfind("inventors/*") if _name(entry)]
    parties = [_person(entry) for entry in entries]
    applying = [
        party
        for entry, party in zip(entries, parties, strict=True)
        if (text_of(entry.find("authority-applicant")) or "INV").upper() == "INV"
    ]
    return named(parties), named(applying)


def holders_of(biblio: etree._Element) -> tuple[Party, ...]:
    """Answer the assignees printed on the application."""
    return named(_at(_name(entry), entry.find("address")) for entry in biblio.iterfind("assignee"))


def _person(entry: etree._Element) -> Party:
    """An inventor, at the residence; the postal address is a lawyer's often enough."""
    home = entry.find("residence")
    place = None if home is None else home.find("residence-us") if home.find("residence-us") is not None else None
    if home is not None and place is None:
        place = home.find("residence-non-us")
    return _at(_name(entry), place if place is not None else entry.find("address"))


def _name(entry: etree._Element) -> str:
    organisation = text_of(entry.find("organization-name"))
    person = entry.find("name")
    if organisation or person is None:
        return organisation
    return " ".join(filter(None, (text_of(person.find(tag)) for tag in NAME_TAGS)))


def _at(name: str, place: etree._Element | None) -> Party:
    if place is None:
        return Party(name)
    country = place.find("country-code")
    return party_of(
        name,
        places=[text_of(part) for part in place if part.tag in PLACE_TAGS],
        country=country_of(text_of(country if country is not None else place.find("country"))),
        state=text_of(place.find("state")) or None,
        postcode=text_of(place.find("postalcode")),
    )
