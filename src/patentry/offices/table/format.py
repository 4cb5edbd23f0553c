"""The format `table`: our own CSV, XLSX and JSON Lines to records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from patentry.offices.reading import Batch, Chunk, Source
from patentry.offices.table.columns import COLUMNS, DERIVED_FIELDS, RECORD_FIELDS, object_of_row
from patentry.offices.table.objects import record_of_object
from patentry.offices.tabular.contradictions import PatentWatch
from patentry.offices.tabular.headings import Heading, Headings, exact_headings
from patentry.offices.tabular.json_lines import JsonLineError, keys_in_sample, lines_of, object_of_line
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat, Watch, refuse
from patentry.records import Problem, Severity

_NUMBERS = frozenset({"publication_number", "application_number"})
_CHARACTERS_PER_CHUNK = 8_000_000


@dataclass(frozen=True, slots=True)
class Lines:
    """The payload of a chunk of JSON Lines."""

    lines: list[tuple[int, str]]
    refused: dict[int, RowRefusedError] = field(default_factory=dict)
    """Line number → why the line contradicts an earlier one."""


class Table(TabularFormat):
    """Our own table, one publication a row; headings are field names."""

    name = "table"
    needs = (_NUMBERS, COLUMNS - _NUMBERS)

    @cached_property
    def headings(self) -> Headings:
        """The field names of a record and the columns beside them."""
        return exact_headings(COLUMNS)

    def watch(self) -> Watch | None:
        """Rows of one patent must agree on its filing date and right type."""
        return PatentWatch()

    def recognises(self, source: Source) -> bool:
        """Answer whether the file is JSON Lines with our keys, or a sheet most of whose headings are ours."""
        keys = keys_in_sample(source.sample())
        if keys:
            return bool(keys & _NUMBERS) and len(keys & RECORD_FIELDS) >= 2
        return super().recognises(source)

    def _is_ours(self, heading: Heading) -> bool:
        return super()._is_ours(heading) and heading.is_mostly_known

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file by rows, or by lines of about eight megabytes together."""
        if not keys_in_sample(source.sample()):
            yield from super().chunks(source)
            return
        watch = PatentWatch()
        piece, size = Lines([]), 0
        for number, line in lines_of(source.path):
            piece.lines.append((number, line))
            against = watch.see_line(line)
            if against is not None:
                piece.refused[number] = against
            size += len(line)
            if size >= _CHARACTERS_PER_CHUNK:
                yield Chunk(piece.lines[0][0], piece)
                piece, size = Lines([]), 0
        if piece.lines:
            yield Chunk(piece.lines[0][0], piece)

    def read(self, chunk: Chunk) -> Batch:
        """Read rows or lines."""
        if not isinstance(chunk.payload, Lines):
            return super().read(chunk)
        batch = Batch()
        unknown: set[str] = set()
        for number, line in chunk.payload.lines:
            _take_line(number, line, batch, unknown, chunk.payload.refused.get(number))
        return batch

    def take(self, row: Row, batch: Batch) -> None:
        """Take one row of a sheet."""
        batch.records.append(record_of_object(object_of_row(row, row.fields), row))
        batch.documents += 1


def _take_line(number: int, line: str, batch: Batch, unknown: set[str], against: RowRefusedError | None) -> None:
    row = Row(number=number, cells=[], heading=_NO_HEADING)
    batch.documents += 1
    try:
        fields = object_of_line(line)
        if against is not None:
            raise against
        for key in fields.keys() - RECORD_FIELDS - DERIVED_FIELDS - unknown:
            unknown.add(key)
            batch.problems.append(Problem("unknown_heading", number, key, key, Severity.WARNING))
        batch.records.append(record_of_object(fields, row))
    except JsonLineError:
        refuse(batch, row, RowRefusedError("json_unreadable", "", line[:80]), line.rstrip("\n"))
    except RowRefusedError as error:
        refuse(batch, row, error, line.rstrip("\n"))
    batch.problems.extend(row.warnings)


_NO_HEADING = Heading(row=0, names=(), fields=(), unknown=())
