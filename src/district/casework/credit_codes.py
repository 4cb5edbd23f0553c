"""The unified social credit code (统一社会信用代码, GB 32100-2015) as people type it."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def parse_credit_code(text: str) -> str | None:
    """Answer the code in capitals, or None where length, letters or check digit (weights 3^i mod 31) are wrong."""
    code = "".join(text.translate(_FULL_WIDTH).split()).upper()
    if len(code) != LENGTH or any(sign not in ALPHABET for sign in code):
        return None
    total = sum(ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:-1]))
    return code if ALPHABET[(31 - total % 31) % 31] == code[-1] else None
