"""One row while it is read: its cells by field, what is doubtful in it, and what refuses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TypeVar

from patentry.offices.tabular.cells import CellError, Order, clean, parse_date, parse_day_in
from patentry.offices.tabular.delimited import Cells
from patentry.offices.tabular.headings import Heading
from patentry.records import Problem, Severity

_VALUE_SHOWN = 200
"""Characters of a value that a problem repeats."""
Parsed = TypeVar("Parsed")


class RowRefusedError(Exception):
    """The row is not taken: a stable code, the field and the value that stood there."""

    def __init__(self, code: str, field: str, value: str) -> None:
        # All three go to the base class so that the error survives the way to another process.
        super().__init__(code, field, value)
        self.code = code
        self.field = field
        self.value = value


@lru_cache(maxsize=1_000)
def _heading_of(row: int, names: tuple[str, ...], fields: tuple[str, ...]) -> Heading:
    """Rows mapped alike share a heading, and what it has worked out."""
    return Heading(row, names, fields, ())


class Row:
    """A row by field. A blank cell, a mark for nothing and an absent column are all the empty text."""

    __slots__ = ("_heading", "_order", "_sheet", "_values", "number", "warnings")

    def __init__(
        self, *, number: int, cells: Cells, heading: Heading, sheet: str = "", order: Order | None = None
    ) -> None:
        self.number = number
        self._order = order
        self.warnings: list[Problem] = []
        self._heading = heading
        self._sheet = sheet
        pairs: Iterable[tuple[str | None, str]] = zip(heading.fields, cells, strict=False)
        if heading.repeated:
            pairs = reversed(list(pairs))
        self._values = {field: cell for field, cell in pairs if cell and field}

    def copy(self, values: Mapping[str, str]) -> Row:
        """Answer the row once more with other cells in some fields, and without warnings."""
        made = Row(number=self.number, cells=[], heading=self._heading, sheet=self._sheet, order=self._order)
        made._values = {**self._values, **values}
        return made

    def raw(self, field: str) -> str:
        """Answer the cell of a field as it stands."""
        return self._values.get(field, "")

    def holding(self, cells: frozenset[str], named: Iterable[tuple[str, str]]) -> list[str]:
        """Answer the names of those (name, field) whose field holds one of the cells, white space around it aside."""
        values = self._values
        found = ((name, values.get(field)) for name, field in named)
        return [name for name, cell in found if cell is not None and (cell in cells or cell.strip() in cells)]

    def holds_any(self, fields: frozenset[str]) -> bool:
        """Answer whether one of the fields holds something."""
        return not fields.isdisjoint(self._values)

    @property
    def heading(self) -> Heading:
        """The heading row above it."""
        return self._heading

    def mapped(self, cells: Mapping[str, str], names: Mapping[str, str], *, order: Order | None) -> Row:
        """Answer the row with other fields: their cells, and the heading each is to be reported under."""
        named = tuple(names.get(field, field) for field in cells)
        heading = _heading_of(self._heading.row, named, tuple(cells))
        return Row(number=self.number, cells=list(cells.values()), heading=heading, sheet=self._sheet, order=order)

    def text(self, field: str) -> str:
        """Answer the cell of a field, cleaned."""
        cell = self._values.get(field)
        return clean(cell) if cell is not None else ""

    def stated(self, field: str) -> str:
        """Answer the cell of a field as it stands, where "-" and "NA" are values and not marks for nothing."""
        return self._values.get(field, "").strip()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that hold something."""
        return frozenset(self._values)

    def optional(self, field: str) -> str | None:
        """Answer the cell of a field, cleaned, or None where there is nothing."""
        return self.text(field) or None

    def day(self, field: str, *, decides: bool = False, latest_year: int | None = None) -> date | None:
        """Answer the day in a field. What cannot be a day refuses the row if it `decides`, else is a
        warning. `latest_year` bounds a year written with two digits.
        """
        cell = self._values.get(field)
        if cell is None:
            return None
        try:
            return parse_date(cell) if self._order is None else parse_day_in(cell, self._order, latest_year)
        except CellError as error:
            if decides:
                raise RowRefusedError(error.code, field, error.value) from error
            self.warn(error.code, field, error.value)
            return None

    def parsed(self, field: str, parse: Callable[[str], Parsed], *, missing: str) -> Parsed:
        """Answer the field through a parser that may raise `CellError`; nothing there refuses with
        `missing`.
        """
        text = self.text(field)
        if not text:
            raise RowRefusedError(missing, field, "")
        try:
            return parse(text)
        except CellError as error:
            raise RowRefusedError(error.code, field, error.value) from error

    def warn(self, code: str, field: str, value: str) -> None:
        """Note a doubt; the row is kept."""
        self.warnings.append(self._problem(code, field, value, Severity.WARNING))

    def refusal(self, error: RowRefusedError) -> Problem:
        """Answer the problem that refuses this row."""
        return self._problem(error.code, error.field, error.value, Severity.REJECTED)

    def excerpt(self, parts: Mapping[str, str]) -> str:
        """Answer a part of the row as JSON for the quarantine file, with the number it belongs to."""
        number = self._values.get("number") or self._values.get("publication_number", "")
        return json.dumps({"number": number, **parts}, ensure_ascii=False)

    def _problem(self, code: str, field: str, value: str, severity: Severity) -> Problem:
        name = self._heading.name_of(field)
        where = f"{self._sheet}!{name}" if self._sheet else name
        return Problem(code, self.number, where or None, value[:_VALUE_SHOWN] or None, severity)


def whole_row(heading: Heading, cells: Cells) -> str:
    """Answer the row as JSON by heading, for the quarantine file; cells beyond the headings are under their
    place.
    """
    names = [*heading.names, *(f"#{place}" for place in range(len(heading.names) + 1, len(cells) + 1))]
    taken: dict[str, str] = {}
    for place, (name, cell) in enumerate(zip(names, cells, strict=False), start=1):
        taken[name if name and name not in taken else f"{name}#{place}"] = cell
    return json.dumps(taken, ensure_ascii=False)
