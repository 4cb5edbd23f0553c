"""English words to their stems: plural, tense and the commonest endings, in the manner of Porter's first steps.

Light on purpose: "connector" and "connection" stay apart, "sensors" and "sensor" meet. Reference: M. F. Porter, "An
algorithm for suffix stripping", Program 14 (1980); D. Harman, "How effective is suffixing?", JASIS 42 (1991).
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_SHORTEST = 4


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Answer the stem of a lower-case Latin word; a word with a digit, or a short one, stands as it is."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    return _verbal(_singular(word))


def _singular(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def _verbal(word: str) -> str:
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST - 1 and _VOWELS & set(base):
            return _mended(base)
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def _mended(base: str) -> str:
    """Undo the doubling of "stopp(ed)"; l, s and z stay doubled, as in "roll" and "press"."""
    if base[-1] == base[-2] and base[-1] not in "lsz" and base[-1] not in _VOWELS:
        return base[:-1]
    return base[:-1] if base.endswith("e") and len(base) > _SHORTEST else base
