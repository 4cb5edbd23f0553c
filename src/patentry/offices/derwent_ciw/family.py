"""One record of Derwent as the publications of its family."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from patentry.numbers import ApplicationNumber, NumberError
from patentry.offices.database_exports.classes import read_symbol
from patentry.offices.database_exports.identity import canonical_publication
from patentry.offices.tabular.cells import CellError, Order, parse_day_in
from patentry.records import Citation, Priority

Fields = dict[str, list[str]]
Doubt = Callable[[str, str, str], None]
_MONTHS = {name: n for n, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), start=1)}
_DAY = re.compile(r"(\d{1,2}) ([A-Za-z]{3}) (\d{4})")
_COLUMNS = re.compile(r"\s{2,}")
_LIST = re.compile(r"\s*;\s*")
_CODE = re.compile(r"\s*\([A-Z0-9]{4}-[A-Za-z-]*\)$|\s*\([A-Z]{4}\)$")
"""Derwent's code of a firm behind its name: (TABU-Non-standard), (THOM-C), (CSFC)."""
_EXPLAINED = re.compile(r"\s*\([^()]*\)$")
_CITED_INDENT = 6
_WO_APPLICATION = re.compile(r"WO([A-Z]{2})(\d{6})")
_LANGUAGES = {
    "english": "en", "chinese": "zh", "japanese": "ja", "korean": "ko", "german": "de", "french": "fr", "russian": "ru",
    "spanish": "es", "portuguese": "pt", "italian": "it", "dutch": "nl", "swedish": "sv",
}  # fmt: skip


class Member(NamedTuple):
    """What the record says of one publication."""

    published: date | None = None
    language: str | None = None
    application: str | None = None
    filed: date | None = None


def joined(fields: Fields, tag: str) -> str:
    """Answer a tag's text on one line."""
    return " ".join(" ".join(fields.get(tag, ())).split())


def listed(fields: Fields, tag: str) -> tuple[str, ...]:
    """Answer the values of a tag, between semicolons."""
    return tuple(text for text in _LIST.split(joined(fields, tag)) if text)


def day_of(text: str) -> date | None:
    """Answer a day written 13 Apr 2017. Raises `CellError`."""
    found = _DAY.fullmatch(text.strip())
    if found is None or found[2].upper() not in _MONTHS:
        raise CellError("date_unreadable", text)
    return parse_day_in(f"{found[1]}.{_MONTHS[found[2].upper()]}.{found[3]}", Order.DAY_FIRST)


def members(fields: Fields, doubt: Doubt) -> dict[str, Member]:
    """Answer what PD (publication) and AD (application) say of each publication, by its number as written."""
    found: dict[str, Member] = {}
    for line in fields.get("PD", ()):
        number, *rest = _COLUMNS.split(line.strip())
        language = next((_LANGUAGES[word.lower()] for word in rest if word.lower() in _LANGUAGES), None)
        found[number] = Member(published=_day_among(rest, "PD", doubt), language=language)
    for line in fields.get("AD", ()):
        number, *rest = _COLUMNS.split(line.strip())
        filed = _day_among(rest, "AD", doubt)
        application = _application(rest[0], filed) if rest else None
        found[number] = found.get(number, Member())._replace(application=application, filed=filed)
    return found


def _day_among(cells: list[str], tag: str, doubt: Doubt) -> date | None:
    text = next((cell for cell in cells if _DAY.fullmatch(cell)), None)
    if text is None:
        return None
    try:
        return day_of(text)
    except CellError as error:
        doubt(error.code, tag, error.value)
        return None


def _application(text: str, filed: date | None) -> str | None:
    """Only an international application can be told: Derwent leaves the year out, and at other offices the form
    with a year is not always that of the filing.
    """
    found = _WO_APPLICATION.fullmatch(text)
    if found is None or filed is None:
        return None
    try:
        return str(ApplicationNumber.parse(f"PCT/{found[1]}{filed.year}/{found[2]}"))
    except NumberError:
        return None


def priorities(fields: Fields, doubt: Doubt) -> tuple[Priority, ...]:
    """Answer the priorities, numbers as printed."""
    found = []
    for line in fields.get("PI", ()):
        number, *rest = _COLUMNS.split(line.strip())
        found.append(Priority(number, _day_among(rest, "PI", doubt)))
    return tuple(dict.fromkeys(found))


def firms(fields: Fields) -> tuple[str, ...]:
    """Answer the assignees, one a line, without Derwent's codes."""
    return tuple(name for line in fields.get("AE", ()) if (name := _CODE.sub("", line.strip())))


def symbols(fields: Fields, doubt: Doubt) -> tuple[str, ...]:
    """Answer the IPC symbols, B64C-039/02."""
    found: dict[str, None] = {}
    for text in listed(fields, "IP"):
        symbol = read_symbol(text)
        if symbol:
            found[symbol] = None
        else:
            doubt("class_unreadable", "IP", text)
    return tuple(found)


def derwent_classes(fields: Fields) -> tuple[str, ...]:
    """Answer Derwent's classes and manual codes, `DWPI W06`, `DWPI-MC W06-B01A`."""
    classes = (f"DWPI {_EXPLAINED.sub('', text)}" for text in listed(fields, "DC"))
    return tuple(dict.fromkeys((*classes, *(f"DWPI-MC {text}" for text in listed(fields, "MC")))))


def cited(fields: Fields, tag: str) -> dict[str, list[str]]:
    """Answer the indented lines of CP (patents) or CR (literature) under each citing publication."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in fields.get(tag, ()):
        indent = len(line) - len(line.lstrip())
        if indent < _CITED_INDENT:
            current = found.setdefault(line.strip(), [])
        else:
            current.append(line.strip())
    return found


def citations(lines: list[str]) -> tuple[Citation, ...]:
    """Answer the cited publications; firms and inventors beside them are not read."""
    numbers = (_COLUMNS.split(line)[0] for line in lines)
    return tuple(dict.fromkeys(Citation(canonical_publication(number)) for number in numbers if number))
