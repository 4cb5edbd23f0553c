"""Names and addresses as the earlier files have them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from patentry.records import Inventor, Party

COUNTRY = re.compile(r"([A-Z]{2})[X0-9]?")
FORMER_CODES = {"DT": "DE", "OE": "AT"}
"""Codes of WIPO ST.3 before 1978."""
UNKNOWN_CODES = frozenset({"XX", "ZZ"})


def country_of(stated: str | None) -> str | None:
    """Answer the two-letter code of "JPX", "JP" or "DT"; None where nothing or no code stands there."""
    found = COUNTRY.fullmatch((stated or "").strip().upper())
    if found is None or found[1] in UNKNOWN_CODES:
        return None
    return FORMER_CODES.get(found[1], found[1])


def first_name_first(name: str) -> str:
    """Answer "Don G. Hoff" of "Hoff; Don G."; a name without a semicolon stays."""
    last, semicolon, first = name.partition(";")
    return " ".join(f"{first} {last}".split()) if semicolon and first.strip() else " ".join(name.split(";"))


def party_of(
    name: str,
    *,
    places: Iterable[str | None],
    country: str | None,
    state: str | None,
    postcode: str | None = None,
) -> Party:
    """Answer a party at "street, city, state, country"; a state without a country is one of the United States."""
    land = country or ("US" if state else None)
    named = [place for place in (*places, state) if place]
    return Party(
        name=name,
        country=land,
        address=", ".join([*named, land] if land else named) if named else None,
        postcode=postcode or None,
    )


def inventors_of(parties: Iterable[Party]) -> tuple[Inventor, ...]:
    """Answer parties as inventors."""
    return tuple(Inventor(party.name, party.country) for party in parties)


def named(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Answer the parties that have a name."""
    return tuple(party for party in parties if party.name)
