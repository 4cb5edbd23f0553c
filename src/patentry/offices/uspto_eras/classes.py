"""National and Locarno classes with their scheme, as `other_classes` carries them."""

from __future__ import annotations

import re

from patentry.classes import parse_uspc

LOCARNO = re.compile(r"D?(\d\d)-?(\d\d)")


def us_class(stated: str) -> str:
    """Answer "USPC 206/308.1" of the fixed columns "2063081"; what is no symbol stands as printed."""
    return f"USPC {parse_uspc(stated) or ' '.join(stated.split())}"


def locarno_class(stated: str) -> str | None:
    """Answer "LOC 14-02" of "1402" or "D1402", None where it is no Locarno class."""
    found = LOCARNO.fullmatch(stated.strip())
    return f"LOC {found[1]}-{found[2]}" if found else None
