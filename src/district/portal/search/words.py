"""What somebody typed, taken apart, and how well a text answers it. Pure.

Chinese has no spaces. A run of Chinese characters is looked for whole; where that finds too little, by its pairs of
neighbouring characters, as titles say 专利权评估 where people type 评估专利. Latin words match from their beginning,
long ones without their ending, so that "mediation" finds "mediator".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

MOST_LETTERS = 100
RUN = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff_]+")
EMPTY_PAIRS = frozenset(
    "怎么 么办 怎样 如何 什么 哪里 哪儿 可以 能否 是否 我要 我想 想要 办理 请问 多少 有没 没有 一下 需要 咨询".split()
)
"""Pairs that ask rather than name; they count only where nothing else was typed."""
EMPTY_WORDS = frozenset("a an the of to for in on at is are do does i my how what where can and or with".split())
LONG = 7
ENDING = 3
ENOUGH = 0.5
"""The share of what was typed that a text must hold to be an answer at all."""


def folded(text: str) -> str:
    """Answer a text in one case and width, its runs parted by single spaces, with a space before the first."""
    runs = RUN.findall(unicodedata.normalize("NFKC", text).casefold())
    return " " + " ".join(runs)


@dataclass(frozen=True)
class Asked:
    """What was typed."""

    text: str

    @classmethod
    def read(cls, text: str) -> Asked:
        """Take what stood in the box; more than a hundred letters are cut off."""
        return cls(" ".join(text.split())[:MOST_LETTERS].strip())

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The runs of what was typed, without words that only ask; all of them where nothing else is left."""
        runs = tuple(dict.fromkeys(folded(self.text).split()))
        naming = tuple(run for run in runs if run not in EMPTY_WORDS and run not in EMPTY_PAIRS)
        return naming or runs

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The terms, longer Chinese ones taken apart into pairs."""
        found: dict[str, None] = {}
        for term in self.terms:
            pairs = _pairs(term) if _is_han(term) and len(term) > 2 else ()
            named = [pair for pair in pairs if pair not in EMPTY_PAIRS]
            found |= dict.fromkeys(named or [term])
        return tuple(found)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The parts without endings: what a text must have one of to be looked at."""
        return tuple(dict.fromkeys(part if _is_han(part) else _stem(part) for part in self.parts))

    def __bool__(self) -> bool:
        return bool(self.terms)


def rank(asked: Asked, *, title: str, more: str = "") -> float:
    """Answer how well a text answers: 0 for not at all, above 10 where every term occurs, most in the title."""
    head, rest = folded(title), folded(more)
    whole = [_holds(head, term) or _holds(rest, term) * 0.5 for term in asked.terms]
    if whole and all(whole):
        return 10 + 10 * sum(whole) / len(whole) + (2 if asked.terms[0] in head[:12] else 0)
    part = [_holds(head, one) or _holds(rest, one) * 0.5 for one in asked.parts]
    share = sum(1 for one in part if one) / len(part) if part else 0.0
    return 10 * share * sum(part) / len(part) if share >= ENOUGH else 0.0


def pieces(asked: Asked, text: str) -> list[tuple[str, bool]]:
    """Answer a text cut where what was typed stands in it, each piece with whether it is that."""
    wanted = sorted({*asked.terms, *asked.parts}, key=len, reverse=True)
    forms = (re.escape(one) if _is_han(one) else rf"\b{re.escape(one)}" for one in wanted)
    cut = re.split(f"({'|'.join(forms)})", text, flags=re.IGNORECASE)
    return [(piece, bool(place % 2)) for place, piece in enumerate(cut) if piece]


def _holds(text: str, term: str) -> float:
    """1 where the text has the term, a little less where only its stem, 0 where neither."""
    if _is_han(term):
        return float(term in text)
    if f" {term}" in text or (len(term) >= LONG and term in text.replace(" ", "")):
        return 1.0
    stem = _stem(term)
    return 0.8 if len(stem) > 2 and f" {stem}" in text else 0.0


def _stem(term: str) -> str:
    return term[:-ENDING] if len(term) >= LONG else term.removesuffix("s") or term


def _is_han(term: str) -> bool:
    return "\u3400" <= term[0] <= "\u9fff"


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[n : n + 2] for n in range(len(run) - 1))
