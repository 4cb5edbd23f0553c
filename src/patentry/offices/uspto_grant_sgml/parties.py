"""Inventors, assignees and agents of a grant."""

from __future__ import annotations

from lxml import etree

from patentry.offices.uspto_eras.parties import country_of, named, party_of
from patentry.offices.uspto_grant_sgml.fields import stated
from patentry.offices.xml_documents.elements import text_of
from patentry.records import Party

NAME_TAGS = ("TTL", "FNM", "SNM", "SFX")
PLACE_TAGS = ("OMC", "STR", "CITY", "CNTY")


def parties_of(section: etree._Element | None, *tags: str) -> tuple[Party, ...]:
    """Answer the parties of these elements in the file's order."""
    return named(_party(entry) for entry in (section.iter(*tags) if section is not None else ()))


def _party(entry: etree._Element) -> Party:
    party = entry.find("PARTY-US")
    name = party.find("NAM") if party is not None else None
    address = party.find("ADR") if party is not None else None
    home = address if address is not None else party.find("RESIDENCE") if party is not None else None
    return party_of(
        _name(name),
        places=[text_of(part) for part in home if part.tag in PLACE_TAGS] if home is not None else (),
        country=country_of(stated(home, "CTRY")) or country_of(stated(party, "RCTRY")),
        state=stated(home, "STATE") or None,
        postcode=stated(home, "PCODE"),
    )


def _name(name: etree._Element | None) -> str:
    if name is None:
        return ""
    return stated(name, "ONM") or " ".join(filter(None, (stated(name, tag) for tag in NAME_TAGS)))
