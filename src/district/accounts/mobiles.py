"""Mobile numbers as people type them."""

from __future__ import annotations

import re

_MAINLAND = re.compile(r"1[3-9]\d{9}")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def parse_mobile(text: str) -> str | None:
    """Answer +8613800000000 for "138 0000 0000", any other number only with its country code; None where it is none."""
    signs = re.sub(r"[\s\-()·.]", "", text.translate(_FULL_WIDTH))
    if signs.startswith("00"):
        signs = "+" + signs[2:]
    if signs.startswith("86") and _MAINLAND.fullmatch(signs[2:]):
        signs = "+" + signs
    if _MAINLAND.fullmatch(signs):
        return "+86" + signs
    if signs.startswith("+86") and not _MAINLAND.fullmatch(signs[3:]):
        return None
    return signs if _E164.fullmatch(signs) else None


def shown(mobile: str) -> str:
    """Answer the number with its middle hidden, as pages show it: +86138****0000."""
    return f"{mobile[:-8]}****{mobile[-4:]}" if len(mobile) > 9 else mobile
