"""A JSON file as a stream of its values, cut by depth of brackets, memory flat whatever the file's size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from patentry.offices.xml_documents.splitting import MAX_DOCUMENT_BYTES, Growing, Piece

BLOCK_BYTES = 1 << 20

_STRING: Final = rb'"(?:[^"\\]++|\\.)*+"'
_INSIDE = re.compile(rb'(?:[^"{}\[\]]++|' + _STRING + rb")*+", re.DOTALL)
"""All up to the next bracket outside strings, or to a string that the block cuts off."""
_REST_OF_STRING = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
# Where each value has a line of its own, a raw line end is inside no string: it stops what a missing quote or
# bracket would otherwise swallow.
_INSIDE_LINE = re.compile(rb'(?:[^"{}\[\]\n]++|"(?:[^"\\\n]++|\\[^\n])*+")*+')
_REST_OF_STRING_IN_LINE = re.compile(rb'(?:[^"\\\n]++|\\[^\n])*+')
_BLANK = re.compile(rb"(?:[ \t\r\n,\x1e]++|\xef\xbb\xbf)*+")
"""What may stand between values, with the record separator of JSON sequences and byte order marks."""
_PLAIN = re.compile(rb'[^,\[\]{}\n"]++')
_TAIL_BYTES: Final = 256

_QUOTE, _BACKSLASH, _NEWLINE, _BRACKET = b'"'[0], b"\\"[0], b"\n"[0], b"["[0]
_OPENING, _CLOSING = frozenset(b"[{"), frozenset(b"]}")

_TOP, _LIST, _SHELL = "top", "list", "shell"


def values(stream: BinaryIO, *, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> Iterator[Piece]:
    """Answer each value of the file, in order, as the bytes it stands in: nothing is parsed.

    The values are the elements of an array, or the objects that stand one after another or one a line; a file with
    one object gives that. A value past the cap comes as `TooLarge`. What is no JSON comes as it stands, and a value
    that the end of the file cuts off too, so that whoever parses it can refuse it. Where the first object stands on
    a line of its own, a broken one ends at the latest where the next line begins with `{`.
    """
    return _cut(stream, _Cutter(max_document_bytes, None))


def values_under(stream: BinaryIO, key: str, *, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> Iterator[Piece]:
    """Answer each element of the array that stands under one key of a top-level object, as `values` does.

    The object may be one of several, one after another or in an array. A single object under the key is one value.
    An object without the key comes whole.
    """
    return _cut(stream, _Cutter(max_document_bytes, key))


def _cut(stream: BinaryIO, cutter: _Cutter) -> Iterator[Piece]:
    while block := stream.read(BLOCK_BYTES):
        cutter.feed(block)
        yield from cutter.taken()
    cutter.end()
    yield from cutter.taken()


class _Cutter:
    """Where the cutting stands between two blocks: in which containers, how deep in which piece, in a string or not."""

    def __init__(self, cap: int, key: str | None) -> None:
        self.cap = cap
        self.key = None if key is None else re.compile(rb'(?<!\\)"' + re.escape(key.encode()) + rb'"\s*+:\s*+\Z')
        self.within = [_TOP]
        self.value, self.shell = Growing(cap), Growing(cap)
        self.depth, self.shell_depth = 0, 0
        self.is_plain = self.in_string = self.found_key = False
        self.tail = self.rest = b""
        self.out: list[Piece] = []
        # Whether each value has a line of its own: open until something follows the first object that holds anything.
        self.by_line: bool | None = None
        self.is_first = True
        # The last byte held means nothing without the next block.
        self.waits = False

    def taken(self) -> list[Piece]:
        """Answer the values that are whole, once."""
        out, self.out = self.out, []
        return out

    def feed(self, block: bytes, *, is_last: bool = False) -> None:
        """Go through a block; what only the next one can settle (one byte at most) is kept for it."""
        held = self.rest + block
        pos, self.waits = 0, False
        while pos < len(held) and not self.waits:
            pos = self._step(held, pos, is_last=is_last)
        self.rest = held[pos:]

    def end(self) -> None:
        """Give out what the end of the file leaves: a value or an object that was never closed."""
        if self.rest:
            self.feed(b"", is_last=True)
        self._finish()
        if _SHELL in self.within and not self.found_key:
            self._give(self.shell.finish())

    def _step(self, held: bytes, pos: int, *, is_last: bool) -> int:
        if self.in_string:
            return self._through_string(held, pos, is_last=is_last)
        if self.depth:
            return self._through_value(held, pos, is_last=is_last)
        if self.is_plain:
            return self._through_plain(held, pos)
        return self._through_shell(held, pos) if self.within[-1] == _SHELL else self._between(held, pos)

    def _through_string(self, held: bytes, pos: int, *, is_last: bool) -> int:
        """Go to the end of a string that an earlier block opened."""
        rest = _REST_OF_STRING_IN_LINE if self.by_line else _REST_OF_STRING
        end = rest.match(held, pos).end()  # type: ignore[union-attr]
        if end < len(held):
            self.waits = held[end] == _BACKSLASH and end + 1 == len(held) and not is_last
            if not self.waits:
                self.in_string = False
                end += held[end] != _NEWLINE
        self._grow(held[pos:end])
        return end

    def _grow(self, part: bytes) -> None:
        if self.depth or self.is_plain:
            self.value.add(part)
        else:
            self.shell.add(part)
            self.tail = (self.tail + part)[-_TAIL_BYTES:]

    def _through_value(self, held: bytes, start: int, *, is_last: bool) -> int:
        inside = (_INSIDE_LINE if self.by_line else _INSIDE).match
        pos, depth, size = start, self.depth, len(held)
        while depth and (pos := inside(held, pos).end()) < size:  # type: ignore[union-attr]
            char = held[pos]
            if char in _OPENING:
                depth += 1
            elif char in _CLOSING:
                depth -= 1
            elif char == _QUOTE:
                self.in_string = True
                pos += 1
                break
            elif pos + 1 == size and not is_last:
                self.waits = True
                break
            elif held[pos + 1 : pos + 2] == b"{":
                depth = 0
            pos += 1
        self.value.add(held[start:pos])
        self.depth = depth
        if depth == 0:
            self._finish()
        return pos

    def _through_plain(self, held: bytes, pos: int) -> int:
        found = _PLAIN.match(held, pos)
        if found is not None:
            self.value.add(found[0])
            return found.end()
        if held[pos] == _QUOTE:
            self.value.add(held[pos : pos + 1])
            self.in_string = True
            return pos + 1
        if held[pos] in _CLOSING and self.value.size == 0:
            self.value.add(held[pos : pos + 1])
            pos += 1
        self._finish()
        return pos

    def _through_shell(self, held: bytes, start: int) -> int:
        """Go through an object in search of the key; stop where its array or object opens."""
        assert self.key is not None
        pos, size = start, len(held)
        while (pos := _INSIDE.match(held, pos).end()) < size:  # type: ignore[union-attr]
            char = held[pos]
            if char == _QUOTE:
                self.in_string = True
                pos += 1
                break
            if char in _OPENING:
                if self.shell_depth == 1 and self.key.search((self.tail + held[start:pos])[-_TAIL_BYTES:]):
                    self._grow(held[start:pos])
                    return self._open_under_key(char, pos)
                self.shell_depth += 1
            else:
                self.shell_depth -= 1
            pos += 1
            if self.shell_depth == 0:
                self._grow(held[start:pos])
                self._close_shell()
                return pos
        self._grow(held[start:pos])
        return pos

    def _open_under_key(self, char: int, pos: int) -> int:
        self.found_key, self.tail = True, b""
        if char == _BRACKET:
            self.within.append(_LIST)
        else:
            self._open_value(char)
        return pos + 1

    def _close_shell(self) -> None:
        piece = self.shell.finish()
        if not self.found_key:
            self._give(piece)
        self.within.pop()
        self.tail, self.found_key = b"", False

    def _between(self, held: bytes, start: int) -> int:
        """Go over what separates values to the next one, in an array or outside any."""
        pos = _BLANK.match(held, start).end()  # type: ignore[union-attr]
        if self.by_line is None and not self.is_first:
            if b"\n" in held[start:pos]:
                self.by_line = True
            elif pos < len(held):
                self.by_line = False
        if pos == len(held):
            return pos
        char = held[pos]
        if char in _OPENING:
            self._open(char)
            return pos + 1
        if char == b"]"[0] and self.within[-1] == _LIST:
            self.within.pop()
            return pos + 1
        self.is_plain = True
        return pos

    def _open(self, char: int) -> None:
        if char == _BRACKET and self.within[-1] == _TOP:
            self.within.append(_LIST)
        elif char != _BRACKET and self.key is not None and _SHELL not in self.within:
            self.within.append(_SHELL)
            self.shell_depth = 1
            self.shell.add(bytes([char]))
        else:
            self._open_value(char)

    def _open_value(self, char: int) -> None:
        self.depth = 1
        self.value.add(bytes([char]))

    def _finish(self) -> None:
        self.depth, self.is_plain, self.in_string = 0, False, False
        piece = self.value.finish()
        if self.is_first and isinstance(piece, bytes) and piece[:1] == b"{" and len(piece) > len("{}"):
            self.is_first = False
            if b"\n" in piece:
                self.by_line = False
        self._give(piece)

    def _give(self, piece: Piece | None) -> None:
        if piece is not None:
            self.out.append(piece)
