"""The format as `patentry.offices` knows it: how a document opens, one document read."""

from __future__ import annotations

import re
from typing import ClassVar

from patentry.offices.reading import Batch, Source
from patentry.offices.tagged_text.cutting import Opening
from patentry.offices.tagged_text.tagged_format import TaggedTextFormat
from patentry.offices.uspto_brs_text.documents import record_of
from patentry.offices.xml_documents.parsing import Warn

BOUNDARY = rb"\*\*\* BRS DOCUMENT BOUNDARY \*\*\*"


class UsptoBrsText(TaggedTextFormat):
    """The format `uspto_brs_text`."""

    name = "uspto_brs_text"
    opening: ClassVar[Opening] = Opening(
        line=re.compile(BOUNDARY),
        # Two lines above the boundary, number and title once more: "09204581<tab>B2<tab>20151201<tab>..."
        before=re.compile(rb"(?:\xef\xbb\xbf)?[A-Z0-9]{7,12}\t[A-Z]\d?\t\d{8}\t"),
        lines_before=2,
    )

    def recognises(self, source: Source) -> bool:
        """Answer whether a document boundary stands near the start of the file, whatever its name."""
        return re.search(rb"(?:\A|[\r\n])" + BOUNDARY, source.sample()) is not None

    def take(self, text: str, batch: Batch, *, warn: Warn) -> None:
        """Take one document."""
        batch.records.append(record_of(text, warn=warn))
