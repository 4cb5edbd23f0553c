"""A file's name as it may be shown and given out: no path, nothing invisible, nothing a file system reads otherwise."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
"""Characters, with the ending; in UTF-8 that is below the 255 bytes of common file systems where shortened by bytes."""
LONGEST_BYTES = 200
_FORBIDDEN = re.compile(r'[<>:"|?*%;\\/]')
_DEVICE = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def harmless(name: str) -> str:
    """Answer the name made harmless: the last part of a path, NFC, without control and direction characters."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if letter.isspace() else letter for letter in last if _is_seen(letter))
    seen = re.sub(r" {2,}", " ", _FORBIDDEN.sub("_", seen)).strip(" .")
    stem, ending = split(_DEVICE.sub(r"_\1", seen))
    stem = stem[: LONGEST - len(ending) - 1] or "file"
    while len(stem.encode()) > LONGEST_BYTES - len(ending) - 1:
        stem = stem[:-1]
    return f"{stem.rstrip(' .') or 'file'}.{ending}" if ending else stem


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in _INVISIBLE


def split(name: str) -> tuple[str, str]:
    """Answer the name before its last dot and the ending after it, in lower case; a long ending is none."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not ending.isascii() or not ending.isalnum() or len(ending) > 10:
        return name, ""
    return stem, ending.lower()
