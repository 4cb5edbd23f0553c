"""The format `cnipa_query_json`: one JSON answer, a list of them, answers by number, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from patentry.offices.cnipa_query_json.biblio import Warn, record_of
from patentry.offices.cnipa_query_json.cases import READ_SECTIONS, Case, cases_in, items_of
from patentry.offices.cnipa_query_json.fees import fee_rows
from patentry.offices.json_documents.json_format import QUARANTINED_CHARACTERS, keys_near_start
from patentry.offices.json_documents.parsing import excerpt, object_of
from patentry.offices.json_documents.splitting import values
from patentry.offices.reading import Batch, Chunk, Quarantined, Source
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.identity import NumberInCell, read_application
from patentry.offices.tabular.row import RowRefusedError
from patentry.offices.xml_documents.parsing import RefusedDocumentError
from patentry.offices.xml_documents.splitting import Piece, TooLarge, groups
from patentry.records import Problem, Severity

LARGEST_ANSWER = 64 << 20
"""Bytes of one JSON value; an object that holds thousands of cases by number stays far below."""
_VALUE_SHOWN = 200
_KEYS = frozenset({*READ_SECTIONS - {"shenqingren"}, "shenqingrenList", "svYingjfList", "svZnjList", "svYijfList"})
_NUMBER_IN_NAME = re.compile(r"(?<!\d)(?<!\d\.)(?:\d{4}[12389]\d{7}|\d{2}[123]\d{5})\.?[\dXx](?!\.?\d)")


@dataclass(frozen=True, slots=True)
class Answers:
    """The payload of a chunk: JSON values, and the number the file's name holds, where it holds one value only."""

    pieces: tuple[Piece, ...]
    named: str = ""


class CnipaQueryJson:
    """Answers of the query pages sqxx (bibliographic items, applicants, case status) and fyxx (fees)."""

    name = "cnipa_query_json"
    weekly_authority: str | None = None

    def recognises(self, source: Source) -> bool:
        """Answer whether a section of these pages opens near the start of a JSON file."""
        return bool(keys_near_start(source) & _KEYS)

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file into its values, some megabytes together; memory stays flat in the file's size."""
        with source.path.open("rb") as stream:
            cut = groups(values(stream, max_document_bytes=LARGEST_ANSWER))
            first, second = next(cut, None), next(cut, None)
            if first is None:
                return
            named = _number_in_name(source.name) if second is None and len(first) == 1 else ""
            yield Chunk(1, Answers(tuple(first), named))
            row = 1 + len(first)
            for group in (second or [], *cut):
                if group:
                    yield Chunk(row, Answers(tuple(group)))
                    row += len(group)

    def read(self, chunk: Chunk) -> Batch:
        """Read the answers; a case without a number, or a value that is no JSON, is refused."""
        payload = chunk.payload
        assert isinstance(payload, Answers)
        batch = Batch()
        for row, piece in enumerate(payload.pieces, start=chunk.first_row):
            _read_piece(row, piece, payload.named, batch)
        return batch


def _number_in_name(name: str) -> str:
    """The one application number in a file's own name; of several, or of one with a wrong check digit, none."""
    found = set()
    for text in _NUMBER_IN_NAME.findall(re.split(r"[/\\!]", name)[-1]):
        try:
            found.add(read_application(text).number)
        except CellError:
            continue
    return found.pop() if len(found) == 1 else ""


def _read_piece(row: int, piece: Piece, named: str, batch: Batch) -> None:
    try:
        value = object_of(piece)
    except RefusedDocumentError as refusal:
        _refuse(batch, row, RowRefusedError(refusal.code, "", refusal.value or ""), _text_of(piece))
        return
    cases = list(cases_in(value))
    if not cases:
        _refuse(batch, row, RowRefusedError("query_answer_empty", "", excerpt(_bytes_of(piece))), _text_of(piece))
    alone = named if len(cases) == 1 else ""
    for case in cases:
        _read_case(row, case, alone, batch)


def _bytes_of(piece: Piece) -> bytes:
    return piece.head if isinstance(piece, TooLarge) else piece


def _text_of(piece: Piece) -> str:
    return _bytes_of(piece)[:QUARANTINED_CHARACTERS].decode("utf-8", errors="replace")


def _read_case(row: int, case: Case, named: str, batch: Batch) -> None:
    """The record and each fee of a case are documents; a case nobody can name is one, refused."""
    if not case.sections:
        _refuse(batch, row, RowRefusedError("query_answer_empty", "", case.message), case.message)
        return
    try:
        number = _number_of(case.number or named)
    except RowRefusedError as error:
        _refuse(batch, row, error, _as_text(case.sections))
        return
    warn = _warnings_of(batch, row)
    for section in sorted(case.sections.keys() - READ_SECTIONS):
        if isinstance(case.sections[section], (dict, list)):
            warn("query_section_unread", section, section)
    if items_of(case.sections) or "shenqingren" in case.sections:
        _take_record(row, case, number, batch)
    for reading, fee in fee_rows(case.sections):
        batch.documents += 1
        try:
            if not isinstance(fee, dict):
                raise RowRefusedError("fee_kind_missing", "", str(fee))
            batch.reference.append(reading(fee, number.number, warn))
        except RowRefusedError as error:
            _set_aside(batch, row, error, _as_text({"number": number.number, "fee": fee}))


def _take_record(row: int, case: Case, number: NumberInCell, batch: Batch) -> None:
    batch.documents += 1
    try:
        batch.records.append(record_of(case.sections, number, warn=_warnings_of(batch, row)))
    except RowRefusedError as error:
        _set_aside(batch, row, error, _as_text(case.sections))


def _warnings_of(batch: Batch, row: int) -> Warn:
    def warn(code: str, field: str, value: str) -> None:
        batch.problems.append(Problem(code, row, field, value[:_VALUE_SHOWN], Severity.WARNING))

    return warn


def _number_of(text: str) -> NumberInCell:
    if not text:
        raise RowRefusedError("query_number_missing", "zhuanlisqh", "")
    try:
        return read_application(text)
    except CellError as error:
        raise RowRefusedError(error.code, "zhuanlisqh", error.value) from error


def _refuse(batch: Batch, row: int, error: RowRefusedError, content: str) -> None:
    batch.documents += 1
    _set_aside(batch, row, error, content)


def _set_aside(batch: Batch, row: int, error: RowRefusedError, content: str) -> None:
    batch.rejected += 1
    batch.problems.append(Problem(error.code, row, error.field or None, error.value[:_VALUE_SHOWN] or None))
    batch.quarantine.append(Quarantined(row, content))


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
