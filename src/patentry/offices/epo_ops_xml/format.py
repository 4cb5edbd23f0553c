"""The format as `patentry.offices` knows it: find the documents of an answer, read each by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from patentry.offices.epo_ops_xml.family import take_member
from patentry.offices.epo_ops_xml.fulltext import take_fulltext
from patentry.offices.epo_ops_xml.published import take_exchange_document, take_mention
from patentry.offices.epo_ops_xml.register import take_register_document
from patentry.offices.reading import Batch, Chunk, Quarantined
from patentry.offices.xml_documents.parsing import (
    RefusedDocumentError,
    Warn,
    parse_document,
    warnings_of,
    without_namespaces,
)
from patentry.offices.xml_documents.splitting import Piece, TooLarge
from patentry.offices.xml_documents.xml_format import QUARANTINED_CHARACTERS, XmlFormat, opening
from patentry.records import Problem

ROOTS = ("world-patent-data", "register-documents", "fulltext-documents")
KINDS = {
    "family-member": take_member,
    "exchange-document": take_exchange_document,
    "fulltext-document": take_fulltext,
    "register-document": take_register_document,
}
MENTIONS = ("search-result", "inquiry-result")
"""Answers that name publications without telling more of them: searches, equivalents, inquiries for pictures."""


class EpoOpsXml(XmlFormat):
    """The format `epo_ops_xml`."""

    name = "epo_ops_xml"
    openings = opening(*ROOTS)

    def read(self, chunk: Chunk) -> Batch:
        """Read the answers of a chunk; every document in them is kept, or a problem and its text in the quarantine."""
        batch = Batch()
        for place, piece in enumerate(cast("list[Piece]", chunk.payload)):
            row = chunk.first_row + max(place, batch.documents)
            try:
                documents = list(_documents(_parsed(piece, row, batch)))
            except RefusedDocumentError as refusal:
                content = piece.head if isinstance(piece, TooLarge) else piece
                _refuse(batch, row, refusal, content)
                continue
            for turn, element in enumerate(documents):
                self._take_one(element, row + turn, batch)
        return batch

    def _take_one(self, element: etree._Element, row: int, batch: Batch) -> None:
        doubts: list[Problem] = []
        try:
            self.take(element, b"", batch, warn=warnings_of(row, doubts))
        except RefusedDocumentError as refusal:
            _refuse(batch, row, refusal, etree.tostring(element, with_tail=False))
        else:
            batch.documents += 1
            batch.problems += doubts

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one document of an answer; a publication that is only named is one, too."""
        KINDS.get(str(root.tag), take_mention)(root, batch, warn=warn)


def _parsed(piece: Piece, row: int, batch: Batch) -> etree._Element:
    if isinstance(piece, TooLarge):
        raise RefusedDocumentError("document_too_large", value=str(piece.size))
    root = without_namespaces(parse_document(piece, warn=warnings_of(row, batch.problems)))
    if root.tag not in ROOTS:
        raise RefusedDocumentError("not_an_answer", value=str(root.tag))
    return root


def _documents(root: etree._Element) -> Iterator[etree._Element]:
    """The outermost documents of an answer, in order. Raises where it has none."""
    found = False
    for element in root.iter(*KINDS, *MENTIONS):
        if element.tag in MENTIONS:
            named = element.findall("publication-reference")
        else:
            named = [] if any(above.tag in KINDS for above in element.iterancestors()) else [element]
        found = found or bool(named)
        yield from named
    if not found:
        raise RefusedDocumentError("answer_without_documents", value=str(root[0].tag) if len(root) else None)


def _refuse(batch: Batch, row: int, refusal: RefusedDocumentError, content: bytes) -> None:
    batch.documents += 1
    batch.rejected += 1
    batch.problems.append(Problem(refusal.code, row, refusal.field, refusal.value))
    text = content[:QUARANTINED_CHARACTERS].decode("utf-8", errors="replace")
    batch.quarantine.append(Quarantined(row, text))
