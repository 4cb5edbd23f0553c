"""The format `google_patents`: the list of a search."""

from __future__ import annotations

import re

from patentry.offices.database_exports.export_format import ExportFormat, heading_group
from patentry.offices.database_exports.spelling import Spelling

_LEGAL_FORM = (
    r"Inc|Ltd|LLC|L\.L\.C|Co|Corp|Company|Limited|Incorporated|GmbH|S\.?A|B\.?V|N\.?V|K\.?K|Pte|Plc|LP|L\.P|Jr|Sr"
)


class GooglePatents(ExportFormat):
    """One publication a row; names stand between commas, which also stand before a legal form."""

    name = "google_patents"
    spelling = Spelling(values=re.compile(rf",(?!\s*(?:{_LEGAL_FORM})\b)\s*|\s*[;\n]\s*", re.IGNORECASE))
    signature = (
        heading_group("inventor/author"),
        heading_group("result link", "representative figure link", "filing/creation date"),
    )
