"""The tables in a file: a text file is one table, a workbook has one a sheet."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from patentry.offices.reading import Source
from patentry.offices.tabular.delimited import DELIMITERS, Cells, rows_of_sample, rows_of_text
from patentry.offices.tabular.encoding import encoding_of, text_of_sample
from patentry.offices.tabular.headings import Heading, Headings
from patentry.offices.tabular.workbook import Merged, Workbook, is_workbook, refuse_markup

NOTES_SHEET = "说明 Notes"
"""The second sheet of our own templates; it explains the columns and holds no rows."""
_ROWS_LOOKED_AT = 60
"""A heading row stands within these; office exports have up to some twenty banner rows."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a file: where its heading stands and how to get at its rows."""

    path: Path
    heading: Heading
    sheet: str = ""
    delimiter: str = ""

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Give (row number, cells) of the rows below the heading."""
        every = Workbook(self.path).sheet(self.sheet).rows() if self.sheet else self._text_rows()
        return itertools.dropwhile(lambda row: row[0] <= self.heading.row, every)

    def merged(self) -> list[Merged]:
        """Answer the tall merged ranges below the heading."""
        if not self.sheet:
            return []
        return [m for m in Workbook(self.path).sheet(self.sheet).merged() if m.last_row > self.heading.row]

    @property
    def is_damaged(self) -> bool:
        """Whether some bytes of the file are no characters."""
        return not self.sheet and encoding_of(self.path).damaged

    @property
    def is_guessed(self) -> bool:
        """Whether the encoding is only what the bytes fit."""
        return not self.sheet and encoding_of(self.path).guessed

    @property
    def codec(self) -> str:
        """How the text is read; empty for a workbook."""
        return "" if self.sheet else encoding_of(self.path).codec

    def _text_rows(self) -> Iterator[tuple[int, Cells]]:
        return rows_of_text(self.path, self.delimiter)


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first rows of a sheet, or of a text under one delimiter."""

    sheet: str
    delimiter: str
    rows: tuple[tuple[int, Cells], ...]


def tables_in(source: Source, headings: Headings) -> list[Table]:
    """Answer the tables of the file that have such headings; of the delimiters the one that shows most of
    them.

    Raises `UnreadableFileError` for hostile, damaged and locked workbooks and for web pages named as
    workbooks.
    """
    found = []
    for beginning in beginnings(source):
        heading = headings.find(beginning.rows)
        if heading is not None:
            found.append(Table(source.path, heading, beginning.sheet, beginning.delimiter))
    texts = [table for table in found if table.delimiter]
    return [max(texts, key=lambda table: len(table.heading.known))] if texts else found


def sheets_in(source: Source) -> tuple[str, ...]:
    """Answer the names of the sheets that hold anything; a text file has none."""
    return tuple(beginning.sheet for beginning in beginnings(source) if beginning.sheet and beginning.rows)


def beginnings(source: Source) -> tuple[Beginning, ...]:
    """Answer the first rows of each sheet, or of a text under each delimiter.

    Raises `UnreadableFileError` as `tables_in` does.
    """
    stat = source.path.stat()
    return _beginnings_of(source, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=8)
def _beginnings_of(source: Source, _size: int, _changed: int) -> tuple[Beginning, ...]:
    sample = source.sample()
    refuse_markup(source, sample)
    if is_workbook(sample):
        return _of_workbook(source.path)
    text = text_of_sample(sample)
    if text is None or text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", "<"):
        return ()
    return tuple(
        Beginning("", delimiter, tuple(itertools.islice(rows_of_sample(text, delimiter), _ROWS_LOOKED_AT)))
        for delimiter in DELIMITERS
    )


def _of_workbook(path: Path) -> tuple[Beginning, ...]:
    book = Workbook(path)
    return tuple(
        Beginning(name, "", tuple(itertools.islice(book.sheet(name).rows(), _ROWS_LOOKED_AT)))
        for name in book.sheet_names
        if name != NOTES_SHEET
    )
