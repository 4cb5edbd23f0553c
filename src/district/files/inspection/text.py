"""Text and CSV: letters in UTF-8 or GB18030, no page for a browser, no formula that starts a program."""

from __future__ import annotations

import codecs
import re
from typing import IO

from district.casework import CaseRefusal

LINE = 1 << 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_MARKUP = re.compile(r"(?i)<(?:script|html|!doctype|svg|iframe|body|\?xml|\?php)[\s>]?")
_STARTS_PROGRAM = re.compile(r"""(?im)(?:^|[,;\t])\s*["']?\s*[=+\-@][^,;\t\r\n]{0,200}\|[^\r\n]{0,200}!""")
_RTF = "{\\rtf"


def may_be(head: bytes) -> bool:
    """Answer whether a file that begins so may be text; only a file of letters has no control bytes."""
    return not _CONTROL_BYTES.search(head) or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def check(file: IO[bytes]) -> str:
    """Answer `text`. Raises `CaseRefusal`: `file.charset`, `file.mixed`, `file.active`, `file.kind_unknown`."""
    file.seek(0)
    data = file.read()
    letters = _decoded(data)
    if letters.lstrip().startswith((_RTF, "#!", "MZ")):
        raise CaseRefusal("file.kind_unknown", seems="rtf" if _RTF in letters[:40] else "program")
    if _CONTROL.search(letters):
        raise CaseRefusal("file.kind_unknown", seems="binary")
    if _MARKUP.search(letters):
        raise CaseRefusal("file.mixed")
    if _STARTS_PROGRAM.search(letters):
        raise CaseRefusal("file.active", what="DDE")
    return "text"


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CaseRefusal("file.charset")
    for charset in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    raise CaseRefusal("file.charset")
