"""The tables of a file nobody knows: where the heading stands, and the rows by which the columns are judged."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from patentry.offices.json_documents.json_format import keys_near_start
from patentry.offices.json_documents.parsing import object_of
from patentry.offices.json_documents.splitting import values
from patentry.offices.mapped_table.mapping import Proposal, fingerprint_of
from patentry.offices.mapped_table.proposing import field_named, propose
from patentry.offices.reading import Source
from patentry.offices.tabular.delimited import BrokenRow, Cells
from patentry.offices.tabular.headings import Heading
from patentry.offices.tabular.sheets import Beginning, Table, beginnings
from patentry.offices.xml_documents.parsing import RefusedDocumentError
from patentry.offices.xml_documents.splitting import TooLarge

ROWS_JUDGED = 400
OBJECTS_FOR_KEYS = 50
_ROWS_ABOVE = 3
"""Rows above the heading in which a blank heading cell may have its name (merged headings of two storeys)."""


class BrokenObject(BrokenRow):
    """The one cell is a piece of the file that is no JSON object."""

    code = "json_broken"


@dataclass(frozen=True, slots=True)
class ObjectTable(Table):
    """JSON objects as a table: the keys are the headings."""

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Give (number, cells) of the objects; lists and objects inside stand as JSON."""
        with self.path.open("rb") as stream:
            for number, piece in enumerate(values(stream), start=1):
                try:
                    found = object_of(piece)
                except RefusedDocumentError:
                    content = piece.head if isinstance(piece, TooLarge) else piece
                    yield number, BrokenObject([content[:100_000].decode("utf-8", errors="replace")])
                else:
                    yield number, [_cell(found.get(name)) for name in self.heading.names]

    @property
    def is_damaged(self) -> bool:
        """Objects that hold what is no character are refused when they are parsed."""
        return False

    @property
    def is_guessed(self) -> bool:
        """JSON is UTF-8."""
        return False


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def tables_of(source: Source, remembered: Collection[str] = ()) -> list[Table]:
    """Answer the tables of the file with a plausible heading row; one a sheet, or the one of a text or JSON file.

    A row whose fingerprint is `remembered` is the heading, whatever else it looks like.
    """
    if keys_near_start(source):
        return _of_objects(source.path)
    found = [
        table for beginning in beginnings(source) if (table := _of_rows(source.path, beginning, remembered)) is not None
    ]
    texts = [table for table in found if table.delimiter]
    if not texts:
        return found
    return [max(texts, key=lambda table: (fingerprint_of(table.heading.names) in remembered, _filled(table)))]


def _filled(table: Table) -> tuple[int, int]:
    names = table.heading.names
    return _named(names), sum(bool(name) for name in names)


def _of_objects(path: Path) -> list[Table]:
    keys: dict[str, None] = {}
    with path.open("rb") as stream:
        for piece in islice(values(stream), OBJECTS_FOR_KEYS):
            try:
                keys |= dict.fromkeys(object_of(piece))
            except RefusedDocumentError:
                continue
    names = tuple(keys)
    return [ObjectTable(path, Heading(0, names, names, ()))] if len(names) >= 2 else []


def _of_rows(path: Path, beginning: Beginning, remembered: Collection[str]) -> Table | None:
    """The heading is a remembered one, else the row that names most fields, else the first with several cells."""
    best: tuple[tuple[bool, int], Table] | None = None
    for row, cells in beginning.rows:
        if sum(bool(cell.strip()) for cell in cells) < 2 or isinstance(cells, BrokenRow):
            continue
        names = tuple(_name(place, cells, row, beginning) for place in range(_width(row, cells, beginning)))
        rank = (bool(remembered) and fingerprint_of(names) in remembered, _named(cells))
        if best is None or rank > best[0]:
            best = (rank, Table(path, Heading(row, names, names, ()), beginning.sheet, beginning.delimiter))
    return best[1] if best else None


def _named(cells: Sequence[str]) -> int:
    return len({field for cell in cells if (field := field_named(cell))})


def _width(row: int, cells: Cells, beginning: Beginning) -> int:
    above = [len(other) for number, other in beginning.rows if row - _ROWS_ABOVE <= number <= row]
    return max(len(cells), *above) if beginning.sheet else len(cells)


def _name(place: int, cells: Cells, row: int, beginning: Beginning) -> str:
    stated = cells[place].strip() if place < len(cells) else ""
    if stated or not beginning.sheet:
        return stated
    above = [other for number, other in beginning.rows if row - _ROWS_ABOVE <= number < row]
    return next((other[place].strip() for other in reversed(above) if place < len(other) and other[place].strip()), "")


def proposals_for(source: Source) -> list[Proposal]:
    """Answer a proposed mapping for each table of the file in which patents' numbers can stand."""
    return [found for table in tables_of(source) if (found := proposal_for(table)) is not None]


def proposal_for(table: Table) -> Proposal | None:
    """Answer the mapping a table suggests, judged over its first rows."""
    rows = [cells for _, cells in islice(table.rows(), ROWS_JUDGED) if not isinstance(cells, BrokenRow)]
    return propose(table.heading.names, rows, sheet=table.sheet) if rows else None
