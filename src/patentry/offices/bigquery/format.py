"""The format `bigquery`: sheets of chosen columns, and JSON of chosen columns or whole rows."""

from __future__ import annotations

import re
from typing import Any

from patentry.offices.bigquery.publications import NESTED, record_of_publication
from patentry.offices.database_exports.export_format import ExportFormat, heading_group
from patentry.offices.database_exports.objects import taken
from patentry.offices.database_exports.sheet_or_json import SheetOrJson
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.json_documents.json_format import JsonFormat
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.parsing import Warn

NAME = "bigquery"
SPELLING = Spelling(values=re.compile(r"\s*[;|\n]\s*"))


class _Sheet(ExportFormat):
    name = NAME
    spelling = SPELLING
    signature = (heading_group("publication_number"), heading_group("number_of_cited_by"), heading_group("code", "url"))


class _Objects(JsonFormat):
    name = NAME

    def is_ours(self, keys: frozenset[str]) -> bool:
        """Answer whether these are columns of the publications: whole rows, or a choice of them."""
        return "publication_number" in keys and (bool(keys & NESTED) or {"url", "number_of_cited_by"} <= keys)

    def take(self, document: dict[str, Any], batch: Batch, *, warn: Warn) -> None:
        """Take a row."""
        if NESTED & document.keys():
            batch.records.append(record_of_publication(document, SPELLING, warn=warn))
            return
        known = {_SHEET.headings.field_of(key): value for key, value in document.items()}
        for key in document:
            if _SHEET.headings.field_of(key) is None:
                warn("unknown_heading", key, key)
        fields = {field: value for field, value in known.items() if field and field != "-"}
        batch.records.append(taken(fields, SPELLING, warn=warn))


_SHEET = _Sheet()


class BigQuery(SheetOrJson):
    """CSV, JSON arrays and JSON Lines of the public patent data."""

    def __init__(self) -> None:
        super().__init__(_SHEET, _Objects())
