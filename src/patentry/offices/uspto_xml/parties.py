"""Inventors, applicants and holders, as the versions 4.0-4.2 and 4.3-4.7 name them."""

from __future__ import annotations

from lxml import etree

from patentry.offices.xml_documents.elements import country_of, squeeze, text_of
from patentry.records import Inventor, Party

ORGANISATION_TAGS = ("orgname", "name")
PERSON_TAGS = ("prefix", "first-name", "middle-name", "first-last-name", "last-name", "second-last-name", "suffix")
PLACE_TAGS = (
    *("address-1", "address-2", "address-3", "pobox", "room", "address-floor", "building", "street"),
    *("city", "county", "state"),
)
READ_TAGS = frozenset({*ORGANISATION_TAGS, *PERSON_TAGS, *PLACE_TAGS, "country", "postcode"})

Biblio = dict[str, etree._Element]


def inventors_and_applicants_of(biblio: Biblio) -> tuple[tuple[Inventor, ...], tuple[Party, ...]]:
    """Answer the inventors, and the parties named as applicants, in the file's order.

    From version 4.3 on the inventors have a list of their own. Before, the applicants are the inventors and that
    list holds only those who did not apply; an applicant whom the list repeats is not named twice.
    """
    entries = _entries(biblio, "us-applicants", "applicants")
    parties = [_party(entry) for entry in entries]
    listed = [_party(entry) for entry in (*_entries(biblio, "inventors"), *_deceased(biblio))]
    names = {inventor.name for inventor in listed}
    applied = [
        party
        for entry, party in zip(entries, parties, strict=True)
        if entry.get("app-type") == "applicant-inventor" and party.name not in names
    ]
    inventors = (Inventor(party.name, party.country) for party in _named([*applied, *listed]))
    return tuple(inventors), _named(parties)


def holders_of(biblio: Biblio) -> tuple[Party, ...]:
    """Answer the assignees printed on the grant; none where the grant names none."""
    assignees = biblio.get("assignees")
    return () if assignees is None else _named([_party(entry) for entry in assignees])


def agents_of(biblio: Biblio) -> tuple[Party, ...]:
    """Answer the attorneys, agents and firms, in the file's order."""
    return _named([_party(entry) for entry in _entries(biblio, "agents")])


def _entries(biblio: Biblio, *lists: str) -> list[etree._Element]:
    parties = biblio.get("us-parties")
    if parties is None:
        parties = biblio.get("parties")
    if parties is None:
        return []
    return [entry for group in parties if group.tag in lists for entry in group]


def _deceased(biblio: Biblio) -> list[etree._Element]:
    first = biblio.get("us-deceased-inventor")
    return [] if first is None else [first, *first.itersiblings("us-deceased-inventor")]


def _named(parties: list[Party]) -> tuple[Party, ...]:
    return tuple(party for party in parties if party.name)


def _party(entry: etree._Element) -> Party:
    """Read a name group and its address in one pass; an `addressbook` around them makes no difference."""
    parts: dict[str, str] = {}
    for element in entry.iterdescendants():
        tag = element.tag
        if tag == "nationality" or tag == "residence":
            break
        if tag in READ_TAGS and tag not in parts:
            parts[tag] = (element.text or "") if len(element) == 0 else text_of(element)
    country = country_of(parts.get("country"))
    return Party(
        name=_name(parts),
        country=country or country_of(entry.findtext("residence/country")),
        address=_address(parts, country),
        postcode=parts.get("postcode"),
    )


def _name(parts: dict[str, str]) -> str:
    for tag in ORGANISATION_TAGS:
        if tag in parts:
            return squeeze(parts[tag])
    return squeeze(" ".join([parts[tag] for tag in PERSON_TAGS if tag in parts]))


def _address(parts: dict[str, str], country: str | None) -> str | None:
    """Answer "street, city, state, country" as far as it is printed; a country alone is no address."""
    places = [parts[tag] for tag in PLACE_TAGS if tag in parts]
    if not places:
        return None
    return squeeze(", ".join([*places, country] if country else places))
