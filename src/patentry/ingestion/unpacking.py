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
DEEPEST = 4
"""Levels of archives inside archives that are opened; an office packs two."""
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
    """Answer the files a path stands for: itself, a gzip's content, a zip's members, a folder's files.

    Archives inside archives are opened too, some levels deep; all that comes out counts against the outermost.
    """
    if path.is_dir():
        for inside in sorted(p for p in path.rglob("*") if p.is_file()):
            yield from unpack(inside, folder)
        return
    if not path.is_file():
        yield Refused(shown_name(path), "file_missing", shown_name(path))
        return
    try:
        allowance = _Allowance(path)
        yield from _opened(Source(path, shown_name(path)), folder, allowance, DEEPEST)
    except OSError as error:
        yield Refused(shown_name(path), "file_unreadable", error.strerror or str(error))


def _opened(source: Source, folder: Path, allowance: _Allowance, levels: int) -> Iterator[Source | Refused]:
    with source.path.open("rb") as stream:
        magic = stream.read(4)
    is_gzip, is_zip = magic[:2] == b"\x1f\x8b", magic == b"PK\x03\x04" and not _is_workbook(source.path)
    if (is_gzip or is_zip) and not levels:
        yield Refused(source.name, "nested_too_deep", source.name)
    elif is_gzip:
        yield from _unpack_gzip(source, folder, allowance, levels - 1)
    elif is_zip:
        yield from _unpack_zip(source, folder, allowance, levels - 1)
    elif magic == b"":
        yield Refused(source.name, "file_empty", source.name)
    else:
        yield source


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


def _unpack_gzip(packed: Source, folder: Path, allowance: _Allowance, levels: int) -> Iterator[Source | Refused]:
    target = _room_for(packed.path.stem, folder)
    try:
        with gzip.open(packed.path) as stream, target.open("wb") as out:
            if not allowance.copy(stream, out):
                yield Refused(packed.name, "zip_bomb", packed.name)
                return
    except BROKEN as error:
        yield Refused(packed.name, "archive_broken", str(error))
        return
    yield from _opened(Source(target, packed.name), folder, allowance, levels)


def _unpack_zip(packed: Source, folder: Path, allowance: _Allowance, levels: int) -> Iterator[Source | Refused]:
    try:
        with zipfile.ZipFile(packed.path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MEMBERS_LIMIT:
                yield Refused(packed.name, "zip_bomb", f"{len(members)} files")
                return
            for member in members:
                name = f"{packed.name}!{_member_name(member)}"
                taken = _unpack_member(archive, member, name, folder, allowance)
                if isinstance(taken, Refused):
                    yield taken
                else:
                    yield from _opened(taken, folder, allowance, levels)
    except BROKEN as error:
        yield Refused(packed.name, "archive_broken", str(error))


def _unpack_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, folder: Path, allowance: _Allowance
) -> Source | Refused:
    target = _room_for(Path(member.filename).name, folder)
    try:
        with archive.open(member) as stream, target.open("wb") as out:
            if not allowance.copy(stream, out):
                return Refused(name, "zip_bomb", name)
    except BROKEN as error:
        return Refused(name, "archive_broken", str(error))
    return Source(target, name)


def _room_for(name: str, folder: Path) -> Path:
    """A place in the folder; whatever the archive calls its member, it stays inside."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{len(list(folder.iterdir()))}-{name[-100:]}"


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
