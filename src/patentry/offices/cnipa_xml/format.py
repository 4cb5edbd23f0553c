"""The format `cnipa_xml`: documents whose root is PatentDocumentAndRelated."""

from __future__ import annotations

from typing import Final

from lxml import etree

from patentry.offices.cnipa_xml.document import record_of
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn, without_namespaces
from patentry.offices.xml_documents.xml_format import XmlFormat, opening

ROOT: Final = "PatentDocumentAndRelated"


class CnipaXml(XmlFormat):
    """The format `cnipa_xml`."""

    name = "cnipa_xml"
    openings = opening(ROOT)

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one publication; a sequence listing or a decision beside it is none."""
        without_namespaces(root)
        if root.tag != ROOT:
            raise RefusedDocumentError("not_a_publication", value=str(root.tag))
        batch.records.append(record_of(root, warn=warn))
