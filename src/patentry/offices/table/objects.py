"""From the object of a JSON line to a checked record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.offices.table.columns import DATES, DECIDING_DATES, iso_of
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.order_of_dates import refuse_impossible_order
from patentry.offices.tabular.right_types import right_type_of
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.symbols import read_symbols
from patentry.records import Record, RightType
from patentry.records.jsonl import RecordFieldError, record_from_object

Number = TypeVar("Number", ApplicationNumber, PublicationNumber)


def record_of_object(fields: Mapping[str, Any], row: Row) -> Record:
    """Answer the record; raises `RowRefusedError`, leaves warnings in the row."""
    made = dict(fields) | {name: _day(fields, name, row) for name in DATES}
    right = fields.get("right_type")
    if isinstance(right, str) and right_type_of(right):
        made["right_type"] = right_type_of(right)
    elif not right:
        made["right_type"] = RightType.OTHER
    try:
        record = record_from_object(made)
    except RecordFieldError as error:
        raise RowRefusedError(error.code, error.field, error.value) from error
    record = _with_numbers(record, row, states_right=bool(right))
    record = replace(record, ipc=read_symbols(row, "ipc", record.ipc), cpc=read_symbols(row, "cpc", record.cpc))
    refuse_impossible_order(record)
    return record


def _day(fields: Mapping[str, Any], name: str, row: Row) -> object:
    try:
        return iso_of(fields.get(name))
    except CellError as error:
        if name in DECIDING_DATES:
            raise RowRefusedError(error.code, name, error.value) from error
        row.warn(error.code, name, error.value)
        return None


def _with_numbers(record: Record, row: Row, *, states_right: bool) -> Record:
    """The record with canonical numbers, and with the authority, kind and right type that they tell."""
    publication = _parsed(
        record.publication_number,
        "publication_number",
        lambda text: PublicationNumber.parse(text, authority=_hint(record, text), kind=record.kind),
    )
    application = _parsed(
        record.application_number,
        "application_number",
        lambda text: ApplicationNumber.parse(text, authority=_hint(record, text)),
    )
    number = publication or application
    if number is None:
        raise RowRefusedError("number_missing", "publication_number", "")
    right = record.right_type
    told = RightType(application.right_type) if application and application.right_type else None
    if not states_right:
        right = told or right
        if told is None:
            row.warn("type_missing", "right_type", "")
    elif told and told is not right:
        row.warn("type_contradicts_number", "right_type", right)
        right = told
    return replace(
        record,
        authority=record.authority or number.authority,
        publication_number=str(publication) if publication else None,
        application_number=str(application) if application else None,
        kind=(publication.kind if publication else None) or record.kind,
        right_type=right,
    )


def _hint(record: Record, text: str) -> str | None:
    """The stated authority helps only where the number itself names none."""
    return record.authority if record.authority and not text[:2].isalpha() else None


def _parsed(text: str | None, field: str, parse: Callable[[str], Number]) -> Number | None:
    if not text:
        return None
    try:
        return parse(text)
    except NumberError as error:
        raise RowRefusedError(error.code, field, text) from error
