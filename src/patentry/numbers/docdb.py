"""Every other authority, in the general DOCDB form: country, serial as the office writes it, kind.

Separators are dropped and letters kept (JPH08228732A, BRPI0801803A2). The letter A behind an application
number is DOCDB's kind of an invention application and is dropped; other letters tell utility models,
designs and provisionals apart and stay (KR19990013715U). The German check digit, which the German office
writes behind a point and DOCDB leaves out, is dropped (DE 10 2012 345 678.9).
"""

from __future__ import annotations

import re

from patentry.numbers.errors import NumberError
from patentry.numbers.scheme import ApplicationParts, PublicationParts, Scheme, without_separators

_LONGEST_SERIAL = 24
_APPLICATION = re.compile(r"([A-Z0-9]*[0-9])([A-Z]?)")
_GERMAN = re.compile(r"([A-Z]?[0-9 ]{6,15})[.][0-9]|([0-9]{2} ?20[0-9]{2} ?[0-9]{3} ?[0-9]{3})[0-9]")
_PUBLICATION = re.compile(r"([A-Z0-9]*?[0-9])([A-Z][0-9]?)?")


def read_german_application(folded: str) -> ApplicationParts:
    """Read a German serial without its check digit and without the P of a patent (12 digits, 8 from 1995 to 2003)."""
    found = _GERMAN.fullmatch(folded)
    return read_application((found[1] or found[2]).removeprefix("P") if found else folded)


def read_application(folded: str) -> ApplicationParts:
    """Read the serial of an application of any office."""
    found = _APPLICATION.fullmatch(_bare(folded))
    if found is None:
        raise NumberError("number_unreadable", folded)
    return found[1] + ("" if found[2] == "A" else found[2]), None


def read_publication(folded: str) -> PublicationParts:
    """Read serial and kind of a publication of any office."""
    found = _PUBLICATION.fullmatch(_bare(folded))
    if found is None:
        raise NumberError("number_unreadable", folded)
    return found[1], found[2]


def _bare(folded: str) -> str:
    bare = without_separators(folded)
    if len(bare) > _LONGEST_SERIAL:
        raise NumberError("number_length", folded)
    return bare


def scheme(authority: str) -> Scheme:
    """Answer the general scheme under one authority's code."""
    return Scheme(
        authority=authority,
        read_application=read_german_application if authority == "DE" else read_application,
        read_publication=read_publication,
        write_application=lambda serial, check: f"{authority}{serial}",
        write_publication=lambda serial, kind: f"{authority}{serial}{kind or ''}",
    )
