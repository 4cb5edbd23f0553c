"""Conflicts of interest: who is asked about, against what an expert's institution has declared. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LEGAL_FORMS = (
    *("股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司"),
    *("coltd", "limited", "ltd", "incorporated", "inc", "corporation", "corp", "llc", "gmbh", "ag"),
)
SHORTEST_PART = 3
"""A name of fewer letters inside another one says nothing."""


class Relation(StrEnum):
    """What a named organisation is to the expert's institution."""

    CLIENT = "client"
    OPPONENT = "opponent"
    INTEREST = "interest"


class Part(StrEnum):
    """What a named organisation is in the question."""

    ASKING = "asking"
    COUNTERPARTY = "counterparty"
    COMPETITOR = "competitor"


@dataclass(frozen=True, slots=True)
class Declared:
    """One row of an institution's declaration."""

    institution: str
    relation: Relation
    name: str
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation the question is about or comes from."""

    part: Part
    name: str
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Why an expert may not, or perhaps may not, advise: the row, the name it met, and whether it is beyond doubt.

    The name of a client is confidential: pages show it to the desk and to the expert, never to who asks.
    """

    institution: str
    relation: Relation
    part: Part
    declared: str
    named: str
    is_certain: bool


_MATTERS = {
    (Relation.OPPONENT, Part.ASKING),
    (Relation.INTEREST, Part.ASKING),
    (Relation.CLIENT, Part.COUNTERPARTY),
    (Relation.CLIENT, Part.COMPETITOR),
    (Relation.INTEREST, Part.COUNTERPARTY),
    (Relation.INTEREST, Part.COMPETITOR),
}
"""Advising one's own client, or against one's client's opponent, is no conflict; the other pairs are."""


def findings(named: Iterable[Named], declared: Sequence[Declared]) -> tuple[Finding, ...]:
    """Answer every conflict, the certain ones first: equal credit codes or equal names are certain, a name that
    contains the other (形如“甲科技”与“甲科技集团”) is one a person has to look at."""
    found = [
        Finding(row.institution, row.relation, party.part, row.name, party.name, certain)
        for party in named
        for row in declared
        if (row.relation, party.part) in _MATTERS and (certain := _same(party, row)) is not None
    ]
    return tuple(sorted(found, key=lambda finding: not finding.is_certain))


def _same(party: Named, row: Declared) -> bool | None:
    if party.credit_code and row.credit_code:
        return True if party.credit_code == row.credit_code else None
    one, other = bare(party.name), bare(row.name)
    if not one or not other:
        return None
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return False if len(short) >= SHORTEST_PART and short in long else None


def bare(name: str) -> str:
    """Answer a name without case, width, signs and legal form."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())
    for form in LEGAL_FORMS:
        if letters.endswith(form) and len(letters) > len(form):
            return letters.removesuffix(form)
    return letters


def names_in(text: str) -> tuple[str, ...]:
    """Answer the names somebody typed, one a line or parted by 、；; or a full-width comma."""
    for sign in "、；;，\n\r":
        text = text.replace(sign, "\n")
    return tuple(dict.fromkeys(name for line in text.split("\n") if (name := line.strip())))
