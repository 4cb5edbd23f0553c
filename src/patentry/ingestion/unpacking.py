"""Files as they arrive: plain, gzipped, or members of a zip archive, with a guard against bombs."""

from __future__ import annotations

import gzip
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from patentry.offices.reading import Source

RATIO_LIMIT = 200
"""No real office file shrinks to less than a two-hundredth; the worst weekly XML measured shrinks to a fifteenth."""
FREE_BYTES = 16 * 1024 * 1024
"""Below this size the ratio is not judged: a short file of blanks may shrink as far as it likes."""
MEMBERS_LIMIT = 10_000
UTF8_FLAG = 0x800
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What the archive readers raise for damaged, locked and unknown archives."""
WORKBOOK_PARTS = {"[Content_Types].xml", "mimetype"}


class Readable(Protocol):
    """What bytes come out of."""

    def read(self, size: int, /) -> bytes:
        """Answer up to so many bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be opened: the problem's code and what stood there."""

    name: str
    code: str
    value: str


def unpack(path: Path, folder: Path) -> Iterator[Source | Refused]:
    """Answer the files a path stands for: itself, a gzip's content, a zip's members, a folder's files."""
    if path.is_dir():
        for inside in sorted(p for p in path.rglob("*") if p.is_file()):
            yield from unpack(inside, folder)
        return
    if not path.is_file():
        yield Refused(shown_name(path), "file_missing", shown_name(path))
        return
    try:
        with path.open("rb") as stream:
            magic = stream.read(4)
    except OSError as error:
        yield Refused(shown_name(path), "file_unreadable", error.strerror or str(error))
        return
    if magic[:2] == b"\x1f\x8b":
        yield _unpack_gzip(path, folder)
    elif magic == b"PK\x03\x04" and not _is_workbook(path):
        yield from _unpack_zip(path, folder)
    elif magic == b"":
        yield Refused(shown_name(path), "file_empty", shown_name(path))
    else:
        yield Source(path, shown_name(path))


def shown_name(path: Path) -> str:
    """Answer a path as text that can be stored and printed: a name in bytes that are no UTF-8 is read as GB18030."""
    return _decoded(os.fsencode(path))


def _decoded(name: bytes) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return name.decode(codec)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", errors="backslashreplace")


def _member_name(member: zipfile.ZipInfo) -> str:
    """A member's name as its maker meant it: archives made on Chinese Windows hold GBK under a flag that says none."""
    if member.flag_bits & UTF8_FLAG:
        return member.filename.encode("utf-8", errors="backslashreplace").decode("utf-8")
    return _decoded(member.filename.encode("cp437", errors="replace"))


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(WORKBOOK_PARTS.intersection(archive.namelist()))
    except BROKEN:
        return False


def _unpack_gzip(path: Path, folder: Path) -> Source | Refused:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{len(list(folder.iterdir()))}-{path.stem}"
    try:
        with gzip.open(path) as stream, target.open("wb") as out:
            if not _Allowance(path).copy(stream, out):
                return Refused(shown_name(path), "zip_bomb", shown_name(path))
    except BROKEN as error:
        return Refused(shown_name(path), "archive_broken", str(error))
    return Source(target, shown_name(path))


def _unpack_zip(path: Path, folder: Path) -> Iterator[Source | Refused]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MEMBERS_LIMIT:
                yield Refused(shown_name(path), "zip_bomb", f"{len(members)} files")
                return
            allowance = _Allowance(path)
            for member in members:
                name = f"{shown_name(path)}!{_member_name(member)}"
                yield _unpack_member(archive, member, name, folder, allowance)
    except BROKEN as error:
        yield Refused(shown_name(path), "archive_broken", str(error))


def _unpack_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, folder: Path, allowance: _Allowance
) -> Source | Refused:
    target = folder / f"{len(list(folder.iterdir()))}-{Path(member.filename).name}"
    try:
        with archive.open(member) as stream, target.open("wb") as out:
            if not allowance.copy(stream, out):
                return Refused(name, "zip_bomb", name)
    except BROKEN as error:
        return Refused(name, "archive_broken", str(error))
    return Source(target, name)


class _Allowance:
    """How far one archive may still swell, all its members together. Nothing declared in a header is trusted."""

    def __init__(self, path: Path) -> None:
        self._left = max(FREE_BYTES, RATIO_LIMIT * path.stat().st_size)

    def copy(self, stream: Readable, out: IO[bytes]) -> bool:
        """Copy while the expansion stays believable; answer whether it did."""
        while piece := stream.read(1 << 20):
            self._left -= len(piece)
            if self._left < 0:
                return False
            out.write(piece)
        return True
