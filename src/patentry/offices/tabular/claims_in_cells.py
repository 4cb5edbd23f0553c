"""Claims in one cell: numbered, each number at the beginning of a line, or one claim without a number."""

from __future__ import annotations

import re

from patentry.records import Claim

_NUMBERED = re.compile(r"(?:^|\n)\s*(\d{1,3})\s*[.．、:：]\s*")


def read_claims(text: str) -> tuple[Claim, ...]:
    """Answer the claims of a cell; which claims they depend on is not read here."""
    pieces = _NUMBERED.split(text)
    if len(pieces) == 1:
        return (Claim(1, text.strip()),) if text.strip() else ()
    return tuple(
        Claim(int(number), claim.strip())
        for number, claim in zip(pieces[1::2], pieces[2::2], strict=True)
        if claim.strip()
    )
