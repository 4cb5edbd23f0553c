"""World Intellectual Property Organization: PCT applications and international publications.

One number has been written in several ways over the years: WO 99/12345, WO9912345 and WO1999012345;
PCT/US99/30456 and DOCDB's WO1999US30456. The canonical form has the year in four digits and the serial in
six.
"""

from __future__ import annotations

import re

from patentry.numbers.authorities import ST3
from patentry.numbers.errors import NumberError
from patentry.numbers.scheme import ApplicationParts, PublicationParts, Scheme, full_year, without_separators

_PCT = re.compile(r"(?:PCT)?([A-Z]{2})([0-9]+)")
_DOCDB = re.compile(r"([0-9]{4})([A-Z]{2})([0-9]{1,6})W?")
_PUBLICATION = re.compile(r"([0-9]+)([A-Z][0-9]?)?")
_HAGUE = re.compile(r"(DM[0-9]{6})([A-Z][0-9]?)?")
# Serials had five digits until the middle of 2002 and the year two until the end of 2003, but citations go on
# being written the old way (WO 11/11713).
_YEAR_DIGITS = {7: 2, 8: 2, 9: 4, 10: 4}


def read_application(folded: str) -> ApplicationParts:
    """Read receiving office, year and serial of an international application."""
    bare = without_separators(folded)
    found = _DOCDB.fullmatch(bare)
    if found:
        year, office, number = found.groups()
        return _known_office(office, folded) + _year_and_number(year + number.zfill(6), folded), None
    found = _PCT.fullmatch(bare)
    if found is None:
        raise NumberError("number_unreadable", folded)
    return _known_office(found[1], folded) + _year_and_number(found[2], folded), None


def read_publication(folded: str) -> PublicationParts:
    """Read an international publication, or the registration of an international design (DM/054034)."""
    bare = without_separators(folded)
    design = _HAGUE.fullmatch(bare)
    if design:
        return design[1], design[2]
    found = _PUBLICATION.fullmatch(bare)
    if found is None:
        raise NumberError("number_unreadable", folded)
    return _year_and_number(found[1], folded), found[2]


def _known_office(office: str, folded: str) -> str:
    if office not in ST3:
        raise NumberError("number_unreadable", folded)
    return office


def _year_and_number(digits: str, folded: str) -> str:
    split = _YEAR_DIGITS.get(len(digits))
    if split is None:
        raise NumberError("number_length", folded)
    year, number = digits[:split], digits[split:]
    if split == 2:
        year = full_year(year)
    if not "1978" <= year <= "2099":
        raise NumberError("number_unreadable", folded)
    return year + number.zfill(6)


def _write_application(serial: str, check: str | None) -> str:
    return f"PCT/{serial[:6]}/{serial[6:]}"


def _write_publication(serial: str, kind: str | None) -> str:
    return f"WO{serial}{kind or ''}"


SCHEME = Scheme(
    authority="WO",
    read_application=read_application,
    read_publication=read_publication,
    write_application=_write_application,
    write_publication=_write_publication,
    bare_publication=re.compile(r"(?:[0-9]{2}/[0-9]{5,6}|(?:19|20)[0-9]{2}/[0-9]{5,6}|(?:19|20)[0-9]{8})(?:A[0-9]?)?"),
)
