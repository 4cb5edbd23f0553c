"""Which earlier claims the wording of a claim names."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from patentry.claims.wordings import NUMBER, OR, RANGE, UNIT, Wordings, wordings_of
from patentry.records.patents import Claim

MOST_CLAIMS = 3_000
"""No text of claims has so many; beyond, "any of the preceding claims" would swell to the square of them."""

_MENTIONS = re.compile(r"claim|anspr|revendication|权利要求|權利要求|專利範圍|請求|청구항|항", re.IGNORECASE)
_FIRST = re.compile(rf"\s*{NUMBER}", re.IGNORECASE)
_NEXT = re.compile(
    rf"""\s*(?:(?P<range>{RANGE})|(?P<list>(?P<comma>[,;、/]?)\s*(?P<or>{OR})?))\s*
    (?:(?:in\s+|nach\s+|selon\s+|la\s+)?(?:claims?|anspr(?:u|ü|ue)che?n?|revendications?|权利要求|權利要求|請求項|청구항))?
    \s*{NUMBER}(?!\s*{UNIT})""",
    re.IGNORECASE | re.VERBOSE,
)
_LIST_ENDS_IN_OR = re.compile(rf"(?:\s*,\s*\d{{1,4}}){{0,40}}\s*,?\s*{OR}\s*\d", re.IGNORECASE)
_KOREAN = re.compile(r"제\s*\d{1,4}\s*항")


def dependencies(text: str, *, lang: str | None, before: Sequence[int]) -> tuple[int, ...]:
    """Answer the claims the text cites, rising, out of `before`: the numbers of the claims before it.

    Reads "any of claims 1 to 5", "any preceding claim", 根据权利要求1-3任一项, nach einem der Ansprüche 1 bis 3, selon
    l'une quelconque des revendications 1 à 3 and the like; "the preceding claim" is the last before. What is cited
    but is not before (the claim itself, a later one, a number no claim has) is left out, so citations never form a
    ring. Without a known `lang` the wordings of every language are tried.
    """
    if not before or not _MENTIONS.search(text):
        return ()
    folded = unicodedata.normalize("NFKC", text)
    words = wordings_of(lang)
    if words.preceding_all.search(folded):
        return tuple(sorted(set(before)))
    ordered = sorted(set(before))
    cited = {ordered[-1]} if words.preceding_one.search(folded) else set()
    reach = -1
    for low, high in sorted(set(_spans(folded, words))):
        if high > reach:
            cited.update(ordered[bisect_left(ordered, max(low, reach + 1)) : bisect_right(ordered, high)])
            reach = high
    return tuple(sorted(cited))


def with_dependencies(claims: Sequence[Claim], *, lang: str | None = None) -> tuple[Claim, ...]:
    """Answer the claims with `depends_on` read from their wording, where the file itself marked nothing.

    Of a text of more than 3,000 claims the wording is not read.
    """
    if len(claims) > MOST_CLAIMS:
        return tuple(claims)
    numbers = sorted({claim.number for claim in claims})
    places = {number: place for place, number in enumerate(numbers)}
    return tuple(
        claim
        if claim.depends_on
        else claim._replace(depends_on=dependencies(claim.text, lang=lang, before=numbers[: places[claim.number]]))
        for claim in claims
    )


def mentions(text: str, *, lang: str | None) -> list[tuple[int, int]]:
    """Answer where a text in NFKC names claims: the beginning and end of each mention, in order."""
    words = wordings_of(lang)
    preceding = (words.preceding_all, words.preceding_one)
    found = [match.span() for pattern in preceding for match in pattern.finditer(text)]
    return sorted(found + [(start, end) for start, end, _ in _lists(text, words)])


_Numbers = list[tuple[int, bool]]
"""The numbers of a list, each with whether a range ends in it."""


def _spans(text: str, words: Wordings) -> Iterator[tuple[int, int]]:
    """The lowest and highest claim of each range a text names; of a single claim twice the same."""
    for _, _, numbers in _lists(text, words):
        for number, _ in numbers:
            yield number, number
        for (one, _), (other, is_range) in pairwise(numbers):
            if is_range:
                yield min(one, other), max(one, other)


def _lists(text: str, words: Wordings) -> Iterator[tuple[int, int, _Numbers]]:
    """Every list of claims: where its word begins, where its last number ends, and the numbers."""
    done = 0
    for start, after in _heads(text, words):
        if start < done:
            continue
        word = text[start:after].casefold()
        numbers, end = _numbers(text, after, is_plural=any(plural in word for plural in words.plural))
        if numbers:
            done = end
            yield start, end, numbers


def _heads(text: str, words: Wordings) -> Iterator[tuple[int, int]]:
    """Where a word for claims begins, and where its numbers begin; a Korean 제1항 is its own word."""
    if "항" not in text:
        yield from (match.span() for match in words.claim.finditer(text))
        return
    korean = [(match.start(), match.start()) for match in _KOREAN.finditer(text)]
    yield from sorted([match.span() for match in words.claim.finditer(text)] + korean)


def _numbers(text: str, at: int, *, is_plural: bool) -> tuple[_Numbers, int]:
    """The list of numbers that begins here, and where it ends.

    After one claim ("claim 1, 3 mm thick") a comma goes on only if the list ends in an "or".
    """
    found = _FIRST.match(text, at)
    if found is None:
        return [], at
    numbers = [(int(found["number"]), False)]
    while following := _NEXT.match(text, found.end()):
        if following["list"] == "" or (
            following["comma"] in (",", ";") and not is_plural and not _LIST_ENDS_IN_OR.match(text, found.end())
        ):
            break
        numbers.append((int(following["number"]), bool(following["range"])))
        found = following
    return numbers, found.end()
