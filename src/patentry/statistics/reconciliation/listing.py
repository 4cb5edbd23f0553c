"""Reading an official list: the sheets of a file that have a column of numbers, whatever else is in them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from patentry.offices.reading import Source, UnreadableFileError
from patentry.offices.tabular.cells import CellError, parse_date
from patentry.offices.tabular.delimited import BrokenRow, Cells, rows_of_text
from patentry.offices.tabular.headings import Headings, load_headings, squeeze_heading
from patentry.offices.tabular.sheets import Beginning, beginnings
from patentry.offices.tabular.workbook import Workbook
from patentry.statistics.reconciliation.mending import Reading, read_stated
from patentry.wording import Lang, Refusal, say

MOST_ROWS = 2_000_000
ENOUGH = 0.5
"""Share of a column's filled cells that have to look like numbers where no heading says so."""
_TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "subtotal", "sum"})
_NOTES = ("注", "备注", "说明", "制表", "单位", "*", "Note", "Source", "来源", "数据")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_FORMULA = re.compile(r"#(?:REF|N/A|VALUE|NAME)[!?]?")


class UnreadableList(Refusal):
    """The file as a whole cannot be read; the sentence says which file and why."""

    def __init__(self, file: str, error: UnreadableFileError) -> None:
        super().__init__("list.unreadable", file=file, problem=error.code, value=error.value)

    def sentence(self, lang: Lang) -> str:
        """Answer what to tell the person."""
        why = say(f"problem.{self.values['problem']}", lang=lang, value=self.values["value"])
        return say(self.code, lang=lang, file=self.values["file"], what=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row of the list: where it stands, what it states, and what number that is."""

    sheet: str
    row: int
    stated: str
    reading: Reading
    holder: str = ""
    right_type: str = ""
    granted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialList:
    """A list as read. `left_out` counts rows that are none: totals, notes, the heading repeated."""

    name: str
    sha256: str
    number_column: str
    rows: tuple[ListRow, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a table begins and which column is what."""

    first_row: int
    columns: dict[str, int]
    names: Cells


def read_list(path: Path, *, name: str = "", column: str = "", sheet: str = "") -> OfficialList:
    """Read an official list of patents, every sheet with a column of numbers or the one named.

    `column` says which one has the numbers: its letter, its place from 1, or its heading. Without it the heading tells,
    and where none does, the contents. Raises `Refusal` naming the file, its sheet and row.
    """
    called = name or path.name
    source = Source(path, called)
    if not path.is_file():
        raise Refusal("list.missing", file=called)
    try:
        rows, left_out, columns = _read_sheets(source, column=column, sheet=sheet)
    except UnreadableFileError as error:
        raise UnreadableList(called, error) from error
    if not rows:
        raise Refusal("list.empty", file=called)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return OfficialList(
        name=called, sha256=digest, number_column="; ".join(columns), rows=tuple(rows), left_out=left_out
    )


def _read_sheets(source: Source, *, column: str, sheet: str) -> tuple[list[ListRow], int, list[str]]:
    begun = beginnings(source)
    sheets = [one.sheet for one in begun if one.sheet]
    if sheet and sheet not in sheets:
        raise Refusal("list.no_such_sheet", file=source.name, sheet=sheet, known=", ".join(sheets) or "—")
    found = [(one, layout) for one in begun if not sheet or one.sheet == sheet if (layout := _layout(one, column))]
    if not found:
        headings = next((" | ".join(filter(None, one.rows[0][1])) for one in begun if one.rows), "—")
        code = "list.no_such_column" if column else "list.no_numbers"
        raise Refusal(code, file=source.name, sheets=", ".join(sheets) or "—", column=column, known=headings[:200])
    if not sheets:
        found = [max(found, key=lambda pair: len(pair[1].names))]
    rows: list[ListRow] = []
    left_out, columns = 0, []
    for begin, layout in found:
        columns.append(_column_name(begin, layout))
        for number, cells in _rows_below(source, begin, layout):
            one = _row(begin.sheet, number, cells, layout)
            if one is None:
                left_out += 1
                continue
            rows.append(one)
            if len(rows) > MOST_ROWS:
                raise Refusal("list.too_long", file=source.name, most=MOST_ROWS)
    return rows, left_out, columns


def _rows_below(source: Source, begin: Beginning, layout: _Layout) -> Iterator[tuple[int, Cells]]:
    rows = (
        Workbook(source.path).sheet(begin.sheet).rows() if begin.sheet else rows_of_text(source.path, begin.delimiter)
    )
    return (row for row in rows if row[0] >= layout.first_row)


def _column_name(begin: Beginning, layout: _Layout) -> str:
    place = layout.columns["number"]
    named = layout.names[place].strip() if place < len(layout.names) else ""
    return " ".join(filter(None, [begin.sheet, named or letter_of(place)]))


def letter_of(place: int) -> str:
    """Answer the letter a spreadsheet shows over a column, from its place from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _layout(begin: Beginning, column: str) -> _Layout | None:
    headings = _headings()
    for number, cells in begin.rows:
        fields = [headings.field_of(cell) for cell in cells]
        named = _asked(column, cells)
        if column and named is None:
            continue
        if "number" in fields or "publication" in fields or (named is not None and _is_heading(column, cells, named)):
            return _below_heading(begin, number, cells, fields, named)
    return _without_heading(begin, column)


def _headings() -> Headings:
    return load_headings(__package__)


def _is_heading(column: str, cells: Cells, place: int) -> bool:
    return squeeze_heading(cells[place]) == squeeze_heading(column) and not _is_place(column)


def _is_place(column: str) -> bool:
    return column.isdecimal() or _LETTERS.fullmatch(column) is not None


def _asked(column: str, cells: Cells) -> int | None:
    """The place of the asked column in a row, by its heading, its letter, or its place."""
    if not column:
        return None
    wanted = squeeze_heading(column)
    by_heading = next((place for place, cell in enumerate(cells) if wanted and squeeze_heading(cell) == wanted), None)
    if by_heading is not None:
        return by_heading
    if column.isdecimal():
        place = int(column[:5]) - 1
    elif _LETTERS.fullmatch(column):
        place = 0
        for letter in column.upper():
            place = place * 26 + ord(letter) - ord("A") + 1
        place -= 1
    else:
        return None
    return place if 0 <= place < len(cells) else None


def _below_heading(
    begin: Beginning, number: int, cells: Cells, fields: list[str | None], named: int | None
) -> _Layout | None:
    columns: dict[str, int] = {}
    for place, field in enumerate(fields):
        if field and field != "-" and field not in columns:
            columns[field] = place
    below = [row for at, row in begin.rows if at > number]
    if named is not None:
        columns["number"] = named
    elif "number" not in columns or (
        "publication" in columns and not _filled(below, columns["number"]) and _filled(below, columns["publication"])
    ):
        columns["number"] = columns["publication"]
    return _Layout(number + 1, columns, cells)


def _filled(rows: Iterable[Cells], place: int) -> bool:
    return any(place < len(cells) and cells[place].strip() for cells in rows)


def _without_heading(begin: Beginning, column: str) -> _Layout | None:
    """The column whose cells look like numbers; its first such row is the first of the list."""
    rows = list(begin.rows)
    width = max((len(cells) for _, cells in rows), default=0)
    if column:
        place = _asked(column, [""] * width) if _is_place(column) else None
        shares = [] if place is None else [(1.0, place)]
    else:
        shares = [(_share(rows, place), place) for place in range(width)]
    best, place = max(shares, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
    if best < ENOUGH:
        return None
    first = next((at for at, cells in rows if place < len(cells) and looks_like_number(cells[place])), None)
    if first is None:
        return None
    return _Layout(first, {"number": place}, [])


def _share(rows: Iterable[tuple[int, Cells]], place: int) -> float:
    filled = [cells[place] for _, cells in rows if place < len(cells) and cells[place].strip()]
    return sum(map(looks_like_number, filled)) / len(filled) if filled else 0.0


def looks_like_number(text: str) -> bool:
    """Answer whether a cell holds a number of a Chinese patent, or what is left of one."""
    reading = read_stated(text)
    if reading.number:
        return reading.number.startswith("CN")
    is_mostly_digits = len(reading.digits) in (12, 13) and len(text.strip()) < 20
    return reading.damage == "number_digits_lost" or is_mostly_digits


def _row(sheet: str, number: int, cells: Cells, layout: _Layout) -> ListRow | None:
    """A row of the list; None for one that is none."""
    if isinstance(cells, BrokenRow):
        return ListRow(sheet=sheet, row=number, stated=cells[0][:200], reading=Reading(damage=cells.code))
    told: Callable[[str], str] = lambda field: _cell(cells, layout.columns.get(field))  # noqa: E731
    stated = told("number")
    if _is_none(cells, stated, layout):
        return None
    reading = read_stated("" if _FORMULA.fullmatch(stated) else stated)
    if not reading.number and "publication" in layout.columns:
        other = read_stated(told("publication"))
        reading = other if other.number else reading
    return ListRow(
        sheet=sheet,
        row=number,
        stated=stated[:200],
        reading=reading,
        holder=told("holder")[:200],
        right_type=told("right_type")[:40],
        granted_on=_day(told("granted_on")),
    )


def _is_none(cells: Cells, stated: str, layout: _Layout) -> bool:
    """Totals, the heading once more, and lines of text that stand in one cell and have no number."""
    if layout.names and squeeze_heading(stated) == squeeze_heading(layout.names[layout.columns["number"]]):
        return True
    filled = [squeeze_heading(cell) for cell in cells if cell.strip()]
    if any(cell in _TOTALS for cell in filled):
        return True
    if len(filled) > 1:
        return False
    if len(list(filter(None, layout.names))) < 2:
        return not stated or stated.startswith(_NOTES)
    return not any(c.isdigit() for c in stated) or len(stated) > 40


def _cell(cells: Cells, place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except (CellError, ValueError):
        return None
