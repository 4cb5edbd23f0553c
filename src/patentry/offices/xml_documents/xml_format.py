"""A format whose files are XML: recognise by how its documents open, cut, parse safely, read one by one."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import BinaryIO, ClassVar, cast

from lxml import etree

from patentry.offices.reading import Batch, Chunk, Quarantined, Source
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn, parse_document, warnings_of
from patentry.offices.xml_documents.repeated import elements
from patentry.offices.xml_documents.splitting import (
    BYTE_ORDER_MARK,
    MAX_DOCUMENT_BYTES,
    Piece,
    TooLarge,
    documents,
    groups,
)
from patentry.records import Problem

QUARANTINED_CHARACTERS = 1 << 20


def opening(*names: str) -> re.Pattern[bytes]:
    """Answer what finds the opening tag (or the DOCTYPE) of one of these root elements, under any prefix."""
    listed = "|".join(map(re.escape, names))
    return re.compile(rf"<(?:!DOCTYPE\s+)?(?:[\w-]+:)?(?:{listed})(?=[\s>\[/])".encode())


class XmlFormat(ABC):
    """What the XML formats share. A format says how its documents open and reads one parsed element.

    A file is cut at its XML declarations, one document each. A format whose files hold one XML document with a long
    list in it names the repeated element in `element`: then every such element is a document of its own, and memory
    stays flat in the file's size.
    """

    name: str
    weekly_authority: str | None = None
    openings: ClassVar[re.Pattern[bytes]]
    element: ClassVar[str | None] = None

    def __init__(self, *, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> None:
        self.max_document_bytes = max_document_bytes

    @abstractmethod
    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Read one document into the batch, all of it or nothing. Raises `RefusedDocumentError`."""

    def recognises(self, source: Source) -> bool:
        """Answer whether such a document opens near the start of the file, whatever its name."""
        sample = source.sample().lstrip(BYTE_ORDER_MARK + b" \t\r\n")
        return sample.startswith(b"<") and self.openings.search(sample) is not None

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file into chunks of some megabytes of whole documents."""
        first_row = 1
        with source.path.open("rb") as stream:
            for group in groups(self._pieces(stream)):
                yield Chunk(first_row=first_row, payload=group)
                first_row += len(group)

    def _pieces(self, stream: BinaryIO) -> Iterator[Piece]:
        if self.element is None:
            return documents(stream, max_document_bytes=self.max_document_bytes)
        return elements(stream, self.element, max_document_bytes=self.max_document_bytes)

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
        root = parse_document(piece, warn=warn)
        if self.element is not None and len(root):
            root = root[0]
        self.take(root, piece, batch, warn=warn)


def _text_of(piece: Piece) -> str:
    """Answer the document's text for the quarantine, at most about a million characters of it."""
    content = piece.head if isinstance(piece, TooLarge) else piece
    return content[:QUARANTINED_CHARACTERS].decode("utf-8", errors="replace")
