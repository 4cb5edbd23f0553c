"""Locarno classes with their scheme, as `other_classes` carries them."""

from __future__ import annotations

import re

LOCARNO = re.compile(r"D?(\d\d)-?(\d\d)")


def locarno_class(stated: str) -> str | None:
    """Answer "LOC 14-02" of "1402" or "D1402", None where it is no Locarno class."""
    found = LOCARNO.fullmatch(stated.strip())
    return f"LOC {found[1]}-{found[2]}" if found else None
