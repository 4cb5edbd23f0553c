"""The format as `patentry.offices` knows it: a tree of items, cut into one document an item with a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from lxml import etree

from patentry.offices.cpc_scheme.titles import title_of
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.offices.xml_documents.repeated import elements
from patentry.offices.xml_documents.splitting import Piece
from patentry.offices.xml_documents.xml_format import XmlFormat, opening

ITEM = "classification-item"
HEAD_BYTES = 4096
EDITION = re.compile(rb"""\spublication-date\s*=\s*["'](\d{4}-\d\d(?:-\d\d)?)["']""")
SCHEME = re.compile(rb"""\sscheme-type\s*=\s*["']([a-z]{3})["']""")
BEGIN, END = b"<list", f"</{ITEM}>".encode()


class CpcScheme(XmlFormat):
    """The format `cpc_scheme`."""

    name = "cpc_scheme"
    openings = opening("class-scheme")
    element: ClassVar[str | None] = ITEM

    def _pieces(self, stream: BinaryIO) -> Iterator[Piece]:
        """Items are nested, so each is cut off where its first inner item begins or it ends itself.

        An item without a title only holds others together and is no document.
        """
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        edition, scheme = EDITION.search(head), SCHEME.search(head)
        mark = b"".join(
            b' %s="%s"' % (name, found[1]) for name, found in ((b"edition", edition), (b"scheme", scheme)) if found
        )
        for piece in elements(stream, ITEM, max_document_bytes=self.max_document_bytes):
            if not isinstance(piece, bytes) or not piece.startswith(BEGIN):
                yield piece
            elif b"<class-title" in piece:
                own = piece.removesuffix(b"</list>").partition(END)[0]
                yield BEGIN + mark + own.removeprefix(BEGIN) + END + b"</list>"

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one item."""
        if root.tag != ITEM:
            raise RefusedDocumentError("not_a_classification_record", value=str(root.tag))
        batch.reference.append(title_of(root))
