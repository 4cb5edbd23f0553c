"""Files as they arrive: plain, gzipped, or members of a zip archive, with a guard against bombs."""

from __future__ import annotations

import gzip
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
        yield Refused(str(path), "file_missing", str(path))
        return
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic[:2] == b"\x1f\x8b":
        yield _unpack_gzip(path, folder)
    elif magic == b"PK\x03\x04" and not _is_workbook(path):
        yield from _unpack_zip(path, folder)
    elif magic == b"":
        yield Refused(str(path), "file_empty", str(path))
    else:
        yield Source(path, str(path))


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(WORKBOOK_PARTS.intersection(archive.namelist()))
    except (zipfile.BadZipFile, OSError):
        return False


def _unpack_gzip(path: Path, folder: Path) -> Source | Refused:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{len(list(folder.iterdir()))}-{path.stem}"
    try:
        with gzip.open(path) as stream, target.open("wb") as out:
            if not _copy(stream, out, path.stat().st_size):
                return Refused(str(path), "zip_bomb", path.name)
    except (OSError, EOFError, zlib.error) as error:
        return Refused(str(path), "archive_broken", str(error))
    return Source(target, str(path))


def _unpack_zip(path: Path, folder: Path) -> Iterator[Source | Refused]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MEMBERS_LIMIT:
                yield Refused(str(path), "zip_bomb", f"{len(members)} files")
                return
            for member in members:
                yield _unpack_member(archive, member, f"{path}!{member.filename}", folder)
    except (zipfile.BadZipFile, OSError) as error:
        yield Refused(str(path), "archive_broken", str(error))


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, folder: Path) -> Source | Refused:
    target = folder / f"{len(list(folder.iterdir()))}-{Path(member.filename).name}"
    try:
        with archive.open(member) as stream, target.open("wb") as out:
            if not _copy(stream, out, member.compress_size):
                return Refused(name, "zip_bomb", member.filename)
    except (zipfile.BadZipFile, OSError, zlib.error, NotImplementedError, RuntimeError) as error:
        return Refused(name, "archive_broken", str(error))
    return Source(target, name)


def _copy(stream: Readable, out: IO[bytes], packed: int) -> bool:
    """Copy while the expansion stays believable; answer whether it did. Nothing declared in a header is trusted."""
    written = 0
    while piece := stream.read(1 << 20):
        written += len(piece)
        if written > FREE_BYTES and written > RATIO_LIMIT * max(packed, 1):
            return False
        out.write(piece)
    return True
