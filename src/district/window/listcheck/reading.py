"""A batch as a table: CSV or XLSX in, rows and row problems out; nothing is dropped in silence."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from district.casework import CaseRefusal

HEADINGS = {
    "number": "申请号",
    "applicant": "申请人",
    "agency": "代理机构",
    "notified_on": "通知日",
    "due_on": "期限",
}
MAY_LACK = ("agency",)
UNPACKED_LIMIT = 80 * 1024 * 1024
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
"""Of the check digit of a Chinese application number of twelve digits (ZC 0006-2003)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A filing of a batch as the file says it."""

    number: str
    applicant: str
    agency: str
    notified_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was not taken: its line, the heading, the value, and a code of what is wrong."""

    line: int
    field: str
    value: str
    code: str


def read(content: bytes) -> tuple[list[Row], list[RowProblem]]:
    """Answer the rows and the problems of a file; every line below the headings is one or the other."""
    lines = list(_lines(content))
    heads = [str(cell or "").strip() for cell in lines[0]] if lines else []
    missing = [zh for name, zh in HEADINGS.items() if zh not in heads and name not in MAY_LACK]
    if missing:
        raise CaseRefusal("listcheck.headings_missing", missing="、".join(missing))
    rows, problems, seen = [], [], set()
    for line, cells in enumerate(lines[1:], start=2):
        said = dict(zip(heads, cells, strict=False))
        if not any(str(cell or "").strip() for cell in cells):
            continue
        found = _row(line, {name: said.get(zh) for name, zh in HEADINGS.items()})
        if isinstance(found, Row) and found.number in seen:
            found = RowProblem(line, HEADINGS["number"], found.number, "twice")
        if isinstance(found, RowProblem):
            problems.append(found)
        else:
            seen.add(found.number)
            rows.append(found)
    return rows, problems


def _row(line: int, said: dict[str, object]) -> Row | RowProblem:
    number = number_of(str(said["number"] or ""))
    if number is None:
        return RowProblem(line, HEADINGS["number"], str(said["number"] or ""), "number")
    applicant = str(said["applicant"] or "").strip()
    if not applicant:
        return RowProblem(line, HEADINGS["applicant"], "", "empty")
    days = []
    for name in ("notified_on", "due_on"):
        day = _day(said[name])
        if day is None:
            return RowProblem(line, HEADINGS[name], str(said[name] or ""), "day")
        days.append(day)
    if days[1] < days[0]:
        return RowProblem(line, HEADINGS["due_on"], str(days[1]), "order")
    return Row(number, applicant[:160], str(said["agency"] or "").strip()[:160], days[0], days[1])


def number_of(text: str) -> str | None:
    """Answer a Chinese application number as 2024101234567 with its check sign apart; None where it cannot be one."""
    bare = re.sub(r"^(ZL|CN)|[\s.]", "", text.strip().upper())
    if not re.fullmatch(r"\d{12}[\dX]", bare):
        return None
    total = sum(int(digit) * weight for digit, weight in zip(bare, WEIGHTS, strict=False)) % 11
    return f"{bare[:12]}.{bare[12]}" if bare[12] == ("X" if total == 10 else str(total)) else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", str(value or "").strip())
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def _lines(content: bytes) -> Iterable[tuple[object, ...]]:
    if content[:2] == b"PK":
        return _of_workbook(content)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return [tuple(line) for line in csv.reader(StringIO(content.decode(encoding)))]
        except (UnicodeDecodeError, csv.Error):
            continue
    raise CaseRefusal("listcheck.file_unreadable")


def _of_workbook(content: bytes) -> list[tuple[object, ...]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise CaseRefusal("listcheck.file_unreadable")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        return [tuple(line) for line in book.worksheets[0].iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise CaseRefusal("listcheck.file_unreadable") from error
