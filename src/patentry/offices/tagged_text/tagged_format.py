"""A format whose files are tagged lines: recognise, cut, read one document after another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar, cast

from patentry.offices.reading import Batch, Chunk, Quarantined, Source
from patentry.offices.tagged_text.cutting import Opening, documents
from patentry.offices.tagged_text.fields import decoded
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn, warnings_of
from patentry.offices.xml_documents.splitting import MAX_DOCUMENT_BYTES, Piece, TooLarge, groups
from patentry.offices.xml_documents.xml_format import QUARANTINED_CHARACTERS
from patentry.records import Problem


class TaggedTextFormat(ABC):
    """What the formats of tagged text share. A format says how a document opens and reads one document's text."""

    name: str
    weekly_authority: str | None = None
    opening: ClassVar[Opening]

    def __init__(self, *, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> None:
        self.max_document_bytes = max_document_bytes

    @abstractmethod
    def recognises(self, source: Source) -> bool:
        """Answer whether this file is of this format, judging by its content."""

    @abstractmethod
    def take(self, text: str, batch: Batch, *, warn: Warn) -> None:
        """Read one document into the batch, all of it or nothing. Raises `RefusedDocumentError`."""

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file into chunks of some megabytes of whole documents."""
        first_row = 1
        with source.path.open("rb") as stream:
            for group in groups(documents(stream, self.opening, max_document_bytes=self.max_document_bytes)):
                yield Chunk(first_row=first_row, payload=group)
                first_row += len(group)

    def read(self, chunk: Chunk) -> Batch:
        """Read the documents of a chunk; each is kept, or a problem and its text in the quarantine."""
        batch = Batch()
        for row, piece in enumerate(cast("list[Piece]", chunk.payload), start=chunk.first_row):
            batch.documents += 1
            doubts: list[Problem] = []
            try:
                self._read_document(piece, batch, warnings_of(row, doubts))
                batch.problems += doubts
            except RefusedDocumentError as refusal:
                batch.rejected += 1
                batch.problems.append(Problem(refusal.code, row, refusal.field, refusal.value))
                batch.quarantine.append(Quarantined(row, _text_of(piece)))
        return batch

    def _read_document(self, piece: Piece, batch: Batch, warn: Warn) -> None:
        if isinstance(piece, TooLarge):
            raise RefusedDocumentError("document_too_large", value=str(piece.size))
        self.take(decoded(piece, warn=warn), batch, warn=warn)


def _text_of(piece: Piece) -> str:
    content = piece.head if isinstance(piece, TooLarge) else piece
    return content[:QUARANTINED_CHARACTERS].decode("utf-8", errors="replace")
