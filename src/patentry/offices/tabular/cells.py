"""What one cell says: dates in their spellings, several values in one cell, numbers with units."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_BLANK = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        "\\N",
        "无",
        "空",
        "n/a",
        "N/A",
        "NA",
        "null",
        "NULL",
        "None",
        "0000-00-00",
    }
)
_FIRST_SERIAL, _LAST_SERIAL = 7_306, 109_574
"""Excel's day numbers of 1920-01-01 and 2199-12-31: five or six digits that can be a day of a patent."""
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_YEAR = 1800
_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
_WRITTEN_DATE = re.compile(rf"(\d{{4}})\s*[-./年]\s*(\d{{1,2}})\s*[-./月]\s*(\d{{1,2}})\s*日?{_TIME}")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0+)?")
_DAY_BEFORE_YEAR = re.compile(rf"(\d{{1,2}})[-./](\d{{1,2}})[-./](\d{{4}}|\d{{2}}){_TIME}")
_SERIAL = re.compile(r"(\d{5,6})(?:\.\d+)?")
_SEPARATORS = re.compile(r"\s*(?:[;；|]|\n)\s*")
_LIST_MARKS = re.compile(r"\s*[、，]\s*")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")
_ORGANISATION = re.compile(
    r".{2,}(?:公司|大学|学院|学校|研究所|研究院|研究中心|实验室|厂|医院|集团|事务所|合作社|中心|局)"
)
_ENTITY = re.compile(r"&(?:#\d+|[a-zA-Z]+);")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u9fff]")


class CellError(Exception):
    """A cell that cannot be what its column says; `code` is the problem's code."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(code, value)
        self.code = code
        self.value = value


def clean(cell: str) -> str:
    """Answer the cell without outer spaces, spreadsheet guards (`="…"`, a leading `'`) and marks for
    nothing.
    """
    text = cell.strip()
    if text[:1] == "=" and text[:2] == '="' and text[-1] == '"':
        text = text[2:-1].strip()
    elif text[:1] == "'" and len(text) > 1 and text[1] in "=+-@0123456789":
        text = text[1:]
    return "" if text in _BLANK else text


class Order(StrEnum):
    """Which number comes first where a file writes the year last (24/08/2001)."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def order_of_days(texts: Iterable[str]) -> Order | None:
    """Answer in which order a file writes its days, None where none of them has the year last.

    A number above 12 settles it; where none does, or they contradict each other, the day is taken to come first, as
    every database writes that writes the year last.
    """
    found = [match for text in texts if (match := _DAY_BEFORE_YEAR.fullmatch(clean(text)))]
    if not found:
        return None
    months = sum(int(match[2]) > 12 for match in found)
    return Order.MONTH_FIRST if months and not any(int(match[1]) > 12 for match in found) else Order.DAY_FIRST


@lru_cache(maxsize=100_000)
def parse_day_in(text: str, order: Order, latest_year: int | None = None) -> date | None:
    """Answer the day of a cell of a file that writes the year last; other spellings as `parse_date` reads them.

    A year of two digits is the latest one up to `latest_year`; without that it cannot be read.
    """
    match = _DAY_BEFORE_YEAR.fullmatch(clean(text))
    if match is None:
        return parse_date(text)
    day, month = (match[1], match[2]) if order is Order.DAY_FIRST else (match[2], match[1])
    year = int(match[3])
    if len(match[3]) == 2:
        if latest_year is None:
            raise CellError("date_unreadable", text)
        year = latest_year - (latest_year - year) % 100
    return _day(text, year, int(month), int(day))


@lru_cache(maxsize=100_000)
def parse_date(text: str) -> date | None:
    """Answer the day a cell says, None where it says nothing.

    Reads 2015-03-11, 20150311, 2015.03.11, 2015/3/11, 2015年3月11日, each with a time after it or not, and
    Excel's day numbers (42074). Raises `CellError` with `date_impossible` (2023-02-30) or
    `date_unreadable`.
    """
    text = clean(text)
    if not text:
        return None
    folded = unicodedata.normalize("NFKC", text)
    match = _WRITTEN_DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded)
    if match:
        return _day(text, *(int(part) for part in match.groups()))
    serial = _SERIAL.fullmatch(folded)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(serial[1]))
    raise CellError("date_unreadable", text)


def _day(text: str, year: int, month: int, day: int) -> date:
    if year < _FIRST_YEAR:
        raise CellError("date_impossible", text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellError("date_impossible", text) from error


def split_values(text: str) -> tuple[str, ...]:
    """Answer the values of a cell in order, cut at `;` `；` `|` and line ends.

    `、` and `，` cut only where every piece is then a Chinese personal name or ends as an organisation
    does, since both also stand inside names and addresses.
    """
    pieces = _split_plain(text)
    if len(pieces) == 1 and ("、" in text or "，" in text):
        finer = tuple(piece for piece in _LIST_MARKS.split(pieces[0]) if piece)
        if any(all(map(kind.fullmatch, finer)) for kind in (_PERSON, _ORGANISATION)):
            return finer
    return pieces


def split_symbols(text: str) -> tuple[str, ...]:
    """Answer the classification symbols or numbers of a cell, which hold no comma of their own."""
    return tuple(piece for value in _split_plain(text) for piece in re.split(r"\s*[,，、]\s*", value) if piece)


def split_addresses(text: str) -> tuple[str, ...]:
    """Answer the addresses of a cell in order; commas belong to an address."""
    return _split_plain(text)


def _split_plain(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    pieces = (clean(piece) for piece in _SEPARATORS.split(text))
    return tuple(piece for piece in pieces if piece)


def language_of(text: str) -> str:
    """Answer the language a title is written in, by its script: zh, ja, ko, else en."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    return "zh" if _HAN.search(text) else "en"
