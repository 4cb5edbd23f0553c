"""Which encoding a text file is in, judged by its bytes and never by what it says of itself."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TextIO

_BLOCK = 1 << 20
_MAC_EN_SPACE = b"\x89\xdb\xe2["
"""The en space before a country, [US], of files that a spreadsheet on a Mac saved: its three bytes of UTF-8, read as
Windows' characters and written as the Mac's. GB18030 would read them, too, as characters nobody meant."""
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to open a file as text. `guessed`: nothing in the file says so, the bytes only fit.

    `damaged`: some bytes are no characters; they become U+FFFD or stay zero, and their rows are refused.
    """

    codec: str
    guessed: bool = False
    damaged: bool = False
    skip: int = 0
    """Bytes of a false mark at the start that are no text."""

    @property
    def errors(self) -> str:
        """The error handler to open the file with."""
        return "replace" if self.damaged else "strict"


def open_text(path: Path) -> TextIO:
    """Open the file as text in the encoding it fits, with every kind of line end read as a new line."""
    encoding = encoding_of(path)
    binary = path.open("rb")
    binary.seek(encoding.skip)
    return io.TextIOWrapper(binary, encoding=encoding.codec, errors=encoding.errors, newline=None)


def encoding_of(path: Path) -> Encoding:
    """Answer the encoding every byte of the file fits: UTF-16 by its mark, else UTF-8, else GB18030."""
    stat = path.stat()
    return _encoding_of(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=16)
def _encoding_of(path: Path, _size: int, _changed: int) -> Encoding:
    with path.open("rb") as stream:
        start = stream.read(4)
    wide = _wide_codec(start)
    if wide is not None:
        return Encoding(wide, damaged=not _fits(path, wide))
    if _fits(path, "utf-8-sig"):
        return Encoding("utf-8-sig", damaged=_has_zero_bytes(path))
    if _holds(path, _MAC_EN_SPACE):
        return Encoding("mac_roman", guessed=True)
    false_mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    if _fits(path, "gb18030", skip=false_mark):
        return Encoding("gb18030", guessed=True, skip=false_mark)
    return Encoding("utf-8-sig", guessed=True, damaged=True)


def _wide_codec(start: bytes) -> str | None:
    """UTF-16 by its mark, or by the zero bytes that ASCII headings leave."""
    if start[:2] in _UTF16_MARKS:
        return "utf-16"
    if len(start) == 4 and start[0] and start[2] and not start[1] and not start[3]:
        return "utf-16-le"
    if len(start) == 4 and start[1] and start[3] and not start[0] and not start[2]:
        return "utf-16-be"
    return None


def _fits(path: Path, codec: str, *, skip: int = 0) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        with path.open("rb") as stream:
            stream.seek(skip)
            while block := stream.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _has_zero_bytes(path: Path) -> bool:
    return _holds(path, b"\0")


def _holds(path: Path, found: bytes) -> bool:
    with path.open("rb") as stream:
        return any(found in block for block in iter(lambda: stream.read(_BLOCK), b""))


def text_of_sample(sample: bytes) -> str | None:
    """Answer the beginning of a file as text, or None where it is no text. Its last character may be cut."""
    codec = _wide_codec(sample[:4])
    unmarked = sample.removeprefix(codecs.BOM_UTF8)
    for name in (codec,) if codec else ("utf-8", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(unmarked)
        except UnicodeDecodeError:
            continue
        return text if _is_text(text) else None
    text = unmarked.decode("utf-8", errors="replace")
    return text if _is_text(text) else None


def _is_text(text: str) -> bool:
    """Here and there a damaged character is still text; one in ten is a picture or a program."""
    return (text.count("\0") + text.count("\ufffd")) * 10 <= len(text)
