"""PDF (ISO 32000): begins and ends as one, and asks no reader to run, launch or unpack anything."""

from __future__ import annotations

import re
import zlib
from typing import IO

from district.casework import CaseRefusal
from district.files.inspection import scanning

TRAILING = 1024
"""So much may follow the last %%EOF (ISO 32000-1 annex H 3.4.4)."""
UNPACKED = 8 << 20
"""So much of one object stream is looked at; more is refused."""
STREAMS = 4096
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|GoToE|ImportData|SubmitForm)(?![A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")


def check(file: IO[bytes]) -> str:
    """Answer `pdf`. Raises `CaseRefusal`: `file.broken`, `file.mixed`, `file.active`, `file.encrypted`."""
    end = scanning.tail(file, 4096)
    if b"%%EOF" not in end or b"startxref" not in end:
        raise CaseRefusal("file.broken", kind="PDF")
    if len(end) - end.rindex(b"%%EOF") > TRAILING:
        raise CaseRefusal("file.mixed")
    file.seek(0)
    scanning.refuse_page(file.read(TRAILING))
    scanning.refuse_archive(file)
    for block in scanning.blocks(file):
        _refuse_active(block)
        if _ENCRYPTED.search(block):
            raise CaseRefusal("file.encrypted")
    _look_into_object_streams(file)
    return "pdf"


def _refuse_active(data: bytes) -> None:
    # A name may be written with #xx in place of any letter, which hides it from a plain search.
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data) if b"#" in data else data
    found = _ACTIVE.search(plain)
    if found:
        raise CaseRefusal("file.active", what=f"PDF {found[1].decode('ascii')}")


def _look_into_object_streams(file: IO[bytes]) -> None:
    """Dictionaries may lie compressed in object streams; they are unpacked one by one, within a fixed size."""
    file.seek(0)
    data = file.read()
    for number, found in enumerate(_OBJECT_STREAM.finditer(data)):
        if number >= STREAMS:
            raise CaseRefusal("file.swollen")
        unpacker = zlib.decompressobj()
        try:
            unpacked = unpacker.decompress(data[found.end() :][:UNPACKED], UNPACKED)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail and len(unpacked) >= UNPACKED:
            raise CaseRefusal("file.swollen")
        _refuse_active(unpacked)
