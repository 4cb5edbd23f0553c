"""The patents behind a figure as one whole table, written while it is read: memory does not grow with the table.

Rows come a block at a time from one opened snapshot, in a fixed order, so that a table asked for again from a row on
goes on where it broke off. Nothing is held open between blocks. Holders' names stand in the public register; no address
is part of a row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from district.design.cells import guarded
from district.design.language import Lang
from district.openstats import provider
from district.openstats.provider import CountedPatentRow

BLOCK = 10_000
COLUMNS = ("number", "application_number", "title", "holder", "since", "reason", "place")
TITLES: dict[Lang, tuple[str, ...]] = {
    "zh": ("专利号", "申请号", "名称", "专利权人", "计入自", "计入原因", "地区认定依据"),
    "en": COLUMNS,
}
Blocks = Iterator[Sequence[CountedPatentRow]]
SCHEMA = pa.schema([pa.field(name, pa.date32() if name == "since" else pa.string()) for name in COLUMNS])


def blocks(read: Callable[[int, int], Sequence[CountedPatentRow]], *, start: int) -> Blocks:
    """Give the rows from `start` on, a block at a time; `read` answers rows from an offset up to a limit."""
    at = start
    while rows := read(at, BLOCK):
        yield rows
        at += len(rows)
        if len(rows) < BLOCK:
            return


def to_csv(rows: Blocks, lang: Lang) -> Iterator[bytes]:
    """Give CSV with a byte-order mark and no cell that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    out.write("\ufeff")
    writer.writerow(TITLES[lang])
    for block in rows:
        writer.writerows([guarded(cell) for cell in _cells(row, lang)] for row in block)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
    if rest := out.getvalue():
        yield rest.encode()


def to_parquet(rows: Blocks, lang: Lang) -> Iterator[bytes]:
    """Give a Parquet file, a row group a block."""
    sink = _Drained()
    with pq.ParquetWriter(sink, SCHEMA, compression="zstd") as writer:
        for block in rows:
            told = [(*_cells(row, lang)[:4], row.since, *_cells(row, lang)[5:]) for row in block]
            arrays = [
                pa.array(list(column), field.type)
                for column, field in zip(zip(*told, strict=True), SCHEMA, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA))
            yield sink.drain()
    yield sink.drain()


def _cells(row: CountedPatentRow, lang: Lang) -> list[str]:
    since = row.since.isoformat() if row.since else ""
    reason, place = provider.sentence(row.reason, lang=lang), provider.word("place", row.place, lang=lang)
    return [row.number, row.application_number or "", row.title or "", row.holder, since, reason, place]


class _Drained(io.RawIOBase):
    """A sink that gives away what it was given, and only remembers how much that was."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(memoryview(data))  # type: ignore[arg-type]
        self._parts.append(part)
        self._written += len(part)
        return len(part)

    def tell(self) -> int:
        return self._written

    def drain(self) -> bytes:
        """Answer what has come in since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)
