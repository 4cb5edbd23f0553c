"""Looking for bytes in a file of any size with flat memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from district.casework import CaseRefusal

BLOCK = 1 << 20
OVERLAP = 256
_PAGE = re.compile(rb"(?i)<(?:script|html|!doctype|svg|iframe)[\s>]|<\?(?:php|xml-stylesheet)")


def blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Give the file in blocks, each beginning with the end of the one before, so that no word is cut in two."""
    file.seek(0)
    before = b""
    while block := file.read(BLOCK):
        yield before + block
        before = block[-OVERLAP:]


def refuse_page(data: bytes) -> None:
    """Raise `CaseRefusal` (`file.mixed`) where a page or program for a browser or server begins in the bytes."""
    if _PAGE.search(data):
        raise CaseRefusal("file.mixed")


def refuse_archive(file: IO[bytes]) -> None:
    """Raise `CaseRefusal` (`file.mixed`) where the file is an archive as well as what it claims to be."""
    file.seek(0)
    if zipfile.is_zipfile(file):
        raise CaseRefusal("file.mixed")


def tail(file: IO[bytes], size: int) -> bytes:
    """Answer the last bytes of a file."""
    end = file.seek(0, 2)
    file.seek(max(0, end - size))
    return file.read(size)
