"""Claims that come as texts with their numbers in front, one each or all in one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from patentry.claims import with_dependencies
from patentry.offices.xml_documents.elements import squeeze
from patentry.records import Claim

NUMBERED = re.compile(r"\s*(\d{1,4})\s*[.)]\s*(?=\S)", re.ASCII)


def split_claims(texts: Iterable[str], *, lang: str) -> tuple[Claim, ...]:
    """Answer the claims. A line that begins with the number that is due begins a claim; a heading before the first
    ("Claims", "What is claimed is") is none. Texts without numbers are a claim each.
    """
    told = [text for text in texts if text.strip()]
    lines = [line for text in told for line in text.splitlines() if line.strip()]
    claims: list[tuple[int, list[str]]] = []
    for line in lines:
        found = NUMBERED.match(line)
        if found and int(found[1]) == len(claims) + 1:
            claims.append((len(claims) + 1, [line]))
        elif claims:
            claims[-1][1].append(line)
    if not claims:
        return with_dependencies([Claim(number, squeeze(text)) for number, text in enumerate(told, start=1)], lang=lang)
    return with_dependencies([Claim(number, squeeze(" ".join(parts))) for number, parts in claims], lang=lang)
