"""A number as an official list has it: read as it stands, mended where nothing is left to choice, or not read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber, parse_number

CHECK_DIGIT = "check_digit"
SPELLING = "spelling"
WRITTEN_OUT = "written_out"
LETTERS = "letters"
SEVERAL = "number_several"

_SCIENTIFIC = re.compile(r"(?:CN|ZL)?([0-9])[.,]?([0-9]*)E\+?([0-9]{1,2})")
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "|": "1"})
_WORDS = re.compile(r"^[^0-9A-Z]*[:：]|^(?:申请号|专利号|申请|专利)+")
_APART = re.compile(r"[;；、\n]+")
_DIGITS = re.compile(r"[0-9]+")
_PLAIN = re.compile(r"(?:CN)?[0-9]{8,12}\.[0-9X]")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says. `number` is canonical, empty where it cannot be said with certainty; `mended` names what was
    done to it, `damage` the code of what is wrong. `digits` are what is left of a damaged
    one, `low` and `high` the first digits between which one lies whose last digits are lost."""

    number: str = ""
    is_application: bool = True
    mended: str = ""
    damage: str = ""
    digits: str = ""
    low: str = ""
    high: str = ""


def read_stated(text: str) -> Reading:
    """Answer what number a cell of an official list holds. Never raises."""
    folded = _folded(text)
    if not folded:
        return Reading(damage="number_empty")
    if len(folded) > _LONGEST:
        return Reading(damage="number_unreadable")
    if len([part for part in _APART.split(folded) if _DIGITS.search(part)]) > 1:
        return Reading(damage=SEVERAL)
    joined = "".join(folded.split())
    scientific = _SCIENTIFIC.fullmatch(joined)
    if scientific is not None:
        return _written_out(*scientific.groups())
    try:
        return _read(joined, mended=_how_written(text.strip(), joined))
    except NumberError as error:
        return _with_letters(joined) or Reading(damage=error.code, digits=_digits_left(joined))


def _digits_left(joined: str) -> str:
    return "".join(c for c in joined.removeprefix("CN").removeprefix("ZL") if c in "0123456789X")


def _folded(text: str) -> str:
    """One width and case, without the words people set before a number."""
    folded = unicodedata.normalize("NFKC", text[: 4 * _LONGEST]).upper().strip().strip("'\"`=")
    return _WORDS.sub("", folded).strip()


def _read(text: str, *, mended: str) -> Reading:
    """An application number before a publication number; without its letters a number is read as a Chinese one only."""
    try:
        number: ApplicationNumber | PublicationNumber = ApplicationNumber.parse(text)
        if number.authority != "CN" and not text[:2].isalpha():
            raise NumberError("number_unreadable", text)
    except NumberError as error:
        publication = _publication(text)
        if publication is None:
            raise error
        number = publication
    if isinstance(number, ApplicationNumber):
        return Reading(number=str(number), mended=mended)
    return Reading(number=str(number.base), is_application=False, mended=mended)


def _publication(text: str) -> PublicationNumber | None:
    try:
        readings = parse_number(text)
    except NumberError:
        return None
    found = (one for one in readings if isinstance(one, PublicationNumber))
    return next((one for one in found if one.authority == "CN" or text[:2].isalpha()), None)


def _how_written(text: str, joined: str) -> str:
    """Whether the check digit had to be computed, or only the spelling is another."""
    digits = joined.removeprefix("ZL").removeprefix("CN")
    if digits.isdigit() and len(digits) in (8, 12):
        return CHECK_DIGIT
    return "" if _PLAIN.fullmatch(text) else SPELLING


def _written_out(first: str, rest: str, exponent: str) -> Reading:
    """Scientific notation loses nothing where it shows every digit; a shorter one is rounded, up or down."""
    shown, places = first + rest, int(exponent)
    if places <= len(rest):
        try:
            whole = format(Decimal(f"{first}.{rest or '0'}E{places}"), "f")
            return _read(whole, mended=WRITTEN_OUT)
        except NumberError:
            pass
    rounded = int(shown) * 10
    return Reading(damage="number_digits_lost", low=str(rounded - 5), high=str(rounded + 5))


def _with_letters(joined: str) -> Reading | None:
    """Letters that look like digits are read as these where the check digit then fits."""
    bare = joined.removeprefix("CN").removeprefix("ZL")
    swapped = bare.translate(_ALIKE)
    if swapped == bare or not re.fullmatch(r"[0-9]{12}\.?[0-9X]|[0-9]{8}\.?[0-9X]", swapped):
        return None
    try:
        return _read(swapped, mended=LETTERS)
    except NumberError:
        return None
