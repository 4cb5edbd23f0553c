"""The format as `patentry.offices` knows it: how a grant opens, which versions it was written for, one grant read."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from patentry.offices.reading import Batch
from patentry.offices.uspto_grant_xml.grants import record_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.offices.xml_documents.xml_format import XmlFormat, opening

ROOT: Final = "us-patent-grant"
KNOWN_DTD = re.compile(rb"""["'](?:[^"']*/)?us-patent-grant-v4[0-7]-\d{4}-\d\d-\d\d\.dtd["']""")
DOCTYPE = re.compile(rb"<!DOCTYPE\s+([^>\[]*)")
LONGEST_PROLOG: Final = 2_000
KNOWN_VERSION = re.compile(r"v4\.?[0-7](?: \d{4}-\d\d-\d\d)?")


class UsptoGrantXml(XmlFormat):
    """The format `uspto_grant_xml`."""

    name = "uspto_grant_xml"
    weekly_authority: str | None = "US"
    openings = opening(ROOT)

    def take(self, root: etree._Element, content: bytes, batch: Batch, *, warn: Warn) -> None:
        """Take one grant; weekly files of 2006 and 2007 carry sequence listings, which are none."""
        if root.tag != ROOT:
            raise RefusedDocumentError("not_a_grant", value=str(root.tag))
        _check_version(root, content, warn)
        batch.records.append(record_of(root, warn=warn))


def _check_version(root: etree._Element, text: bytes, warn: Warn) -> None:
    """Doubt a version this format was not written for; a document without a DTD may state it on its root."""
    doctype = DOCTYPE.search(text, 0, LONGEST_PROLOG)
    stated = root.get("dtd-version")
    if doctype and not KNOWN_DTD.search(doctype[1]):
        warn("version_unknown", "dtd", doctype[1].decode("utf-8", errors="replace").strip())
    elif not doctype and not (stated and KNOWN_VERSION.fullmatch(stated)):
        warn("version_unknown", "dtd-version", stated)
