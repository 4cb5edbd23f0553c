"""The format as `patentry.offices` knows it: cut at each exchange document, read each into a record."""

from __future__ import annotations

import re
from typing import ClassVar

from lxml import etree

from patentry.offices.exchange_documents import record_of_document
from patentry.offices.reading import Batch, Source
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn, without_namespaces
from patentry.offices.xml_documents.splitting import Piece
from patentry.offices.xml_documents.xml_format import XmlFormat, opening

ELEMENT = "exchange-document"
OF_THE_SERVICES = re.compile(rb"<(?:[\w-]+:)?world-patent-data[\s>]")
UNDECLARED = b"<list>"
DECLARED = b'<list xmlns:exch="http://www.epo.org/exchange">'


class EpoDocdbXml(XmlFormat):
    """The format `epo_docdb_xml`."""

    name = "epo_docdb_xml"
    openings = opening("exchange-documents", ELEMENT)
    element: ClassVar[str | None] = ELEMENT

    def recognises(self, source: Source) -> bool:
        """Answer whether exchange documents open the file; those inside an answer of the open services are not ours."""
        return super().recognises(source) and OF_THE_SERVICES.search(source.sample()) is None

    def _read_document(self, piece: Piece, batch: Batch, warn: Warn) -> None:
        if isinstance(piece, bytes) and piece.startswith(UNDECLARED):
            # Single documents are handed about as they were cut out of a file, without the declaration of its prefix.
            piece = DECLARED + piece[len(UNDECLARED) :]
        super()._read_document(piece, batch, warn)

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one exchange document."""
        without_namespaces(root)
        if root.tag != ELEMENT:
            raise RefusedDocumentError("not_an_exchange_document", value=str(root.tag))
        batch.records.append(record_of_document(root, warn=warn))
