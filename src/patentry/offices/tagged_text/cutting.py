"""A file of tagged lines as a stream of documents, with memory flat in the file's size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from patentry.offices.xml_documents.splitting import Growing, Piece

LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Opening:
    """How a document opens: a line, and where one stands before it, that line and what lies between.

    `before` is looked for `lines_before` lines above the opening line; if it stands there, the document begins there.
    `preamble` is a line that belongs to the file and to no document.
    """

    line: re.Pattern[bytes]
    before: re.Pattern[bytes] | None = None
    lines_before: int = 0
    preamble: re.Pattern[bytes] | None = None


def documents(stream: BinaryIO, opening: Opening, *, max_document_bytes: int) -> Iterator[Piece]:
    """Answer the documents in order. What stands before the first is a document of its own unless it is blank."""
    growing = Growing(max_document_bytes)
    held: list[bytes] = []
    while line := stream.readline(LONGEST_LINE):
        if opening.line.match(line):
            kept = _kept_for_the_next(held, opening)
            for earlier in held[: len(held) - kept]:
                growing.add(earlier)
            if (piece := growing.finish()) is not None:
                yield piece
            held = held[len(held) - kept :]
        elif opening.preamble is not None and opening.preamble.match(line):
            continue
        held.append(line)
        while len(held) > opening.lines_before:
            growing.add(held.pop(0))
    for earlier in held:
        growing.add(earlier)
    if (piece := growing.finish()) is not None:
        yield piece


def _kept_for_the_next(held: list[bytes], opening: Opening) -> int:
    """Answer how many of the lines above an opening line belong to the document that opens."""
    wanted = opening.lines_before
    if opening.before is not None and len(held) == wanted and opening.before.match(held[0]):
        return wanted
    return 0
