"""Which names are those of natural persons: they are only the same where they say the same."""

from __future__ import annotations

import re

from patentry.parties.names.tables import words_of

_HAN_PERSON = re.compile(r"[㐀-鿿]{2,4}")
_INITIAL = re.compile(r"(?<![\w&])[^\W\d_]\.?(?![\w&])")
_LONGEST = 4
"""Given names, initials and a surname; what is longer is told as an organisation."""


def is_han_person(core: str, *, place: str, form: str) -> bool:
    """Answer whether a Chinese name without place, legal form or the ending of an institution can be a person's.

    A firm's short name (示例) looks the same; it then joins by code, spelling or an officer's word alone.
    """
    return not place and not form and _HAN_PERSON.fullmatch(core) is not None


def person_words(text: str, words: tuple[str, ...], *, form: str) -> tuple[str, ...]:
    """Answer the words of a person's name in Latin letters, given names first; none where it is no person's.

    A person is told by the comma of "Surname, Given" or by an initial; other names could be anybody's.
    """
    if form or len(words) > _LONGEST or any(not word.isalpha() for word in words):
        return ()
    if words_of("bodies", "word") & set(words):
        return ()
    surname, comma, given = text.partition(",")
    if comma and "," not in given and surname.strip() and given.strip():
        size = len(surname.replace("-", " ").split())
        return (*words[size:], *words[:size])
    return words if len(words) > 1 and "&" not in text and _INITIAL.search(text) else ()
