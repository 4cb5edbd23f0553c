"""A format whose files are JSON: cut, parse, read one object at a time."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar, cast

from patentry.offices.json_documents.parsing import object_of
from patentry.offices.json_documents.splitting import values, values_under
from patentry.offices.reading import Batch, Chunk, Quarantined, Source
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn, warnings_of
from patentry.offices.xml_documents.splitting import BYTE_ORDER_MARK, MAX_DOCUMENT_BYTES, Piece, TooLarge, groups
from patentry.records import Problem

QUARANTINED_CHARACTERS = 1 << 20
_KEY = re.compile(rb'"((?:[^"\\]|\\.){1,80})"\s*:')


def keys_near_start(source: Source) -> frozenset[str]:
    """Answer the keys in the first bytes of a file that begins like JSON; none where it does not."""
    sample = source.sample().lstrip(BYTE_ORDER_MARK + b" \t\r\n\x1e")
    if not sample.startswith((b"{", b"[")):
        return frozenset()
    return frozenset(found.decode("utf-8", errors="replace") for found in _KEY.findall(sample))


class JsonFormat(ABC):
    """What the JSON formats share. A format says whether the keys near the start are its own and reads one object.

    Where the objects stand in an array under a key of the answer around them, the format names it in `list_keys`:
    the first of them that occurs near the start is used.
    """

    name: str
    weekly_authority: str | None = None
    list_keys: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> None:
        self.max_document_bytes = max_document_bytes

    @abstractmethod
    def is_ours(self, keys: frozenset[str]) -> bool:
        """Answer whether a file with these keys near its start is of this format."""

    @abstractmethod
    def take(self, document: dict[str, Any], batch: Batch, *, warn: Warn) -> None:
        """Read one object into the batch, all of it or nothing. Raises `RefusedDocumentError`."""

    def recognises(self, source: Source) -> bool:
        """Answer whether the file begins like JSON with keys of this format."""
        return self.is_ours(keys_near_start(source))

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file into chunks of some megabytes of whole objects."""
        keys = keys_near_start(source)
        key = next((key for key in self.list_keys if key in keys), None)
        cap = self.max_document_bytes
        first_row = 1
        with source.path.open("rb") as stream:
            pieces = values(stream, max_document_bytes=cap)
            if key is not None:
                pieces = values_under(stream, key, max_document_bytes=cap)
            for group in groups(pieces):
                yield Chunk(first_row=first_row, payload=group)
                first_row += len(group)

    def read(self, chunk: Chunk) -> Batch:
        """Read the objects of a chunk; each is kept, or a problem and its text in the quarantine."""
        batch = Batch()
        for row, piece in enumerate(cast("list[Piece]", chunk.payload), start=chunk.first_row):
            batch.documents += 1
            doubts: list[Problem] = []
            try:
                self.take(object_of(piece), batch, warn=warnings_of(row, doubts))
                batch.problems += doubts
            except RefusedDocumentError as refusal:
                batch.rejected += 1
                batch.problems.append(Problem(refusal.code, row, refusal.field, refusal.value))
                batch.quarantine.append(Quarantined(row, _text_of(piece)))
        return batch


def _text_of(piece: Piece) -> str:
    content = piece.head if isinstance(piece, TooLarge) else piece
    return content[:QUARANTINED_CHARACTERS].decode("utf-8", errors="replace")
