"""A text taken apart into what a document can cover: features of claims, or the sentences of an idea."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from patentry.claims import claims_in, limitations, mentions, tree
from patentry.records.patents import Claim
from patentry.search.texts import is_weak, stem, words_in

MOST_PARTS = 60
"""A longer text is taken apart only so far; the rest is counted."""
FEWEST_WORDS = 3
"""A clause with fewer telling words belongs to the one before."""
LONG = 14
"""Words from which a sentence is parted at its commas and colons."""
_SENTENCE = re.compile(r"[^.。;；!?！？\n]+(?:[.](?=\d)[^.。;；!?！？\n]*)*[.。;；!?！？\n]*")
_EDGES = " \t\n,，:：;；"
_COMMA = re.compile(r"(?<=[,，:：])(?!\d)")


class PartKind(StrEnum):
    """What a part is: the preamble of a claim, a feature of one, or a sentence of a plain text."""

    PREAMBLE = "preamble"
    FEATURE = "feature"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the text. `label` is "1.2" for the second part of claim 1, or the sentence's number; `claim` the
    claim it stands in."""

    label: str
    kind: PartKind
    text: str
    claim: int | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts, and how many more there were than are looked at."""

    parts: tuple[Part, ...]
    left_out: int


def parts_of(text: str) -> Parts:
    """Answer the parts of a text: where it reads as claims, each claim's preamble and features, else its sentences.

    A dependent claim's preamble repeats what it depends on and is left out, unless the claim has nothing else. Parts
    without a telling word are left out.
    """
    claims = claims_in(text)
    found = list(_of_claims(claims) if claims else _of_sentences(text))
    return Parts(tuple(found[:MOST_PARTS]), max(len(found) - MOST_PARTS, 0))


def telling_words(text: str) -> dict[str, str]:
    """Answer the stems of a text that say something, each with the word as it is printed first.

    The mention of another claim ("of claim 1", 权利要求1) says nothing of the technology.
    """
    found: dict[str, str] = {}
    for word in words_in(_without_mentions(text))[0]:
        term = stem(word)
        if not is_weak(term):
            found.setdefault(term, word)
    return found


def _without_mentions(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    for start, end in reversed(mentions(folded, lang=None)):
        folded = f"{folded[:start]} {folded[end:]}"
    return folded


def _of_claims(claims: Sequence[Claim]) -> Iterator[Part]:
    for node in tree(claims).nodes:
        pieces = [(PartKind.FEATURE, text) for text in node.limitations]
        if not node.is_dependent or not pieces:
            # In the two-part form the preamble lists the known features: "a battery comprising …, characterized in …".
            known = limitations(node.preamble)
            pieces = [
                (PartKind.PREAMBLE, known.preamble),
                *((PartKind.FEATURE, one) for one in known.limitations),
                *pieces,
            ]
        kept = [(kind, text) for kind, text in pieces if telling_words(text)]
        for turn, (kind, text) in enumerate(kept, start=1):
            yield Part(label=f"{node.number}.{turn}", kind=kind, text=text, claim=node.number)


def _of_sentences(text: str) -> Iterator[Part]:
    held = ""
    turn = 0
    for clause in _clauses(text):
        held = f"{held}{clause}"
        if len(telling_words(held)) >= FEWEST_WORDS:
            turn += 1
            yield Part(label=str(turn), kind=PartKind.SENTENCE, text=held.strip(_EDGES))
            held = ""
    if telling_words(held):
        yield Part(label=str(turn + 1), kind=PartKind.SENTENCE, text=held.strip(_EDGES))


def _clauses(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        if len(words_in(sentence)[0]) <= LONG:
            yield sentence
        else:
            yield from _COMMA.split(sentence)
