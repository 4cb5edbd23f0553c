"""The format as `patentry.offices` knows it: recognise, cut, read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from patentry.offices.reading import Batch, Chunk, Quarantined, Source
from patentry.offices.uspto_grant_xml.documents import RefusedDocumentError, parse_grant, warnings_of
from patentry.offices.uspto_grant_xml.grants import record_of
from patentry.offices.uspto_grant_xml.splitting import (
    BYTE_ORDER_MARK,
    MAX_DOCUMENT_BYTES,
    Piece,
    TooLarge,
    documents,
    groups,
)
from patentry.records import Problem, Record

OPENING = re.compile(rb"<(?:!DOCTYPE\s+)?us-patent-grant[\s>\[]")
QUARANTINED_CHARACTERS = 1 << 20


class UsptoGrantXml:
    """The format `uspto_grant_xml`."""

    name = "uspto_grant_xml"
    weekly_authority: str | None = "US"

    def __init__(self, *, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> None:
        self.max_document_bytes = max_document_bytes

    def recognises(self, source: Source) -> bool:
        """Answer whether a US grant begins near the start of the file, whatever its name."""
        sample = source.sample().lstrip(BYTE_ORDER_MARK + b" \t\r\n")
        return sample.startswith(b"<") and OPENING.search(sample) is not None

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file at its XML declarations into chunks of some megabytes of whole documents."""
        first_row = 1
        with source.path.open("rb") as stream:
            for group in groups(documents(stream, max_document_bytes=self.max_document_bytes)):
                yield Chunk(first_row=first_row, payload=group)
                first_row += len(group)

    def read(self, chunk: Chunk) -> Batch:
        """Read the documents of a chunk; each gives a record, or a problem and its text for the quarantine."""
        batch = Batch()
        for row, piece in enumerate(cast("list[Piece]", chunk.payload), start=chunk.first_row):
            batch.documents += 1
            doubts: list[Problem] = []
            try:
                batch.records.append(_read_document(piece, row, doubts))
                batch.problems += doubts
            except RefusedDocumentError as refusal:
                batch.rejected += 1
                batch.problems.append(Problem(refusal.code, row, refusal.field, refusal.value))
                batch.quarantine.append(Quarantined(row, _text_of(piece)))
        return batch


def _read_document(piece: Piece, row: int, doubts: list[Problem]) -> Record:
    if isinstance(piece, TooLarge):
        raise RefusedDocumentError("document_too_large", value=str(piece.size))
    warn = warnings_of(row, doubts)
    return record_of(parse_grant(piece, warn=warn), warn=warn)


def _text_of(piece: Piece) -> str:
    """Answer the document's text for the quarantine, at most about a million characters of it."""
    content = piece.head if isinstance(piece, TooLarge) else piece
    return content[:QUARANTINED_CHARACTERS].decode("utf-8", errors="replace")
