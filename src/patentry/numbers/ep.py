"""European Patent Office: year and serial with a check digit; publications of seven digits.

The check digit of the eight digits: weights 1 and 2 in turn, the digits of the products summed, and what
is missing to the next ten (the EPO's answer to users of its data, forums.epo.org 11914; true of every
number with a check digit that was at hand, filed 1978 to 2016). It is computed where the file has none,
so that both spellings are one number.
"""

from __future__ import annotations

import re

from patentry.numbers.errors import NumberError
from patentry.numbers.scheme import ApplicationParts, PublicationParts, Scheme, without_separators

_APPLICATION = re.compile(r"([0-9]{8})([0-9])?[A-Z]?")
# DOCDB in its older dress: year of four digits, a nought, six digits. PatSnap leaves the nought out.
_LONG_YEAR = re.compile(r"(?:19|20)([0-9]{2})0?([0-9]{6})[A-Z]?")
_PUBLICATION = re.compile(r"0*([1-9][0-9]*)([A-Z][0-9]?)?")
_TWICE = str.maketrans("0123456789", "0246813579")
"""The digit sum of twice each digit."""


def check_digit(serial: str) -> str:
    """Answer the check digit of an application number's 8 digits."""
    total = sum(map(int, serial[0::2] + serial[1::2].translate(_TWICE)))
    return str(-total % 10)


def read_application(folded: str) -> ApplicationParts:
    """Read 97105123, 97105123.0 and DOCDB's EP19970105123 as the same number."""
    bare = without_separators(folded)
    found = _LONG_YEAR.fullmatch(bare)
    if found:
        serial = found[1] + found[2]
        return serial, check_digit(serial)
    found = _APPLICATION.fullmatch(bare)
    if found is None:
        code = "number_length" if bare.isascii() and bare.isdecimal() else "number_unreadable"
        raise NumberError(code, folded)
    check = check_digit(found[1])
    if found[2] not in (None, check):
        raise NumberError("number_check_digit", folded)
    return found[1], check


def read_publication(folded: str) -> PublicationParts:
    """Read a publication number; leading noughts are part of its seven digits (EP0499372)."""
    found = _PUBLICATION.fullmatch(without_separators(folded))
    if found is None:
        raise NumberError("number_unreadable", folded)
    if len(found[1]) > 7:
        raise NumberError("number_length", folded)
    return found[1].zfill(7), found[2]


def _write_application(serial: str, check: str | None) -> str:
    return f"EP{serial}.{check}" if check else f"EP{serial}"


def _write_publication(serial: str, kind: str | None) -> str:
    return f"EP{serial}{kind or ''}"


SCHEME = Scheme(
    authority="EP",
    read_application=read_application,
    read_publication=read_publication,
    write_application=_write_application,
    write_publication=_write_publication,
    bare_application=re.compile(r"[0-9]{8}(?:\.?[0-9])?"),
    bare_publication=re.compile(r"[0-9]{5,7}(?:[AB][0-9]?)?"),
)
