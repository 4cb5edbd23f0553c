"""The format as `patentry.offices` knows it: how a document opens, which versions it was written for, one read."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from patentry.offices.epo_fulltext_xml.events import events_of
from patentry.offices.epo_fulltext_xml.publications import record_of
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.offices.xml_documents.splitting import Piece
from patentry.offices.xml_documents.xml_format import XmlFormat, opening

ROOT: Final = "ep-patent-document"
KNOWN_VERSION = re.compile(r"ep-patent-document-v1-[0-7]")
# Names and numbers of characters stay; what is left is a sign somebody forgot to write as an entity.
BARE_AMPERSAND = re.compile(rb"&(?!#\d+;|#x[0-9A-Fa-f]+;|[A-Za-z_][\w.-]*;)")


class EpoFulltextXml(XmlFormat):
    """The format `epo_fulltext_xml`."""

    name = "epo_fulltext_xml"
    openings = opening(ROOT)

    def _read_document(self, piece: Piece, batch: Batch, warn: Warn) -> None:
        try:
            super()._read_document(piece, batch, warn)
        except RefusedDocumentError as refusal:
            if refusal.code != "xml_broken" or not isinstance(piece, bytes) or not BARE_AMPERSAND.search(piece):
                raise
            super()._read_document(BARE_AMPERSAND.sub(b"&amp;", piece), batch, warn)
            warn("ampersand_bare", None, None)

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one publication and the events it tells of."""
        if root.tag != ROOT:
            raise RefusedDocumentError("not_an_ep_document", value=str(root.tag))
        version = root.get("dtd-version")
        if version is None or not KNOWN_VERSION.fullmatch(version):
            warn("version_unknown", "dtd-version", version)
        bibliography = root.find("SDOBI")
        if bibliography is None:
            raise RefusedDocumentError("number_missing", field="SDOBI")
        record = record_of(root, bibliography, warn=warn)
        batch.records.append(record)
        batch.events += events_of(record, bibliography, warn=warn)
