"""A batch as a table: CSV or XLSX in, rows and row problems out; nothing is dropped in silence."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO, StringIO

from openpyxl import load_workbook

from district.casework import CaseRefusal
from district.casework.credit_codes import parse_credit_code

FIELDS = {
    "batch": "批次",
    "number": "申请号",
    "applicant": "申请人",
    "credit_code": "统一社会信用代码",
    "agency": "代理机构",
    "notified_on": "通知日",
    "due_on": "期限",
}
"""The columns by field, each with the heading it has in our own sheets; `headings.csv` has the other spellings."""
MAY_LACK = ("batch", "credit_code", "agency")
LIMIT = 8 * 1024 * 1024
UNPACKED_LIMIT = 80 * 1024 * 1024
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
"""Of the check digit of a Chinese application number (ZC 0006-2003), of twelve digits or, before 2003, of eight."""


@dataclass(frozen=True, slots=True)
class Row:
    """A filing as the file says it; `batch` is "" where the file does not name one."""

    batch: str
    number: str
    applicant: str
    credit_code: str
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
    batch: str = ""


class _Bad(Exception):  # noqa: N818 - what is wrong with a row is told, not raised further
    def __init__(self, field: str, value: object, code: str) -> None:
        super().__init__(code)
        self.field, self.value, self.code = field, _bare(value), code


@cache
def _fields() -> dict[str, str]:
    text = files("district.window.listcheck").joinpath("headings.csv").read_text(encoding="utf-8")
    return {row["heading"]: row["field"] for row in csv.DictReader(text.splitlines())}


def read(content: bytes) -> tuple[list[Row], list[RowProblem]]:
    """Answer the rows and the problems of a file; every line below the headings is one or the other."""
    if len(content) > LIMIT:
        raise CaseRefusal("listcheck.file_too_large", limit=LIMIT // 1024 // 1024)
    lines = list(_lines(content))
    heads = [_fields().get(_bare(cell), "") for cell in lines[0]] if lines else []
    missing = [zh for name, zh in FIELDS.items() if name not in heads and name not in MAY_LACK]
    if missing:
        raise CaseRefusal("listcheck.headings_missing", missing="、".join(missing))
    rows: list[Row] = []
    problems: list[RowProblem] = []
    seen: set[tuple[str, str]] = set()
    for line, cells in enumerate(lines[1:], start=2):
        if not any(_bare(cell) for cell in cells):
            continue
        said = dict(zip(heads, cells, strict=False))
        batch = _bare(said.get("batch"))[:40]
        try:
            row = _row(batch, said)
            if (row.batch, row.number) in seen:
                raise _Bad("number", row.number, "twice")
        except _Bad as bad:
            problems.append(RowProblem(line, FIELDS[bad.field], bad.value[:80], bad.code, batch))
        else:
            seen.add((row.batch, row.number))
            rows.append(row)
    return rows, problems


def _bare(cell: object) -> str:
    return str("" if cell is None else cell).strip()


def _row(batch: str, said: dict[str, object]) -> Row:
    number = number_of(_bare(said.get("number")))
    if number is None:
        raise _Bad("number", said.get("number"), "number")
    applicant, code = _bare(said.get("applicant")), _bare(said.get("credit_code"))
    if not applicant:
        raise _Bad("applicant", "", "empty")
    credit_code = parse_credit_code(code) if code else ""
    if credit_code is None:
        raise _Bad("credit_code", code, "credit_code")
    notified_on, due_on = (_asked_day(name, said.get(name)) for name in ("notified_on", "due_on"))
    if due_on < notified_on:
        raise _Bad("due_on", due_on, "order")
    return Row(batch, number, applicant[:160], credit_code, _bare(said.get("agency"))[:160], notified_on, due_on)


def _asked_day(field: str, value: object) -> date:
    day = _day(value)
    if day is None:
        raise _Bad(field, value, "day")
    return day


def number_of(text: str) -> str | None:
    """Answer a Chinese application number as 202410123456.7, its check sign apart; None where it cannot be one."""
    bare = re.sub(r"^(ZL|CN)|[\s.]", "", text.strip().upper())
    if not re.fullmatch(r"(\d{12}|\d{8})[\dX]", bare):
        return None
    total = sum(int(digit) * weight for digit, weight in zip(bare[:-1], WEIGHTS, strict=False)) % 11
    return f"{bare[:-1]}.{bare[-1]}" if bare[-1] == ("X" if total == 10 else str(total)) else None


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
