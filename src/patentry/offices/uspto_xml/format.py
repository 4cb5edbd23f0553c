"""What the formats of grants and of published applications share: which versions they know, one document read."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import ClassVar, Final

from lxml import etree

from patentry.offices.reading import Batch
from patentry.offices.uspto_xml.documents import Kind, record_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.offices.xml_documents.xml_format import XmlFormat

KNOWN_DTD = re.compile(rb"""["'](?:[^"']*/)?us-patent-(?:grant|application)-v4[0-7]-\d{4}-\d\d-\d\d\.dtd["']""")
DOCTYPE = re.compile(rb"<!DOCTYPE\s+([^>\[]*)")
LONGEST_PROLOG: Final = 2_000
KNOWN_VERSION = re.compile(r"v4\.?[0-7](?: \d{4}-\d\d-\d\d)?")


class RedbookFormat(XmlFormat):
    """A format of DTD 4.0-4.7; it says which kind of document it reads and refuses every other."""

    kind: ClassVar[Kind]

    @abstractmethod
    def refusal(self, root: str) -> RefusedDocumentError:
        """Answer why a document with another root is not taken."""

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one document; weekly files carry annexes, such as sequence listings, which are none."""
        if root.tag != self.kind.root:
            raise self.refusal(str(root.tag))
        _check_version(root, content, warn)
        batch.records.append(record_of(root, self.kind, warn=warn))


def _check_version(root: etree._Element, text: bytes, warn: Warn) -> None:
    """Doubt a version the formats were not written for; a document without a DTD may state it on its root."""
    doctype = DOCTYPE.search(text, 0, LONGEST_PROLOG)
    if doctype is None:
        warn("doctype_missing", None, None)
        stated = root.get("dtd-version")
        if not (stated and KNOWN_VERSION.fullmatch(stated)):
            warn("version_unknown", "dtd-version", stated)
    elif not KNOWN_DTD.search(doctype[1]):
        warn("version_unknown", "dtd", doctype[1].decode("utf-8", errors="replace").strip())
