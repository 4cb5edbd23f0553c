"""The format as `patentry.offices` knows it: how a patent opens, one patent read."""

from __future__ import annotations

import re
from typing import ClassVar

from patentry.offices.reading import Batch, Source
from patentry.offices.tagged_text.cutting import Opening
from patentry.offices.tagged_text.tagged_format import TaggedTextFormat
from patentry.offices.uspto_greenbook.patents import record_of
from patentry.offices.xml_documents.parsing import Warn

RECOGNISED = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])PATN[ \t]*[\r\n]+(?:WKU|SRC|APN|APT|APD|TTL|ISD)  ")


class UsptoGreenbook(TaggedTextFormat):
    """The format `uspto_greenbook`."""

    name = "uspto_greenbook"
    weekly_authority: str | None = "US"
    opening: ClassVar[Opening] = Opening(
        line=re.compile(rb"(?:\xef\xbb\xbf)?PATN[ \t]*\r?$"),
        # The weekly file's own first line, "HHHHHT  APS1  ISSUE - 760106".
        preamble=re.compile(rb"HHHHH"),
    )

    def recognises(self, source: Source) -> bool:
        """Answer whether a PATN block opens near the start of the file, whatever its name."""
        return RECOGNISED.search(source.sample()) is not None

    def take(self, text: str, batch: Batch, *, warn: Warn) -> None:
        """Take one patent."""
        batch.records.append(record_of(text, warn=warn))
