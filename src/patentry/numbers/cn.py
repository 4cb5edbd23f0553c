"""China: application and patent numbers with their check digit, publication numbers of the three eras.

Application number from 2003-10: year (4), type (1), serial (7), point, check digit. Before: year (2),
type (1), serial (5), point, check digit. Types: 1 invention, 2 utility model, 3 design, 8 and 9 PCT
inventions and utility models entering China. The check digit is the sum of the digits weighted 2 to 9 and
again from 2, modulo 11, with X for ten. The patent number is ZL and the application number. The year in
the number may differ from the filing year (divisionals keep the parent's filing date, PCT entries the
international one), so nothing is checked there; nor is the month in which the long form came in.
"""

from __future__ import annotations

import re
from operator import mul

from patentry.numbers.errors import NumberError
from patentry.numbers.scheme import ApplicationParts, PublicationParts, Scheme, without_separators

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_ASCII_SHARE = {length: ord("0") * sum(_WEIGHTS[:length]) for length in (8, 12)}
_RIGHT_TYPES = {"1": "invention", "8": "invention", "2": "utility_model", "9": "utility_model", "3": "design"}

_QUICK = re.compile(r"(?:CN|ZL)?((?:198[5-9]|199[0-9]|20[0-9]{2})[12389][0-9]{7})(?:\.?([0-9Xx]))?")
_PREFIX = re.compile(r"(?:CN|ZL|[.:])*")
# The zeros are what a spreadsheet adds when it shows a number with two decimals.
_POINTED = re.compile(r"([0-9]+)[.,]([0-9X])0{0,3}")
_PLAIN = re.compile(r"([0-9]+?)(X?)[ADFUSW]?")
_PUBLICATION = re.compile(r"([0-9]+)([A-Z][0-9]?)?")


def check_digit(serial: str) -> str:
    """Answer the check digit of an application number's 8 or 12 digits."""
    weighed = sum(map(mul, _WEIGHTS, serial.encode("ascii")))
    return "0123456789X"[(weighed - _ASCII_SHARE[len(serial)]) % 11]


def right_type(serial: str) -> str | None:
    """Answer which right the type digit of an application number names."""
    return _RIGHT_TYPES.get(serial[4] if len(serial) == 12 else serial[2])


def read_quickly(text: str) -> ApplicationParts | None:
    """Answer the parts of a plainly spelt 12-digit number; None leaves the text to `read_application`."""
    found = _QUICK.fullmatch(text)
    if found is None:
        return None
    serial, given = found.groups()
    check = check_digit(serial)
    if given is None and not _is_issued(serial):
        return None
    if given is not None and given.upper() != check:
        return None
    return serial, check


def read_application(folded: str) -> ApplicationParts:
    """Read an application or patent number; a check digit that is missing is computed.

    A point and a nought may be the check digit 0 or a spreadsheet's decimal: where the check digit
    is not 0, the number is refused rather than guessed at. Zeros behind the check digit are dropped.
    """
    digits, given = _digits_and_check(_PREFIX.sub("", folded, count=1))
    if len(digits) in (9, 13) and given is None:
        digits, given = digits[:-1], digits[-1]
    if len(digits) not in (8, 12):
        raise NumberError("number_length", folded)
    if given is None and not _is_issued(digits):
        raise NumberError("number_digits_lost", folded)
    if right_type(digits) is None:
        raise NumberError("number_type_digit", folded)
    _demand_known_year(digits, folded)
    check = check_digit(digits)
    if given is not None and given != check:
        raise NumberError("number_check_digit" if _is_issued(digits) else "number_digits_lost", folded)
    return digits, check


def read_publication(folded: str) -> PublicationParts:
    """Read a publication number: 9 digits since 2007, 7 from 1989, and of 1985-1988 the application's 8."""
    found = _PUBLICATION.fullmatch(without_separators(folded))
    if found is None:
        raise NumberError("number_unreadable", folded)
    serial, kind = found.groups()
    if len(serial) not in (7, 8, 9):
        raise NumberError("number_length", folded)
    if serial[2 if len(serial) == 8 else 0] not in "123":
        raise NumberError("number_type_digit", folded)
    if len(serial) == 8 and not "85" <= serial[:2] <= "89":
        raise NumberError("number_length", folded)
    return serial, kind


def _digits_and_check(bare: str) -> tuple[str, str | None]:
    joined = bare.replace("-", "")
    found = _POINTED.fullmatch(joined) or _PLAIN.fullmatch(without_separators(joined))
    if found is None:
        raise NumberError("number_unreadable", bare)
    digits, check = found.groups()
    return digits, check or None


def _demand_known_year(digits: str, folded: str) -> None:
    year = digits[:4] if len(digits) == 12 else ("19" if digits[:2] >= "85" else "20") + digits[:2]
    first, last = ("1985", "2099") if len(digits) == 12 else ("1985", "2003")
    if not first <= year <= last:
        raise NumberError("number_unreadable", folded)


def _is_issued(serial: str) -> bool:
    """Noughts without a check digit that fits are what is left of 2.01410E+11 written out again."""
    return not serial.endswith("0000000") and (len(serial) == 12 or not serial.endswith("00000"))


def _write_application(serial: str, check: str | None) -> str:
    return f"CN{serial}.{check}" if check else f"CN{serial}"


def _write_publication(serial: str, kind: str | None) -> str:
    return f"CN{serial}{kind or ''}"


SCHEME = Scheme(
    authority="CN",
    read_application=read_application,
    read_publication=read_publication,
    write_application=_write_application,
    write_publication=_write_publication,
    bare_application=re.compile(r"[0-9][0-9.,\-]*[0-9X.,]"),
    bare_publication=re.compile(r"[123](?:[0-9]{6}|[0-9]{8})(?:[ABUS][89]?|[CDY][1-9]?|S[1-7])?"),
)
