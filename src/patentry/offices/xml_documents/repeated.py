"""One XML document with a long list in it, as a stream of its repeated elements, memory flat in the file's size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from patentry.offices.xml_documents.parsing import ENCODING, RefusedDocumentError, as_utf8
from patentry.offices.xml_documents.splitting import BLOCK_BYTES, Growing, Piece, TooLarge

NAMESPACE = re.compile(rb"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""")
OPENING_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
LONGEST_HEAD = 1 << 16
"""Bytes before the first element that are looked at for namespaces and the encoding."""


def elements(stream: BinaryIO, name: str, *, max_document_bytes: int) -> Iterator[Piece]:
    """Answer every element of this name, each as a document of its own under a root with the file's namespaces.

    What stands before the first and behind the last belongs to the list and not to a document. An element that is
    never closed comes as it stands, and will not parse. A file without such an element is one document.
    """
    opening = re.compile(rb"<(?:[\w-]+:)?" + re.escape(name.encode()) + rb"(?=[\s>/])")
    # As long as the longest opening tag name may be cut, with a prefix of 64 characters.
    longest = len(name) + 66
    growing, head, is_head, rest = Growing(max_document_bytes), b"", True, b""
    while True:
        block = stream.read(BLOCK_BYTES)
        held = rest + block
        settled = len(held) - (longest if block else 0)
        start = 0
        for found in opening.finditer(held):
            if found.start() >= settled:
                break
            growing.add(held[start : found.start()])
            piece = growing.finish()
            if is_head:
                head, is_head = _head(piece), False
            elif piece is not None:
                yield _wrapped(piece, name, head)
            start = found.start()
        keep = max(start, settled, 0)
        growing.add(held[start:keep])
        rest = held[keep:]
        if not block:
            break
    piece = growing.finish()
    if piece is not None:
        yield piece if is_head else _wrapped(piece, name, head)


def _head(piece: Piece | None) -> bytes:
    if piece is None:
        return b""
    return (piece.head if isinstance(piece, TooLarge) else piece)[:LONGEST_HEAD]


def _wrapped(piece: Piece, name: str, head: bytes) -> Piece:
    """The element up to its own end, under a root that declares what the file's root declares."""
    if isinstance(piece, TooLarge):
        return piece
    encoding = ENCODING.match(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    body = piece[: _end(piece, name)]
    declared = b"".join(dict.fromkeys(NAMESPACE.findall(head)))
    if encoding:
        try:
            body = as_utf8(encoding[0] + b"?>" + body).removeprefix(encoding[0] + b"?>")
        except RefusedDocumentError:
            return encoding[0] + b"?>" + body
    return b"<list" + declared + b">" + body + b"</list>"


def _end(piece: bytes, name: str) -> int:
    """Where the element ends: behind its last closing tag, or behind its only tag; the whole piece if it never does."""
    closings = list(re.finditer(rb"</(?:[\w-]+:)?" + re.escape(name.encode()) + rb"\s*>", piece))
    if closings:
        return closings[-1].end()
    tag = OPENING_TAG.match(piece)
    return tag.end() if tag and tag[0].endswith(b"/>") else len(piece)
