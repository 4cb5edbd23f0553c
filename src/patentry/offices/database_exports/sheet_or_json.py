"""A database that gives both sheets and JSON under one name."""

from __future__ import annotations

from collections.abc import Iterator

from patentry.offices.json_documents.json_format import JsonFormat
from patentry.offices.reading import Batch, Chunk, Source
from patentry.offices.tabular.table_format import Rows, TabularFormat


class SheetOrJson:
    """One format of two kinds of file; each piece goes to the reader that cut it."""

    weekly_authority: str | None = None

    def __init__(self, sheet: TabularFormat, objects: JsonFormat) -> None:
        assert sheet.name == objects.name
        self.name = sheet.name
        self._sheet, self._objects = sheet, objects

    def recognises(self, source: Source) -> bool:
        """Answer whether one of the two readers knows the file."""
        return self._objects.recognises(source) or self._sheet.recognises(source)

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file with the reader that knows it."""
        return self._objects.chunks(source) if self._objects.recognises(source) else self._sheet.chunks(source)

    def read(self, chunk: Chunk) -> Batch:
        """Read rows or objects."""
        return self._sheet.read(chunk) if isinstance(chunk.payload, Rows) else self._objects.read(chunk)
