"""The format `uspto_assignment_xml`: which list a file has, and one recording read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from patentry.offices.reading import Batch, Source
from patentry.offices.uspto_assignment_xml import bulk, search
from patentry.offices.uspto_recordations.recordations import Property, Recordation, events_of, reel_and_frame
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.offices.xml_documents.repeated import elements
from patentry.offices.xml_documents.splitting import Piece
from patentry.offices.xml_documents.xml_format import XmlFormat, opening
from patentry.records import LegalEvent

BULK, SEARCH = "patent-assignment", "doc"
_HEAD_BYTES: Final = 1 << 16
_EMPTY_LISTS = frozenset({"action-key-code", "transaction-date", "patent-assignments"})


class UsptoAssignmentXml(XmlFormat):
    """The format `uspto_assignment_xml`."""

    name = "uspto_assignment_xml"
    openings = opening("us-patent-assignments", BULK)
    element = BULK

    def recognises(self, source: Source) -> bool:
        """Answer whether the file opens like a list of assignments or like an answer of the assignment search."""
        return super().recognises(source) or search.is_answer(source.sample())

    def _pieces(self, stream: BinaryIO) -> Iterator[Piece]:
        is_bulk = self.openings.search(stream.read(_HEAD_BYTES)) is not None
        stream.seek(0)
        return elements(stream, BULK if is_bulk else SEARCH, max_document_bytes=self.max_document_bytes)

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one recording as an event of each of its properties."""
        if root.tag == BULK:
            recordation, properties, is_purged = bulk.recordation_of(root, warn=warn)
        elif root.tag == SEARCH:
            recordation, properties, is_purged = search.recordation_of(root, warn=warn)
        elif root.tag in _EMPTY_LISTS and b"<data-available-code" in content:
            return
        else:
            raise RefusedDocumentError("not_an_assignment", value=str(root.tag))
        batch.events += _events(recordation, properties, is_purged=is_purged, warn=warn)


def _events(recordation: Recordation, properties: list[Property], *, is_purged: bool, warn: Warn) -> list[LegalEvent]:
    place = reel_and_frame(recordation.reel, recordation.frame)
    if is_purged:
        raise RefusedDocumentError("assignment_purged", value=place, field="purge")
    if not properties:
        raise RefusedDocumentError("property_missing", value=place, field="number")
    if recordation.recorded is None and not any(assignor.executed for assignor in recordation.assignors):
        raise RefusedDocumentError("date_missing", value=place, field="announced")
    return events_of(recordation, properties, warn=warn)
