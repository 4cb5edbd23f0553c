"""A format whose files are tables: recognise by headings, cut into chunks of rows, read row by row."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Protocol

from patentry.offices.reading import Batch, Chunk, Quarantined, Source, UnreadableFileError
from patentry.offices.tabular.cells import Order, order_of_days
from patentry.offices.tabular.delimited import BrokenRow, Cells
from patentry.offices.tabular.headings import Heading, Headings
from patentry.offices.tabular.row import Row, RowRefusedError, whole_row
from patentry.offices.tabular.sheets import Table, sheets_in, tables_in
from patentry.records import Problem, Severity

ROWS_JUDGED = 2000
"""Rows over which the order of day and month is judged."""


class Watch(Protocol):
    """Sees every row of a file in order and says which one contradicts an earlier one."""

    def see(self, row: Row) -> RowRefusedError | None:
        """Answer why this row cannot stand beside the earlier ones, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """The payload of a chunk. `notes` are about the whole file and travel with its first chunk."""

    heading: Heading
    rows: list[tuple[int, Cells]]
    sheet: str = ""
    notes: tuple[Problem, ...] = ()
    refused: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    """Row number → code, field, value, where the row contradicts an earlier one."""
    damaged: bool = False
    order: Order | None = None
    """How the file writes days whose year comes last, if it does."""
    widest: int | None = None
    """Cells a row may have, blank ones included; None where only filled ones beyond the headings count."""


