"""The format as `patentry.offices` knows it: how an application opens, one application read."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from patentry.offices.reading import Batch
from patentry.offices.uspto_pap_xml.applications import record_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.offices.xml_documents.xml_format import XmlFormat, opening

ROOT: Final = "patent-application-publication"
KNOWN_DTD = re.compile(rb"pap-v1[56]-\d{4}-\d\d-\d\d\.dtd")
DOCTYPE = re.compile(rb"<!DOCTYPE\s+([^>\[]*)")
LONGEST_PROLOG: Final = 2_000


class UsptoPapXml(XmlFormat):
    """The format `uspto_pap_xml`."""

    name = "uspto_pap_xml"
    weekly_authority: str | None = "US"
    openings = opening(ROOT)

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one application; an annex in a weekly file is none."""
        if root.tag != ROOT:
            raise RefusedDocumentError("not_an_application", value=str(root.tag))
        doctype = DOCTYPE.search(content, 0, LONGEST_PROLOG)
        if doctype and not KNOWN_DTD.search(doctype[1]):
            warn("version_unknown", "dtd", " ".join(doctype[1].decode("utf-8", errors="replace").split()))
        batch.records.append(record_of(root, warn=warn))
