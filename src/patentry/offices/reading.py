"""The contract of a format: recognise a file, cut it into chunks, read a chunk into a batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from patentry.records import LegalEvent, Problem, Record
from patentry.records.reference import ReferenceRow

SAMPLE_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `name` is how reports call it; `path` may lie in a temporary folder (a zip's member)."""

    path: Path
    name: str

    def sample(self) -> bytes:
        """Answer the first bytes, enough to recognise a format by."""
        with self.path.open("rb") as stream:
            return stream.read(SAMPLE_BYTES)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row or document that was not taken, whole, so that it can be mended and brought again."""

    row: int | None
    content: str


@dataclass(slots=True)
class Batch:
    """What a chunk gave. `documents` counts every row or document in it, kept or rejected."""

    documents: int = 0
    rejected: int = 0
    records: list[Record] = field(default_factory=list)
    events: list[LegalEvent] = field(default_factory=list)
    reference: list[ReferenceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    quarantine: list[Quarantined] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Valid documents: documents = kept + rejected, always."""
        return self.documents - self.rejected


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file that can be read by itself, in another process if need be (so it must pickle).

    `first_row` is the 1-based number of its first row or document; `payload` is the format's own business.
    """

    first_row: int
    payload: object


class Format(Protocol):
    """One format. `weekly_authority` names the authority whose weekly issues its files are, else None."""

    name: str
    weekly_authority: str | None

    def recognises(self, source: Source) -> bool:
        """Answer whether this file is of this format, judging by its content."""
        ...

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file; memory stays flat in the file's size. Raises `UnreadableFileError`."""
        ...

    def read(self, chunk: Chunk) -> Batch:
        """Read one chunk. Never raises for bad input: what cannot be read is a problem in the batch."""
        ...


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; `code` is the problem's code, `value` what stood there."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code}: {value}")
        self.code = code
        self.value = value
