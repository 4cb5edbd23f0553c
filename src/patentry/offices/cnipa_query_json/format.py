"""The format `cnipa_query_json`: one JSON answer, a list of them, answers by number, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from patentry.offices.cnipa_query_json.biblio import Warn, record_of
from patentry.offices.cnipa_query_json.cases import READ_SECTIONS, Case, cases_in, items_of
from patentry.offices.cnipa_query_json.fees import fee_rows
from patentry.offices.reading import Batch, Chunk, Quarantined, Source, UnreadableFileError
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.encoding import open_text, text_of_sample
from patentry.offices.tabular.identity import NumberInCell, read_application
from patentry.offices.tabular.json_lines import lines_of
from patentry.offices.tabular.row import RowRefusedError
from patentry.records import Problem, Severity

WHOLE_FILE_CHARACTERS = 16_000_000
"""Up to here a file may be one JSON value; beyond, it must have one answer a line."""
_CHUNK_CHARACTERS = 4_000_000
_VALUE_SHOWN = 200
_MARKS = re.compile(
    r'"(?:zhuluxmxx|shenqingrenList|yingjiaofei|zhinajin|yijiaofei|svYingjfList|svZnjList|svYijfList)"\s*:'
)
_NUMBER_IN_NAME = re.compile(r"(?<!\d)(?<!\d\.)(?:\d{4}[12389]\d{7}|\d{2}[123]\d{5})\.?[\dXx](?!\.?\d)")


@dataclass(frozen=True, slots=True)
class Answers:
    """The payload of a chunk: JSON texts with their rows, and the number the file's name holds, if it holds one."""

    texts: tuple[tuple[int, str], ...]
    named: str


class CnipaQueryJson:
    """Answers of the query pages sqxx (bibliographic items, applicants, case status) and fyxx (fees)."""

    name = "cnipa_query_json"
    weekly_authority: str | None = None

    def recognises(self, source: Source) -> bool:
        """Answer whether a section of these pages opens near the start of a JSON file."""
        text = text_of_sample(source.sample())
        return text is not None and text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") and bool(_MARKS.search(text))

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file: the whole of it where it is one JSON value, else its lines, some megabytes together."""
        named = _number_in_name(source.name)
        with open_text(source.path) as stream:
            whole = stream.read(WHOLE_FILE_CHARACTERS + 1)
        if len(whole) <= WHOLE_FILE_CHARACTERS and not _is_json_lines(whole):
            yield Chunk(1, Answers(((1, whole),), named))
            return
        if "\n" not in whole.rstrip():
            raise UnreadableFileError("json_too_large", source.name)
        del whole
        texts: list[tuple[int, str]] = []
        size = 0
        for number, line in lines_of(source.path):
            texts.append((number, line))
            size += len(line)
            if size >= _CHUNK_CHARACTERS:
                yield Chunk(texts[0][0], Answers(tuple(texts), ""))
                texts, size = [], 0
        if texts:
            yield Chunk(texts[0][0], Answers(tuple(texts), ""))

    def read(self, chunk: Chunk) -> Batch:
        """Read the answers; a case without a number, or whose text is no JSON, is refused."""
        payload = chunk.payload
        assert isinstance(payload, Answers)
        batch = Batch()
        for row, text in payload.texts:
            _read_text(row, text, payload.named, batch)
        return batch


def _is_json_lines(text: str) -> bool:
    """Whether the first line that holds anything is a JSON value of its own and others follow."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    if not rest.strip():
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _number_in_name(name: str) -> str:
    """The one application number in a file's own name; of several, or of one with a wrong check digit, none."""
    found = set()
    for text in _NUMBER_IN_NAME.findall(re.split(r"[/\\!]", name)[-1]):
        try:
            found.add(read_application(text).number)
        except CellError:
            continue
    return found.pop() if len(found) == 1 else ""


def _read_text(row: int, text: str, named: str, batch: Batch) -> None:
    try:
        value = json.loads(text.lstrip("\ufeff"))
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # a lone surrogate cannot be stored
    except (ValueError, RecursionError):
        _refuse(batch, row, RowRefusedError("json_unreadable", "", text[:80].strip()), text)
        return
    cases = list(cases_in(value))
    if not cases:
        _refuse(batch, row, RowRefusedError("query_answer_empty", "", text[:80].strip()), text)
    alone = named if len(cases) == 1 else ""
    for place, case in enumerate(cases):
        _read_case(row + place, case, alone, batch)


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
