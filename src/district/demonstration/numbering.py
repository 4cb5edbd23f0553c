"""Numbers in the form the office gives them, from serials it has not given out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

_NEW_NUMBERS_FROM = date(2003, 10, 1)
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9)
_KIND_LETTERS_CHANGE = date(2010, 4, 7)
_NINE_DIGITS_FROM = date(2007, 8, 1)
_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_digit(body: str) -> str:
    """Answer the check digit of an application number: weights 2 to 9, then again; 10 is X."""
    rest = sum(int(sign) * _WEIGHTS[place % 8] for place, sign in enumerate(body)) % 11
    return "X" if rest == 10 else str(rest)


class Numbers:
    """Gives out application and publication numbers in order; the same calls give the same numbers."""

    def __init__(self) -> None:
        self._applications: Counter[str] = Counter()
        self._publications: Counter[str] = Counter()

    def application(self, *, entered: date, type_digit: str) -> str:
        """Answer the year's next number: 8 digits before 2003-10-01, 12 since, and the check digit."""
        if entered < _NEW_NUMBERS_FROM:
            prefix, width = f"{entered.year % 100:02d}{type_digit}9", 4
        else:
            prefix, width = f"{entered.year}{type_digit}99", 5
        self._applications[prefix] += 1
        body = f"{prefix}{self._applications[prefix]:0{width}d}"
        return f"{body}.{check_digit(body)}"

    def publication(self, *, first_published: date, type_digit: str) -> str:
        """Answer the digits that a patent's publications share: 7 digits once, 9 today."""
        family = "1" if type_digit == "8" else type_digit
        wide = first_published >= _NINE_DIGITS_FROM
        prefix = f"{family}98" if wide else f"{family}9"
        self._publications[prefix] += 1
        return f"{prefix}{self._publications[prefix]:0{6 if wide else 5}d}"


def kind_code(*, right_type: str, announced: date, granted: bool) -> str:
    """Answer the kind letter by type and era: A, then C before April 2010 and B since; Y then U; D then S."""
    if not granted:
        return "A"
    today = announced >= _KIND_LETTERS_CHANGE
    old, new = {"invention": ("C", "B"), "utility_model": ("Y", "U"), "design": ("D", "S")}[right_type]
    return new if today else old


def social_credit_code(*, rng: Random, department: str) -> str:
    """Answer a 统一社会信用代码 with both check signs right, in a division that does not exist."""
    digits = [rng.randrange(10) for _ in range(8)]
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    organisation = "".join(map(str, digits)) + {10: "X", 11: "0"}.get(rest, str(rest))
    body = f"{department}119900{organisation}"
    total = sum(_USCC_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + _USCC_SIGNS[(31 - total % 31) % 31]
