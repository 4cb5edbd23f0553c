"""A file of tagged lines as a stream of documents, with memory flat in the file's size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from patentry.offices.xml_documents.splitting import Growing, Piece

LONGEST_LINE = 1 << 20
HELD_BYTES = 1 << 18
"""Lines are handed on in bundles of about this size, which costs far less than one by one."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a document opens: a line, and where one stands before it, that line and what lies between.

    `before` is looked for `lines_before` lines above the opening line; if it stands there, the document begins there.
    `preamble` is a line that belongs to the file and to no document. A line that is not blank after a `closing` one
    opens too, whatever it says: a file cut within an opening line loses no whole document.
    """

    line: re.Pattern[bytes]
    before: re.Pattern[bytes] | None = None
    lines_before: int = 0
    preamble: re.Pattern[bytes] | None = None
    closing: re.Pattern[bytes] | None = None


def documents(stream: BinaryIO, opening: Opening, *, max_document_bytes: int) -> Iterator[Piece]:
    """Answer the documents in order. What stands before the first is a document of its own unless it is blank."""
    growing = Growing(max_document_bytes)
    held: list[bytes] = []
    size = 0
    is_closed = False
    while line := stream.readline(LONGEST_LINE):
        if opening.line.match(line) or (is_closed and not line.isspace()):
            kept = _kept_for_the_next(held, opening)
            growing.add(b"".join(held[: len(held) - kept]))
            if (piece := growing.finish()) is not None:
                yield piece
            held = held[len(held) - kept :]
        elif opening.preamble is not None and opening.preamble.match(line):
            continue
        if opening.closing is not None and not line.isspace():
            is_closed = opening.closing.search(line) is not None
        held.append(line)
        size += len(line)
        if size > HELD_BYTES:
            growing.add(b"".join(held[: len(held) - opening.lines_before]))
            held, size = held[len(held) - opening.lines_before :], 0
    growing.add(b"".join(held))
    if (piece := growing.finish()) is not None:
        yield piece


def _kept_for_the_next(held: list[bytes], opening: Opening) -> int:
    """Answer how many of the lines above an opening line belong to the document that opens."""
    wanted = opening.lines_before
    if opening.before is not None and len(held) >= wanted and opening.before.match(held[-wanted]):
        return wanted
    return 0
