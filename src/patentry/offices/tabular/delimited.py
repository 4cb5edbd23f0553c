"""Rows of a delimited text file, one after the other, with their row number as a spreadsheet shows it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from patentry.offices.tabular.encoding import open_text

DELIMITERS = (",", ";", "\t", "|")
CELL_LIMIT = 4_000_000
"""Characters in one cell. A longer one is a quotation mark that was never closed."""

Cells = list[str]


class BrokenRow(Cells):
    """The one cell is what stands in place of a row; `code` says what is wrong with it."""

    code = ""


class UnclosedQuote(BrokenRow):
    """The one cell is a line whose quotation mark is never closed."""

    code = "quote_unclosed"


class _Lines:
    """Lines of a stream that remembers those of the current row, so that a row can be taken back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._again: list[str] = []
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._stream.readline(CELL_LIMIT)
        if not line:
            raise StopIteration
        self.taken.append(line)
        return line

    def take_back_all_but_first(self) -> str:
        """Put the lines of the current row back, except the first, which is the answer."""
        first, *rest = self.taken
        self._again.extend(reversed(rest))
        self.taken.clear()
        return first


def rows_of_text(path: Path, delimiter: str) -> Iterator[tuple[int, Cells]]:
    """Give (row number, cells). Any line end will do; blank rows are numbered but not given.

    A quotation mark that is never closed costs its own line: it comes as `UnclosedQuote` and reading goes
    on with the next line. Memory is flat in the file's size.
    """
    with open_text(path) as stream:
        yield from _numbered_rows(_Lines(stream), delimiter)


def rows_of_sample(text: str, delimiter: str) -> Iterator[tuple[int, Cells]]:
    """Give the rows at the beginning of a file; the last one may be cut."""
    return _numbered_rows(_Lines(io.StringIO(text, newline=None)), delimiter)


def _numbered_rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, Cells]]:
    csv.field_size_limit(CELL_LIMIT)
    # Strict, because the lenient reader swallows whole rows into a cell whose quotation mark is not closed.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    taken, number = lines.taken, 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = _reread(lines, delimiter)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        taken.clear()
        if any(cells):
            yield number, cells


def _reread(lines: _Lines, delimiter: str) -> Cells:
    """A line with careless quotation marks is read as it stands; one that runs on into others is given up
    alone.
    """
    line = lines.take_back_all_but_first()
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error) or "limit" in str(error):
            return UnclosedQuote([line.rstrip("\n")])
        cells = next(csv.reader([line], delimiter=delimiter))
    return cells
