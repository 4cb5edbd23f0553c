"""A weekly file as a stream of documents: cut at each XML declaration, with memory flat in the file's size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BLOCK_BYTES = 1 << 20
CHUNK_BYTES = 2 << 20
CHUNK_DOCUMENTS = 5_000
MAX_DOCUMENT_BYTES = 256 << 20
"""A document past this size is not read; the largest grants with their sequence listings stay well below."""
KEPT_OF_TOO_LARGE = 1 << 20

# The white space keeps <?xml-stylesheet ...?> apart; a declaration cut off by the end of the file still counts.
DECLARATION = re.compile(rb"<\?xml(?=[ \t\r\n]|\Z)")
LONGEST_CUT_DECLARATION = len(b"<?xml")
BEGUN_DECLARATION = re.compile(rb"<(?:\?(?:xm?)?)?\Z")
ROOT = re.compile(rb"<([A-Za-z_][^\s/<>]*)")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A document that passed the cap: how many bytes it has, and its head for the quarantine."""

    size: int
    head: bytes


Piece = bytes | TooLarge


class Growing:
    """The document being read. Past the cap it keeps its head and only counts."""

    def __init__(self, cap: int) -> None:
        self.cap = cap
        self.size = 0
        self.parts: list[bytes] = []

    def add(self, part: bytes) -> None:
        self.size += len(part)
        if self.size <= self.cap:
            self.parts.append(part)
        elif len(self.parts) != 1 or len(self.parts[0]) > KEPT_OF_TOO_LARGE:
            self.parts = [b"".join([*self.parts, part])[:KEPT_OF_TOO_LARGE]]

    def finish(self) -> Piece | None:
        """Answer the document and begin the next; None where there is only white space."""
        content, size = b"".join(self.parts), self.size
        self.parts, self.size = [], 0
        if size > self.cap:
            return TooLarge(size=size, head=content)
        return None if _is_blank(content) else content


def _is_blank(content: bytes) -> bool:
    return not content or content.isspace() or content == BYTE_ORDER_MARK


def documents(stream: BinaryIO, *, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> Iterator[Piece]:
    """Answer the documents of a concatenated file in order.

    Each begins at its `<?xml`. What stands before the first declaration is a document of its own unless it is
    blank, so that no byte goes unaccounted for.
    """
    growing = Growing(max_document_bytes)
    rest = b""
    while block := stream.read(BLOCK_BYTES):
        held = rest + block
        settled = len(held) - LONGEST_CUT_DECLARATION
        start = 0
        for found in DECLARATION.finditer(held):
            if found.start() >= settled:
                break
            growing.add(held[start : found.start()])
            if (piece := growing.finish()) is not None:
                yield piece
            start = found.start()
        # The last bytes may be the beginning of a declaration that the next block completes.
        keep = max(start, settled, 0)
        growing.add(held[start:keep])
        rest = held[keep:]
    yield from _last(growing, rest)


def _last(growing: Growing, rest: bytes) -> Iterator[Piece]:
    """Answer what the end of the file leaves: at most the growing document and a cut-off declaration.

    A file cut within the next `<?xml` loses the document it is cut in, not the whole one before.
    """
    if found := DECLARATION.search(rest):
        cut = found.start()
    else:
        begun = BEGUN_DECLARATION.search(rest)
        cut = begun.start() if begun and _is_closed(growing.parts, rest[: begun.start()]) else len(rest)
    growing.add(rest[:cut])
    if (piece := growing.finish()) is not None:
        yield piece
    growing.add(rest[cut:])
    if (piece := growing.finish()) is not None:
        yield piece


def _is_closed(parts: list[bytes], last: bytes) -> bool:
    """Whether a document ends with the end tag of its root; a `<` behind it can only begin another."""
    content = b"".join([*parts, last])
    root = ROOT.search(content)
    return root is not None and content.rstrip().endswith(b"</" + root[1] + b">")


def groups(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """Answer the documents in groups of some megabytes, so that a process can read a group at a time."""
    group: list[Piece] = []
    size = 0
    for piece in pieces:
        group.append(piece)
        size += len(piece.head) if isinstance(piece, TooLarge) else len(piece)
        if size >= CHUNK_BYTES or len(group) >= CHUNK_DOCUMENTS:
            yield group
            group, size = [], 0
    if group:
        yield group
