"""Rows of an XLSX or XLS workbook, every cell as text, merged cells spread over the rows they cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine as calamine

from patentry.offices.reading import Source, UnreadableFileError
from patentry.offices.tabular.delimited import Cells
from patentry.offices.tabular.workbook_safety import check_workbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<style", b"<body")
_MARKUP = (*_HTML, b"<?xml", b"mime-version:")
_SHEET_ENDINGS = (".xls", ".xlsx", ".et", ".xlt", ".xlsm")
_TABLE_ENDINGS = (*_SHEET_ENDINGS, ".csv", ".tsv", ".txt")

Cell = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range of more than one row: its first row and last row (1-based), its column and its value."""

    first_row: int
    last_row: int
    column: int
    value: str


def is_workbook(sample: bytes) -> bool:
    """Answer whether the bytes begin an XLSX (any zip with a workbook in it) or an old XLS."""
    return sample.startswith(_OLE) or (sample.startswith(_ZIP) and b"xl/" in sample)


def refuse_markup(source: Source, sample: bytes) -> None:
    """Raise `html_in_xls` for a web page that calls itself a workbook or a table."""
    start = sample[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    name = source.name.lower()
    named_sheet = name.endswith(_SHEET_ENDINGS)
    if name.endswith(_TABLE_ENDINGS) and start.startswith(_MARKUP if named_sheet else _HTML):
        raise UnreadableFileError("html_in_xls", source.name)


class Workbook:
    """An opened workbook. Raises `UnreadableFileError` where it is hostile, damaged or locked by a
    password.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            if stream.read(4) == _ZIP:
                check_workbook(path)
        try:
            self._book: Any = calamine.CalamineWorkbook.from_path(str(path))
        except calamine.PasswordError as error:
            raise UnreadableFileError("file_encrypted", path.name) from error
        except (calamine.CalamineError, OSError) as error:
            raise UnreadableFileError("workbook_damaged", str(error)) from error

    @property
    def sheet_names(self) -> list[str]:
        """The names of the visible sheets, in order."""
        return [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]

    def sheet(self, name: str) -> Sheet:
        """Answer one sheet."""
        try:
            return Sheet(self._book.get_sheet_by_name(name))
        except (calamine.CalamineError, OSError) as error:
            raise UnreadableFileError("workbook_damaged", str(error)) from error


class Sheet:
    """The filled part of one sheet."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._first_column = sheet.start[1] if sheet.start else 0

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Give (row number, cells); blank rows are numbered but not given."""
        ranges = self._ranges_by_row()
        standing: dict[int, tuple[int, str]] = {}
        for number, values in enumerate(self._sheet.iter_rows(), start=1):
            cells = [value if type(value) is str else text_of_cell(value) for value in values]
            if standing or number in ranges:
                _spread(cells, number, ranges.get(number, ()), standing)
            if any(cells):
                yield number, cells

    def merged(self) -> list[Merged]:
        """Answer the merged ranges that cover more than one row."""
        wanted = self._ranges_by_row()
        found = []
        for number, values in enumerate(self._sheet.iter_rows(), start=1):
            for column, last in wanted.get(number, ()):
                if column < len(values):
                    found.append(Merged(number, last, column, text_of_cell(values[column])))
        return found

    def _ranges_by_row(self) -> dict[int, list[tuple[int, int]]]:
        """(column from the first filled one, last row) of the tall merged ranges, by their first row."""
        by_row: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in self._sheet.merged_cell_ranges or ():
            if bottom > top and left >= self._first_column:
                by_row.setdefault(top + 1, []).append((left - self._first_column, bottom + 1))
        return by_row


def _spread(
    cells: Cells,
    number: int,
    beginning: list[tuple[int, int]] | tuple[()],
    standing: dict[int, tuple[int, str]],
) -> None:
    """Write each standing merged value into this row, and note the ranges that begin here."""
    for column, (last, value) in list(standing.items()):
        if number > last:
            del standing[column]
        elif not cells[column]:
            cells[column] = value
    for column, last in beginning:
        if column < len(cells):
            standing[column] = (last, cells[column])


def text_of_cell(value: Cell) -> str:
    """Answer a cell as a person would type it: whole numbers without `.0`, dates in ISO form."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        case _:
            return str(value)