class TabularFormat(ABC):
    """What the table formats share. A format names its headings, what it needs, and reads one row."""

    name: str
    weekly_authority: str | None = None
    rows_per_chunk: int = 4000
    needs: tuple[frozenset[str], ...]
    """Of each group at least one field must be among the headings."""
    refuses: frozenset[str] = frozenset()
    """Fields that mark a file of another format."""
    year_last: bool = False
    """Files of this format may write 24/08/2001; which number is the day is judged over the file's first rows."""
    counts_cells: bool = False
    """Whether a row wider than the others is refused though the cells beyond the headings be blank: a separator inside
    an unquoted text has moved them all."""
    keeps_damaged: bool = False
    """Whether a row with damaged characters outside numbers and dates is kept with a warning."""

    @property
    @abstractmethod
    def headings(self) -> Headings:
        """The headings of this format."""

    @abstractmethod
    def take(self, row: Row, batch: Batch) -> None:
        """Read one row into the batch. Raises `RowRefusedError`; warnings are left in the row."""

    def watch(self) -> Watch | None:
        """Answer what looks for contradicting rows, where the format has such."""
        return None

    def new_batch(self) -> Batch:
        """Answer an empty batch; a format may keep an index of its rows in a batch of its own."""
        return Batch()

    def finish(self, batch: Batch, rows: Rows) -> None:  # noqa: B027 - most formats have nothing to do here
        """Look over the whole chunk once every row is taken, where rows of one chunk bear on each other."""

    def same_matter(self, cells: Cells, heading: Heading) -> str:
        """Answer what neighbouring rows share when they must not be parted into two chunks; empty =
        nothing.
        """
        return ""

    def recognises(self, source: Source) -> bool:
        """Answer whether a heading row of this format stands in the file."""
        return any(self._is_ours(table.heading) for table in tables_in(source, self.headings))

    def _is_ours(self, heading: Heading) -> bool:
        return all(heading.known & group for group in self.needs) and not heading.known & self.refuses

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the tables of the file; a sheet without our headings is left out with a warning."""
        tables = self._tables(source)
        label_sheets = len(tables) > 1
        left_out = set(sheets_in(source)) - {table.sheet for table in tables}
        notes = [Problem("sheet_left_out", None, None, sheet, Severity.WARNING) for sheet in sorted(left_out)]
        watch = self.watch()
        for table in tables:
            yield from self._chunks_of(
                table, label=table.sheet if label_sheets else "", notes=(*notes, *self.notes_of(table)), watch=watch
            )
            notes = []

    def _tables(self, source: Source) -> list[Table]:
        tables = tables_in(source, self.headings)
        if not tables:
            raise UnreadableFileError("heading_missing", source.name)
        whole = [table for table in tables if all(table.heading.known & group for group in self.needs)]
        if not whole:
            lacking = next(group for group in self.needs if not tables[0].heading.known & group)
            raise UnreadableFileError("column_missing", " / ".join(sorted(lacking)))
        return whole

    def _chunks_of(
        self, table: Table, *, label: str, notes: tuple[Problem, ...], watch: Watch | None
    ) -> Iterator[Chunk]:
        heading, damaged = table.heading, table.is_damaged
        order = self._order_of(table) if self.year_last else None
        widest = self._widest_of(table) if self.counts_cells else None
        rows: list[tuple[int, Cells]] = []
        refused: dict[int, tuple[str, str, str]] = {}
        for number, cells in table.rows():
            full = len(rows) >= self.rows_per_chunk and not self._belongs(cells, rows[-1][1], heading)
            if full or len(rows) >= 4 * self.rows_per_chunk:
                yield Chunk(rows[0][0], Rows(heading, rows, label, notes, refused, damaged, order, widest))
                rows, refused, notes = [], {}, ()
            rows.append((number, cells))
            if watch is not None:
                against = watch.see(Row(number=number, cells=cells, heading=heading, order=order))
                if against is not None:
                    refused[number] = (against.code, against.field, against.value)
        if rows or notes:
            first = rows[0][0] if rows else heading.row + 1
            yield Chunk(first, Rows(heading, rows, label, notes, refused, damaged, order, widest))

    def _widest_of(self, table: Table) -> int:
        """The headings' width, or that of the narrowest row where all have a separator too many at their end."""
        rows = (len(cells) for _, cells in itertools.islice(table.rows(), ROWS_JUDGED))
        return max(len(table.heading.fields), min(rows, default=0))

    def _order_of(self, table: Table) -> Order | None:
        dates = [place for place, field in enumerate(table.heading.fields) if field and field.endswith("_date")]
        rows = itertools.islice(table.rows(), ROWS_JUDGED)
        return order_of_days(cells[place] for _, cells in rows for place in dates if place < len(cells))

    def notes_of(self, table: Table) -> tuple[Problem, ...]:
        """Answer what is to be said of a table as a whole."""
        heading = table.heading
        notes = [Problem("unknown_heading", heading.row, name, name, Severity.WARNING) for name in heading.unknown]
        notes += [Problem("heading_repeated", heading.row, name, name, Severity.WARNING) for name in heading.repeated]
        notes += [
            Problem("merged_cells", merged.first_row, None, f"{merged.first_row}-{merged.last_row}", Severity.WARNING)
            for merged in table.merged()
        ]
        if table.is_guessed:
            notes.insert(0, Problem("encoding_guessed", None, None, table.codec, Severity.WARNING))
        return tuple(notes)

    def _belongs(self, cells: Cells, before: Cells, heading: Heading) -> bool:
        matter = self.same_matter(cells, heading)
        return bool(matter) and matter == self.same_matter(before, heading)

    def read(self, chunk: Chunk) -> Batch:
        """Read the rows of one chunk; every refused row is a problem and in quarantine."""
        payload = chunk.payload
        assert isinstance(payload, Rows)
        batch = self.new_batch()
        batch.problems.extend(payload.notes)
        for number, cells in payload.rows:
            if _is_no_row(cells, payload.heading):
                continue
            row = Row(number=number, cells=cells, heading=payload.heading, sheet=payload.sheet, order=payload.order)
            try:
                _refuse_broken(cells, payload, number)
                if payload.damaged:
                    self._check_characters(cells, row, payload.heading)
                self.take(row, batch)
            except RowRefusedError as error:
                batch.documents += 1
                refuse(batch, row, error, whole_row(payload.heading, cells))
            batch.problems.extend(row.warnings)
        self.finish(batch, payload)
        return batch

    def _check_characters(self, cells: Cells, row: Row, heading: Heading) -> None:
        """Refuse a row with bytes that are no characters, or point them out where that is enough."""
        for name, cell in zip_longest(heading.fields, cells, fillvalue=""):
            if cell and ("\ufffd" in cell or "\0" in cell):
                if not self.keeps_damaged or "\0" in cell or (name or "").endswith(("_number", "_date")):
                    raise RowRefusedError("characters_damaged", "", cell)
                if name:
                    row.warn("characters_damaged", name, cell)


def refuse(batch: Batch, row: Row, error: RowRefusedError, content: str) -> None:
    """Note a counted document as rejected: its problem, and its content in quarantine."""
    batch.rejected += 1
    batch.problems.append(row.refusal(error))
    batch.quarantine.append(Quarantined(row.number, content))


def _is_no_row(cells: Cells, heading: Heading) -> bool:
    """Blank padding, or the heading repeated on a later page."""
    if all(not cell or cell.isspace() for cell in cells):
        return True
    return cells[0] == heading.names[0] and tuple(cell.strip() for cell in cells) == heading.names


def _refuse_broken(cells: Cells, payload: Rows, number: int) -> None:
    """Refuse what is no row at all: an unclosed quotation mark, cells beyond the headings."""
    if isinstance(cells, BrokenRow):
        raise RowRefusedError(cells.code, "", cells[0])
    width = len(payload.heading.fields)
    if len(cells) > width and (any(cells[width:]) or (payload.widest is not None and len(cells) > payload.widest)):
        raise RowRefusedError("too_many_cells", "", next(filter(None, cells[width:]), f"{len(cells)} > {width}"))
    if number in payload.refused:
        raise RowRefusedError(*payload.refused[number])
