"""Names in Latin letters: signs, accents, abbreviations, little words and legal forms made one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from patentry.parties.names.parts import NormalName, Script
from patentry.parties.names.persons import person_words
from patentry.parties.names.tables import pairs_of, rows_of, words_of

_LETTERS = str.maketrans(dict(zip("ßøæœłđþıð", "ss o ae oe l d th i d".split(), strict=True)))
_MANGLED = re.compile("[ÃÂ]")
_FORMER = re.compile(
    r"[(\[,;]?\s*(?:formerly(?: known as)?|previously|f\.?k\.?a\.?|formerly named)[:\s]+(.+?)\s*[)\]]?$", re.I
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_]\b\.?)?")
_SPACED = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
_AMPERSAND = re.compile(r"(?<=\w)\s?&\s?(?=[^\W\d_]\b)")
_WORD = re.compile(r"[^\W_]+")


def read(name: str) -> NormalName:
    """Answer the normal form of a name in Latin letters."""
    text = mended(name)
    found = _FORMER.search(text)
    former = (found[1].strip(),) if found and found.start() > 0 else ()
    text = text[: found.start()] if found and former else text
    words = folded_words(text)
    kept, form = _without_forms(_without_phrases(words))
    person = person_words(text, words, form=form)
    if person:
        return NormalName(Script.LATIN, " ".join(person), person, former=former, is_person=True)
    little = words_of("little_words", "word")
    meant = (_meaning(word) for word in kept if word not in little)
    core = tuple(word for word in meant if word not in little) or kept or words
    numbers = " ".join(sorted(word for word in core if word.isdigit()))
    return NormalName(Script.LATIN, " ".join(core), core, form=form, numbers=numbers, former=former)


def mended(text: str) -> str:
    """Answer a text with UTF-8 that was read as Latin-1, once or twice, put right."""
    for _ in range(2):
        if not _MANGLED.search(text):
            break
        try:
            text = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            break
    return text


def folded_words(text: str) -> tuple[str, ...]:
    """Answer the words of a text: no accents, no case, no signs; dotted and spaced letters joined (S.A., A T & T)."""
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS).casefold().translate(_LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _AMPERSAND.sub("", text).replace("&", " and ").replace("'s ", "s ")
    text = _DOTTED.sub(lambda m: m[0].replace(".", "").replace(" ", "") + " ", text)
    text = " ".join(_WORD.findall(text))
    return tuple(_SPACED.sub(lambda m: m[0].replace(" ", ""), text).split())


@cache
def _phrases() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    known = {tuple(row["phrase"].split()): tuple(row["stands_for"].split()) for row in rows_of("phrases")}
    return known, max(map(len, known))


def _without_phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    """Shorten what names of states and of governing bodies say at length; a name of nothing else stays as it is."""
    known, longest = _phrases()
    kept: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if words[at : at + n] in known), 0)
        kept.extend(known[words[at : at + size]] if size else words[at : at + 1])
        at += size or 1
    return tuple(kept) or words


def _meaning(word: str) -> str:
    return pairs_of("abbreviations", "word", "stands_for").get(word, word)


@cache
def _forms() -> tuple[dict[tuple[str, ...], tuple[str, bool]], int]:
    known = {
        tuple(row["spelling"].split()): (row["form"], row["where"] == "anywhere")
        for row in rows_of("legal_forms_latin")
    }
    return known, max(map(len, known))


def _without_forms(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Take legal forms away: those that are nothing else wherever they stand, the others from the end."""
    known, longest = _forms()
    kept: list[str] = []
    form = ""
    at = 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if known.get(words[at : at + n], ("", False))[1]), 0)
        # A name is more than its form: Ag Energy Inc keeps its first word.
        if size and (kept or at + size < len(words)) and (at or size > 1):
            form = known[words[at : at + size]][0]
        else:
            size = 1
            kept.append(words[at])
        at += size
    while len(kept) > 1:
        size = next((n for n in range(min(longest, len(kept) - 1), 0, -1) if tuple(kept[-n:]) in known), 0)
        if not size:
            break
        form = form or known[tuple(kept[-size:])][0]
        del kept[-size:]
    return tuple(kept), form
