"""United States: applications by series and serial, grants by letter and number, publications by year.

DOCDB writes applications as year and series and serial (US201213657122), or, for older ones and for
provisionals, as year and serial without the series (US20090467230, US20090220920P): these stay as they
are, because the series cannot be told from them. It also drops the first nought of a publication's serial
(US2004001234A1).
"""

from __future__ import annotations

import re

from patentry.numbers.errors import NumberError
from patentry.numbers.scheme import ApplicationParts, PublicationParts, Scheme, without_separators

_SERIES = r"(?:0[1-9]|[12][0-9]|35|6[0-9]|9[056])"
_APPLICATION = re.compile(rf"(?:(?:19|20)[0-9]{{2}})?({_SERIES}[0-9]{{6}})[ADFPW]?")
_YEAR_AND_SERIAL = re.compile(r"((?:19|20)[0-9]{2})0?([0-9]{6})(P?)[ADF]?")
_DOCUMENT = re.compile(r"(DES|D|PP|PLANT|P|REISSUE|RE|RX|AI|H|T|X)?0*([1-9][0-9]*)([A-Z][0-9]?)?")
_LETTERS = {"DES": "D", "PLANT": "PP", "P": "PP", "REISSUE": "RE"}
_SERIES_STROKE = re.compile(r"[0-9]{2}/")
_PUBLISHED = re.compile(r"(20(?:0[1-9]|[1-9][0-9]))([0-9]{6,7})")


def read_application(folded: str) -> ApplicationParts:
    """Read series and serial (10/879,842; 60/123456 is a provisional, 29/123456 a design)."""
    bare = without_separators(folded)
    found = _APPLICATION.fullmatch(bare)
    if found:
        return found[1], None
    found = _YEAR_AND_SERIAL.fullmatch(bare)
    if found:
        return f"{found[1]}0{found[2]}{found[3]}", None
    if bare.isdecimal() and bare.isascii() and len(bare) not in (8, 12):
        raise NumberError("number_length", folded)
    raise NumberError("number_unreadable", folded)


def read_publication(folded: str) -> PublicationParts:
    """Read a grant (without leading noughts) or a published application (year and seven digits)."""
    found = _DOCUMENT.fullmatch(without_separators(folded))
    if found is None or _SERIES_STROKE.match(folded):
        raise NumberError("number_unreadable", folded)
    letters, digits, kind = found.groups()
    if letters:
        if len(digits) > 7:
            raise NumberError("number_length", folded)
        return _LETTERS.get(letters, letters) + digits, kind
    published = _PUBLISHED.fullmatch(digits)
    if published:
        return published[1] + published[2].zfill(7), kind
    if len(digits) > 8:
        raise NumberError("number_length", folded)
    return digits, kind


def _write_application(serial: str, check: str | None) -> str:
    return f"US{serial[:2]}/{serial[2:]}" if len(serial) == 8 else f"US{serial}"


def _write_publication(serial: str, kind: str | None) -> str:
    return f"US{serial}{kind or ''}"


SCHEME = Scheme(
    authority="US",
    read_application=read_application,
    read_publication=read_publication,
    write_application=_write_application,
    write_publication=_write_publication,
    bare_application=re.compile(r"[0-9]{2}/[0-9]{3},?[0-9]{3}"),
    bare_publication=re.compile(
        r"(?:(?:D|PP|RE|H|T)[0-9,]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{5,8}"
        r"|20[0-9]{2}/[0-9]{7}|20[0-9]{9})(?:[A-CEHPS][0-9]?)?"
    ),
)
