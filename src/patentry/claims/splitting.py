"""A claim split into its preamble and its limitations."""

from __future__ import annotations

import re
from typing import NamedTuple

STRONG = re.compile(
    r"""(?P<phrase>
      其特征(?:在于|是|为)|其特徵(?:在於|是|為)|其改进(?:在于|是)
    | ,?\s*(?:\b(?:the\s+)?improvement\s+(?:comprising|wherein)\b
        |\bcharacteri[sz]ed\s+(?:in\s+that|by|in)\b
        |\bdadurch\s+gekennzeichnet(?:,\s*da(?:ss|ß))?|\bgekennzeichnet\s+durch\b
        |\bcaractérisée?s?\s+(?:en\s+ce\s+qu(?:e\b|'|’)|par\b)
        |\b(?:which\s+|that\s+|further\s+)?compris(?:es|ing)\b|\bconsist(?:s|ing)(?:\s+essentially)?\s+of\b
        |\bumfassend\b|\bbestehend\s+aus\b|\bcomprenant\b|\bcomportant\b|\bconstituée?s?\s+de\b)
    | を備える|を含む|において、|를\s*포함하는|에\s*있어서
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Transitions between preamble and body: MPEP 2111.03; Rule 43(1) EPC; Implementing Regulations (China) rule 24."""
FURTHER = re.compile(
    r"其特[征徵](?:在[于於]|是|[为為])|,?\s*\b(?:characteri[sz]ed\s+(?:in\s+that|by)"
    r"|(?:dadurch\s+)?gekennzeichnet,\s*da(?:ss|ß)|caractérisée?s?\s+en\s+ce\s+qu(?:e\b|'|’))",
    re.IGNORECASE,
)
OWN_CLAUSE = re.compile(
    r""",?\s*\b(?:wherein|whereby|in\s+which)\b|[,，]\s*(?:其中|所述的?其中)|,\s*\bwobei\b|,\s*\b(?:dans\s+lequel|où)\b""",
    re.IGNORECASE | re.VERBOSE,
)
WEAK = re.compile(
    r"\b(?:including|includes|having|containing|aufweisend|enthaltend|ayant)\b|(?:[,，]|(?<!主要))(?:包括|包含|具有|含有)"
    r"|由(?=[^,，;；]{1,60}(?:组成|构成))",
    re.IGNORECASE,
)
CUT = re.compile(r"[;；]|\n|。(?=.)")
_EDGES = " \t\r\n,，:：;；、.。"
_JOINER = re.compile(
    r"^(?:(?:and|or|und|oder|et|ou)\b|以及|并且)[\s,]*|^(?:还|进一步|具体)?(?:包括|包含)\s*[:：有]\s*", re.IGNORECASE
)
_NUMBER = re.compile(r"^\s*\d{1,4}\s*[.．、)]\s*(?=\D)")


class SplitClaim(NamedTuple):
    """A claim's preamble and its limitations, each a piece of the text, in its order."""

    preamble: str
    limitations: tuple[str, ...]


def limitations(text: str, *, lang: str | None = None) -> SplitClaim:
    """Answer the preamble and the limitations of a claim.

    The preamble ends at the first transition (其特征在于, "characterized in that", "comprising", "dadurch
    gekennzeichnet", "caractérisé en ce que"), else at "wherein" or 其中, else at a weaker word (including, 包括). The
    rest is cut at semicolons, line ends, further transitions and clauses of their own; the claim's number, commas and
    joining words at the edges are left off. A text without any of them is all preamble. The words of all languages are
    tried whatever `lang` is: none of them means another thing elsewhere.
    """
    body = _NUMBER.sub("", text, count=1)
    transition = _transition(body)
    if transition is None:
        first, *rest = CUT.split(body)
        return SplitClaim(_trimmed(first), _pieces(rest))
    return SplitClaim(_trimmed(body[: transition.start()]), _pieces(CUT.split(body[transition.end() :])))


def _transition(text: str) -> re.Match[str] | None:
    found = [match for match in (STRONG.search(text), OWN_CLAUSE.search(text)) if match is not None]
    if found:
        return min(found, key=lambda match: match.start())
    return WEAK.search(text)


def _pieces(parts: list[str]) -> tuple[str, ...]:
    pieces = (_trimmed(piece) for part in parts for piece in _clauses(part))
    return tuple(piece for piece in (_JOINER.sub("", piece) for piece in pieces) if piece)


def _clauses(part: str) -> list[str]:
    """A part cut at each clause of its own and at each further 其特征在于, whose words are left off."""
    cuts = sorted(match.span() for pattern in (OWN_CLAUSE, FURTHER) for match in pattern.finditer(part))
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(part)]
    return [part[start:end] for start, end in zip(starts, ends, strict=True)]


def _trimmed(text: str) -> str:
    return text.strip(_EDGES)
