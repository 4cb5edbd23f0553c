"""Which language a text is in, as far as its script and its commonest words tell."""

from __future__ import annotations

import re

_COMMON = {
    "en": frozenset("the of and a to in is for with an by that said wherein which are from".split()),
    "de": frozenset("der die das und ein eine mit von zu den im ist dem zur auf wobei nach für".split()),
    "fr": frozenset("le la les de des du un une et en pour dans par est à au avec sur".split()),
    "es": frozenset("el la los las de del un una y en para por con que se al es".split()),
}
"""The function words that are commonest in patents of each language; those shared by two tell nothing by themselves."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_LATIN = re.compile(r"[^\W\d_]+")


def language_of(text: str, *, stated: str | None = None) -> str | None:
    """Answer the language of a text: zh, ja, ko, en, de, fr or es; else what is `stated` for it; None where neither
    tells. A short text without a function word, such as a title, is what is stated, else English.
    """
    cut = text[:4_000]
    if _HANGUL.search(cut):
        return "ko"
    han, kana = len(_HAN.findall(cut)), len(_KANA.findall(cut))
    if kana * 8 > han and kana:
        return "ja"
    words = [word.lower() for word in _LATIN.findall(_HAN.sub(" ", cut))]
    if han > len(words):
        return "zh"
    if not words:
        return stated
    counts = {lang: sum(word in common for word in words) for lang, common in _COMMON.items()}
    best = max(counts.values())
    if not best:
        return stated or "en"
    leading = [lang for lang, count in counts.items() if count == best]
    return stated if stated in leading else leading[0]
