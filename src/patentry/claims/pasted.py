"""Claims as somebody pastes them: one text, with or without numbers."""

from __future__ import annotations

import re

from patentry.claims.citing import dependencies
from patentry.claims.splitting import STRONG
from patentry.records.patents import Claim

_NUMBER = re.compile(r"(?:(?<=^)|(?<=\n)|(?<=[.。；;])|(?<=[.。；;]\s))\s*(\d{1,3})\s*[.．、)）](?!\d)\s*")
_CITES = re.compile(
    r"\b(?:of|to|in|with)\s+(?:any\s+(?:one\s+)?of\s+)?claims?\s+\d|权利要求\s*\d|權利要求\s*\d", re.IGNORECASE
)


def claims_in(text: str) -> tuple[Claim, ...]:
    """Answer the claims of a pasted text with the claims each cites; none where it does not read as claims.

    Numbers count where they begin a line or follow the end of a sentence, and go up one by one from the first (whose
    own may be missing); so a "3.5" or a list inside a claim parts nothing. One claim needs no number: a transition
    (其特征在于, comprising) or the mention of another claim tells it.
    """
    starts = _starts(text)
    if starts:
        first = starts[0][2]
        ends = [start for start, _, _ in starts[1:]] + [len(text)]
        pieces = [
            (first + i, text[at:end].strip()) for i, ((_, at, _), end) in enumerate(zip(starts, ends, strict=True))
        ]
    else:
        pieces = [(1, text.strip())]
    if not any(STRONG.search(piece) or _CITES.search(piece) for _, piece in pieces):
        return ()
    numbers = [number for number, _ in pieces]
    return tuple(
        Claim(number, piece, dependencies(piece, lang=None, before=numbers[:place]))
        for place, (number, piece) in enumerate(pieces)
        if piece
    )


def _starts(text: str) -> list[tuple[int, int, int]]:
    """Where each claim's number begins and ends, and the number; the first may be any, the text before it is none."""
    found: list[tuple[int, int, int]] = []
    for match in _NUMBER.finditer(text):
        number = int(match[1])
        begins = not text[: match.start()].strip()
        if not found and not begins and number == 2:  # the first claim was pasted without its number
            found.append((0, 0, 1))
        if (not found and begins) or (found and number == found[-1][2] + 1):
            found.append((match.start(), match.end(), number))
    return found
