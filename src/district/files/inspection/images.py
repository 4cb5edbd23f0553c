"""PNG, JPEG and TIFF: walked from the first byte to the last, with no room for a second file behind the picture."""

from __future__ import annotations

import struct
import zlib
from typing import IO, NoReturn

from district.casework import CaseRefusal
from district.files.inspection import scanning

MOST_PIXELS = 200_000_000
"""An A0 drawing at 400 dpi has 245 million; whoever opens more runs out of memory."""
MOST_CHUNKS = 100_000
MOST_PAGES = 2_000
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _broken(kind: str) -> NoReturn:
    raise CaseRefusal("file.broken", kind=kind)


def _refuse_bomb(width: int, height: int, kind: str) -> None:
    if width == 0 or height == 0:
        _broken(kind)
    if width * height > MOST_PIXELS:
        raise CaseRefusal("file.swollen")


def _refuse_hidden(file: IO[bytes]) -> None:
    for block in scanning.blocks(file):
        scanning.refuse_page(block)
    scanning.refuse_archive(file)


def check_png(file: IO[bytes]) -> str:
    """Answer `png` (ISO/IEC 15948): every chunk whole by its checksum, IEND last. Raises `CaseRefusal`."""
    file.seek(8)
    for number in range(MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            _broken("PNG")
        length, kind = struct.unpack(">I4s", head)
        body = file.read(length + 4) if length < 1 << 27 else b""
        if len(body) != length + 4 or zlib.crc32(kind + body[:-4]) != struct.unpack(">I", body[-4:])[0]:
            _broken("PNG")
        if (kind == b"IHDR") != (number == 0):
            _broken("PNG")
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
            _refuse_bomb(width, height, "PNG")
        if kind == b"IEND":
            break
    if file.read(1):
        raise CaseRefusal("file.mixed")
    _refuse_hidden(file)
    return "png"


def check_jpeg(file: IO[bytes]) -> str:
    """Answer `jpeg` (ISO/IEC 10918-1): segments up to the scan, an end mark. Raises `CaseRefusal`.

    Cameras write a second, smaller picture behind the end mark; that is let through, an archive or a page is not.
    """
    file.seek(2)
    seen_frame = False
    for _ in range(MOST_CHUNKS):
        mark = file.read(2)
        if len(mark) < 2 or mark[0] != 0xFF:
            _broken("JPEG")
        if mark[1] == 0xFF:  # a fill byte
            file.seek(-1, 1)
            continue
        if mark[1] == 0xD9:
            _broken("JPEG")
        length = int.from_bytes(file.read(2), "big")
        body = file.read(length - 2) if length >= 2 else b""
        if length < 2 or len(body) != length - 2:
            _broken("JPEG")
        if mark[1] in _START_OF_FRAME:
            if len(body) < 5:
                _broken("JPEG")
            height, width = struct.unpack(">HH", body[1:5])
            _refuse_bomb(width, height, "JPEG")
            seen_frame = True
        if mark[1] == 0xDA:
            break
    if not seen_frame or b"\xff\xd9" not in scanning.tail(file, 1 << 20):
        _broken("JPEG")
    _refuse_hidden(file)
    return "jpeg"


def check_tiff(file: IO[bytes]) -> str:
    """Answer `tiff` (TIFF 6.0): directories within the file, no ring among them. Raises `CaseRefusal`."""
    end = file.seek(0, 2)
    file.seek(0)
    order = "<" if file.read(2) == b"II" else ">"
    file.seek(4)
    place, seen = _number(file, order, 4), set[int]()
    while place:
        if place in seen or place < 8 or place + 6 > end or len(seen) >= MOST_PAGES:
            _broken("TIFF")
        seen.add(place)
        file.seek(place)
        entries = file.read(12 * _number(file, order, 2))
        sides = _sides(entries, order)
        if len(sides) == 2:
            _refuse_bomb(sides[256], sides[257], "TIFF")
        place = _number(file, order, 4)
    if not seen:
        _broken("TIFF")
    _refuse_hidden(file)
    return "tiff"


def _number(file: IO[bytes], order: str, size: int) -> int:
    data = file.read(size)
    if len(data) < size:
        _broken("TIFF")
    return int.from_bytes(data, "little" if order == "<" else "big")


def _sides(entries: bytes, order: str) -> dict[int, int]:
    """Answer width (256) and height (257), where the directory's entries of 12 bytes name them."""
    found = {}
    for at in range(0, len(entries) - 11, 12):
        tag = struct.unpack(f"{order}H", entries[at : at + 2])[0]
        if tag in (256, 257):
            found[tag] = _side(entries[at : at + 12], order)
    return found


def _side(entry: bytes, order: str) -> int:
    """A width or height, which may be a SHORT (3) or a LONG (4)."""
    kind = struct.unpack(f"{order}H", entry[2:4])[0]
    return int(struct.unpack(f"{order}H", entry[8:10])[0] if kind == 3 else struct.unpack(f"{order}I", entry[8:12])[0])
