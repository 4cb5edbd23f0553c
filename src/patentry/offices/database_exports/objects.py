"""An object of a JSON file as a row by field, for the databases that give both sheets and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from patentry.offices.database_exports.record import record_of
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.tabular.headings import Heading
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Record


def row_of(fields: Mapping[str, object], *, number: int = 0) -> Row:
    """Answer a row with these fields; lists and objects in it stand as JSON."""
    names = tuple(fields)
    return Row(number=number, cells=[_text(fields[name]) for name in names], heading=Heading(0, names, names, ()))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def taken(fields: Mapping[str, object], spelling: Spelling, *, warn: Warn) -> Record:
    """Answer the record of an object's fields. Raises `RefusedDocumentError`; doubts go to `warn`."""
    row = row_of(fields)
    try:
        return record_of(row, spelling)
    except RowRefusedError as error:
        raise RefusedDocumentError(error.code, field=error.field, value=error.value) from error
    finally:
        for doubt in row.warnings:
            warn(doubt.code, doubt.field, doubt.value)


def item(value: Any, *path: str) -> Any:
    """Answer what stands at a path of keys, None where there is nothing."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def items(value: Any, *path: str) -> list[Mapping[str, Any]]:
    """Answer the objects of a list at a path; a single object counts as a list of one."""
    found = item(value, *path)
    listed = found if isinstance(found, list) else [found]
    return [one for one in listed if isinstance(one, Mapping)]
