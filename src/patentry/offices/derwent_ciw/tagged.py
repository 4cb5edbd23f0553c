"""Tagged text as a stream of records: two capitals at the beginning of a line, indented lines that go on, `ER`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from patentry.offices.tabular.encoding import open_text

LINE_LIMIT = 1_000_000
LINES_LIMIT = 100_000
"""Lines of one record; a longer one was never closed."""
_TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*))?")
_HEAD = frozenset({"FN", "VR", "EF"})
"""Tags of the file, not of a record."""


@dataclass(slots=True)
class Tagged:
    """A record: its place, its text, and whether its end was there."""

    number: int
    lines: list[str] = field(default_factory=list)
    is_whole: bool = False

    def fields(self) -> dict[str, list[str]]:
        """Answer the lines under each tag; those that go on keep their indent."""
        found: dict[str, list[str]] = {}
        lines: list[str] = []
        for line in self.lines:
            tag = _TAG.fullmatch(line.rstrip())
            if tag:
                lines = found.setdefault(tag[1], [])
                if tag[2]:
                    lines.append(tag[2])
            elif line.strip():
                lines.append(line.rstrip())
        return found

    @property
    def text(self) -> str:
        """The record as it stands, for the quarantine."""
        return "\n".join(self.lines)


def records_of(path: Path) -> Iterator[Tagged]:
    """Give the records of a file one after the other; what stands between them is passed over."""
    number, record = 1, Tagged(1)
    with open_text(path) as stream:
        while line := stream.readline(LINE_LIMIT):
            line = line.rstrip("\n").removeprefix("\ufeff")
            if line.rstrip() == "ER":
                if record.lines:
                    record.is_whole = True
                    yield record
                    number, record = number + 1, Tagged(number + 1)
            elif (line.strip() and line[:2] not in _HEAD) or record.lines:
                record.lines.append(line)
                if len(record.lines) >= LINES_LIMIT:
                    yield record
                    number, record = number + 1, Tagged(number + 1)
    if any(line.strip() and line[:2] not in _HEAD for line in record.lines):
        yield record
