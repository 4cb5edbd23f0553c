"""The format as `patentry.offices` knows it: how a paper opens, one paper read."""

from __future__ import annotations

from lxml import etree

from patentry.offices.reading import Batch
from patentry.offices.uspto_st96.papers import record_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn, without_namespaces
from patentry.offices.xml_documents.xml_format import XmlFormat, opening

ROOTS = ("ClaimsDocument", "SpecificationDocument")


class UsptoSt96(XmlFormat):
    """The format `uspto_st96`."""

    name = "uspto_st96"
    openings = opening(*ROOTS)

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one paper."""
        bare = without_namespaces(root)
        if bare.tag not in ROOTS:
            raise RefusedDocumentError("not_an_application", value=str(bare.tag))
        batch.records.append(record_of(bare, warn=warn))
