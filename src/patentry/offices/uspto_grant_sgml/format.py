"""The format as `patentry.offices` knows it: how a grant opens, in XML and in SGML, one grant read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from patentry.offices.reading import Batch
from patentry.offices.tagged_text import cutting
from patentry.offices.uspto_grant_sgml.grants import record_of
from patentry.offices.uspto_grant_sgml.sgml import as_xml
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.offices.xml_documents.splitting import BYTE_ORDER_MARK, Piece
from patentry.offices.xml_documents.xml_format import XmlFormat, opening

ROOT = "PATDOC"
SGML_OPENING = cutting.Opening(line=re.compile(rb"\s*<!DOCTYPE\s+PATDOC\b"), closing=re.compile(rb"</PATDOC\s*>\s*\Z"))
KNOWN_VERSION = re.compile(r"2\.[45]")


class UsptoGrantSgml(XmlFormat):
    """The format `uspto_grant_sgml`."""

    name = "uspto_grant_sgml"
    weekly_authority: str | None = "US"
    openings = opening(ROOT)

    def _pieces(self, stream: BinaryIO) -> Iterator[Piece]:
        """Cut at the XML declarations; a file that does not begin with one is SGML, cut at each DOCTYPE."""
        head = stream.read(1024).lstrip(BYTE_ORDER_MARK + b" \t\r\n")
        stream.seek(0)
        if head.startswith(b"<?xml"):
            return super()._pieces(stream)
        return cutting.documents(stream, SGML_OPENING, max_document_bytes=self.max_document_bytes)

    def _read_document(self, piece: Piece, batch: Batch, warn: Warn) -> None:
        super()._read_document(as_xml(piece) if isinstance(piece, bytes) else piece, batch, warn)

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one grant."""
        if root.tag != ROOT:
            raise RefusedDocumentError("not_a_grant", value=str(root.tag))
        version = root.get("DTD")
        if not (version and KNOWN_VERSION.fullmatch(version.strip())):
            warn("version_unknown", "DTD", version)
        batch.records.append(record_of(root, warn=warn))
