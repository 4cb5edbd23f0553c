"""The format `uspto_maintenance_fees`: lines of fixed width to events, fast, memory flat in the file's size."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import BinaryIO, Final, cast

from patentry.numbers import NumberError, PublicationNumber
from patentry.offices.reading import Batch, Chunk, Quarantined, Source
from patentry.offices.xml_documents.elements import complaint_about_day, parse_day
from patentry.records import EventKind, LegalEvent, Problem, Severity, kind_of_event

BLOCK_BYTES = 4 << 20
LONGEST_LINE: Final = 1 << 16
"""Bytes of a line; a longer one is cut, so that a file without line ends stays bounded too."""
_LINES_ASKED: Final = 50

# Patent (13 columns; 7 in older files), application, entity, filing, grant, event date, code.
_LINE = re.compile(
    r"((?=[ 0]*[A-Z]{0,5}[0-9])(?:[0-9A-Z ]{13}|[0-9A-Z ]{7})) ([0-9A-Z/ ]{8}) ([A-Z? ])"
    r" ([0-9 ]{8}) ([0-9 ]{8}) ([0-9 ]{8}) ([A-Z][A-Z0-9.]{2,4}) *"
)
_ENTITIES = {"N": "large entity", "Y": "small entity", "M": "micro entity"}
_NOT_YET_EFFECTIVE = frozenset({EventKind.US_EXPIRY})
"""The file dates an expiry by the day it was entered; the right had ended before, with the period for payment."""
_BLANK = " \t\r\n\x00\x1a"


class UsptoMaintenanceFees:
    """The format `uspto_maintenance_fees`."""

    name = "uspto_maintenance_fees"
    weekly_authority: str | None = None

    def recognises(self, source: Source) -> bool:
        """Answer whether most of the first lines have the columns of the event file."""
        lines = [line for line in source.sample().decode("latin-1").splitlines() if line.strip(_BLANK)][:_LINES_ASKED]
        if len(lines) > 1 and len(source.sample()) > LONGEST_LINE - 1:
            lines = lines[:-1]
        return bool(lines) and 2 * sum(_LINE.fullmatch(line) is not None for line in lines) > len(lines)

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file into blocks of whole lines."""
        first_row = 1
        with source.path.open("rb") as stream:
            for block in _blocks(stream):
                yield Chunk(first_row=first_row, payload=block)
                first_row += len(block.splitlines())

    def read(self, chunk: Chunk) -> Batch:
        """Read the lines of a block; blank ones are none."""
        batch = Batch()
        # Only carriage returns and line feeds end a line; of text, splitlines would take a dozen characters more.
        lines = [line.decode("latin-1") for line in cast("bytes", chunk.payload).splitlines()]
        for row, line in enumerate(lines, start=chunk.first_row):
            found = _LINE.fullmatch(line)
            if found is not None:
                batch.documents += 1
                _take(batch, row, line, *found.groups())
            elif line.strip(_BLANK):
                batch.documents += 1
                _refuse(batch, row, line, "line_layout_unknown", None, line.strip(_BLANK)[:80])
        return batch


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Give blocks that end with a line; where none ends in a whole block, the block is cut."""
    rest = b""
    while block := stream.read(BLOCK_BYTES):
        held = rest + block
        cut = held.rfind(b"\n") + 1 or held.rfind(b"\r", 0, -1) + 1
        if not cut and len(held) > LONGEST_LINE:
            cut = len(held)
        if cut:
            yield held[:cut]
        rest = held[cut:]
    if rest:
        yield rest


def _take(
    batch: Batch,
    row: int,
    line: str,
    patent: str,
    application: str,
    entity: str,
    filed: str,
    granted: str,
    on: str,
    code: str,
) -> None:
    number = _number(patent)
    day = parse_day(on)
    if number is None:
        _refuse(batch, row, line, "number_unreadable", "number", patent.strip())
        return
    if day is None:
        stated = on.strip(" 0")
        problem = complaint_about_day(on) if stated else "date_missing"
        _refuse(batch, row, line, problem, "announced", on.strip() if stated else code)
        return
    title, kind = _meaning(code)
    if kind is EventKind.UNRECOGNISED:
        batch.problems.append(Problem("event_unrecognised", row, "code", code, Severity.WARNING))
    elif day < (parse_day(granted) or day):
        batch.problems.append(Problem("event_before_grant", row, "announced", f"{on} < {granted}", Severity.WARNING))
    batch.events.append(
        LegalEvent(
            number=number,
            is_application=False,
            announced=day,
            effective=None if kind in _NOT_YET_EFFECTIVE else day,
            code=code,
            title=title,
            detail=_ENTITIES.get(entity, ""),
        )
    )


def _refuse(batch: Batch, row: int, line: str, code: str, field: str | None, value: str) -> None:
    batch.rejected += 1
    batch.problems.append(Problem(code, row, field, value))
    batch.quarantine.append(Quarantined(row, line[:LONGEST_LINE]))


@lru_cache(maxsize=1_024)
def _number(patent: str) -> str | None:
    """Answer the canonical number of a zero-filled one; events of one patent stand together."""
    try:
        return str(PublicationNumber.parse(patent.strip().lstrip("0"), authority="US"))
    except NumberError:
        return None


@lru_cache(maxsize=4_096)
def _meaning(code: str) -> tuple[str, EventKind]:
    title = _texts().get(code, "")
    return title, kind_of_event(authority="US", code=code, title=title)


@cache
def _texts() -> dict[str, str]:
    table = files(__package__).joinpath("codes.csv").read_text(encoding="utf-8")
    return {row["code"]: row["text"] for row in csv.DictReader(table.splitlines())}
