"""DOCX and XLSX (ISO/IEC 29500): an archive of XML parts, without macros, hidden programs or anything fetched."""

from __future__ import annotations

import errno
import re
import zipfile
import zlib
from typing import IO

from district.casework import CaseRefusal

MOST_PARTS = 5_000
MOST_UNPACKED = 300 << 20
RATIO, RATIO_FROM = 200, 16 << 20
"""A part may unpack to so many times its size beyond the first bytes: sheets of equal rows compress very well."""
SCANNED = 64 << 20
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, ValueError)
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How the parts of such a file may be packed (ISO/IEC 29500-2)."""
_MAIN = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
_ACTIVE_PART = re.compile(
    r"(?i)vbaproject|vbadata|activex|/macrosheets/|oleobject|customui|\.(exe|dll|js|vbs|bat|cmd|ps1|com|scr|hta|jar|bin)$"
)
_HARMLESS_BIN = re.compile(r"(?i)^(xl|word)/(printersettings|webextensions)/|^xl/.*printersettings\d*\.bin$")
_EXTERNAL = re.compile(rb"(?is)<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_KIND_OF_LINK = re.compile(rb"(?is)\bType\s*=\s*[\"'][^\"']*/(\w+)[\"']")
_FETCHED = re.compile(rb"(?i)DDEAUTO|<(?:\w+:)?ddeLink\b|(?<![A-Za-z])DDE\s+[\"\\&]")
_LINKS_LET_THROUGH = {b"hyperlink"}
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def check(file: IO[bytes]) -> str:
    """Answer `docx` or `xlsx`. Raises `CaseRefusal` for any other archive, and for what such a file hides."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_outline(archive, file)
            kind = _kind(archive)
            for part in archive.infolist():
                _look_at(archive, part)
    except BROKEN:
        raise CaseRefusal("file.broken", kind="ZIP") from None
    except OSError as fault:
        if fault.errno != errno.EINVAL:  # the disk's fault, not the file's
            raise
        raise CaseRefusal("file.broken", kind="ZIP") from None  # a place before the file's beginning
    except RuntimeError:  # what zipfile raises for a part with a password
        raise CaseRefusal("file.encrypted") from None
    return kind


def _refuse_outline(archive: zipfile.ZipFile, file: IO[bytes]) -> None:
    """Look at the directory before anything is unpacked."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CaseRefusal("file.swollen")
    if any(part.flag_bits & 0x1 for part in parts):
        raise CaseRefusal("file.encrypted")
    if any(part.compress_type not in METHODS for part in parts):
        raise CaseRefusal("file.broken", kind="ZIP")
    if len(set(names)) != len(names) or any(_leaves(name) for name in names) or archive.comment:
        raise CaseRefusal("file.mixed")
    if not parts or min(part.header_offset for part in parts) != 0 or _begins_late(archive):
        raise CaseRefusal("file.mixed")
    for name in names:
        if _ACTIVE_PART.search(name) and not _HARMLESS_BIN.search(name):
            raise CaseRefusal("file.active", what=name.rsplit("/", 1)[-1][:40])


def _begins_late(archive: zipfile.ZipFile) -> bool:
    """Answer whether bytes lie between the parts, where a second file could hide."""
    spans = sorted((part.header_offset, part.compress_size) for part in archive.infolist())
    reached = 0
    for offset, size in spans:
        if offset - reached > 66_000:
            return True
        reached = offset + size
    return archive.start_dir - reached > 66_000


def _leaves(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/") or "\x00" in name


def _kind(archive: zipfile.ZipFile) -> str:
    try:
        types = _read(archive, archive.getinfo("[Content_Types].xml"))
    except KeyError:
        raise CaseRefusal("file.kind_unknown", seems="zip") from None
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise CaseRefusal("file.active", what="macro")
    found = {kind for content, kind in _MAIN.items() if content in types}
    if len(found) != 1:
        raise CaseRefusal("file.kind_unknown", seems="office")
    return found.pop()


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    data = _read(archive, part)
    if data.startswith((b"MZ", b"\x7fELF")):
        raise CaseRefusal("file.active", what=part.filename.rsplit("/", 1)[-1][:40])
    if not part.filename.lower().endswith((".xml", ".rels")):
        return
    if _DECLARATION.search(data) or data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        raise CaseRefusal("file.active", what="DOCTYPE")
    found = _FETCHED.search(data)
    if found:
        raise CaseRefusal("file.linked", what="DDE")
    if part.filename.lower().endswith(".rels"):
        for link in _EXTERNAL.findall(data):
            kind = _KIND_OF_LINK.search(link)
            if kind is None or kind[1] not in _LINKS_LET_THROUGH:
                raise CaseRefusal("file.linked", what=kind[1].decode("ascii", "replace")[:40] if kind else "link")


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Answer a part, unpacked for real and not beyond its size: what the directory states need not be true."""
    limit = min(SCANNED, RATIO_FROM + RATIO * part.compress_size)
    with archive.open(part) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise CaseRefusal("file.swollen")
    return data
