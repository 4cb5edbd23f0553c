"""The format `lens`: sheets of The Lens, and the objects of its JSON."""

from __future__ import annotations

import re
from typing import Any

from patentry.offices.database_exports.export_format import ExportFormat, heading_group
from patentry.offices.database_exports.sheet_or_json import SheetOrJson
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.json_documents.json_format import JsonFormat
from patentry.offices.lens.publications import record_of_object
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.parsing import Warn

NAME = "lens"
SPELLING = Spelling(values=re.compile(r"\s*(?:;;|\n)\s*"), docdb_numbers=True)


class _Sheet(ExportFormat):
    name = NAME
    spelling = SPELLING
    signature = (
        heading_group("Lens ID", "Simple Family Size", "IPCR Classifications"),
        heading_group("Jurisdiction"),
        heading_group("Publication Number", "Display Key"),
    )


class _Objects(JsonFormat):
    name = NAME
    list_keys = ("data",)

    def is_ours(self, keys: frozenset[str]) -> bool:
        """Answer whether these are publications of The Lens."""
        return {"lens_id", "doc_number", "jurisdiction"} <= keys

    def take(self, document: dict[str, Any], batch: Batch, *, warn: Warn) -> None:
        """Take a publication."""
        batch.records.append(record_of_object(document, SPELLING, warn=warn))


class Lens(SheetOrJson):
    """CSV, in which `;;` stands between values, and JSON Lines or the answers of the service."""

    def __init__(self) -> None:
        super().__init__(_Sheet(), _Objects())
