"""What a file is and whether it is taken, by its content: one module a family of formats.

Each module walks the structure of its format just far enough to know that the file is of that kind from its first byte
to its last and holds nothing that runs or fetches. Nothing is rendered, and nothing is unpacked beyond a fixed size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

import puremagic
from django.conf import settings
from django.core.files.base import File

from district.casework import CaseRefusal
from district.files import names
from district.files.inspection import images, office, pdf, text
from district.files.kinds import Kind, kinds

__all__ = ["inspect"]

HEAD = 4096
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"PK\x03\x04", "office"),
)
_CHECKS: dict[str, Callable[[IO[bytes]], str]] = {
    "pdf": pdf.check,
    "png": images.check_png,
    "jpeg": images.check_jpeg,
    "tiff": images.check_tiff,
    "office": office.check,
    "text": text.check,
}


def inspect(upload: File[bytes], *, name: str) -> Kind:
    """Answer the kind of an upload of a (harmless) name, found by content; the upload is left at its beginning.

    Raises `CaseRefusal`: `file.empty`, `file.too_large`, `file.kind_unknown`, `file.wrong_ending`, or what the
    format's own check refuses.
    """
    size = upload.size or 0
    if size == 0:
        raise CaseRefusal("file.empty")
    if size > settings.PATENTRY_UPLOAD_MB * 1024 * 1024:
        raise CaseRefusal("file.too_large", limit=settings.PATENTRY_UPLOAD_MB)
    upload.seek(0)
    head = upload.read(HEAD)
    family = next((code for sign, code in _SIGNS if head.startswith(sign)), "text")
    if family == "text" and not text.may_be(head):
        raise CaseRefusal("file.kind_unknown", seems=seems(head))
    upload.seek(0)
    kind = kinds()[_CHECKS[family](upload.file if upload.file is not None else upload)]
    upload.seek(0)
    ending = names.split(name)[1]
    if ending not in kind.extensions:
        raise CaseRefusal("file.wrong_ending", ending=ending or "?", kind=kind.en)
    return kind


def seems(head: bytes) -> str:
    """Answer what a file that is not taken looks like, in a word the person may know."""
    try:
        return str(puremagic.from_string(head)).lstrip(".") or "?"
    except (puremagic.PureError, ValueError):
        return "?"
