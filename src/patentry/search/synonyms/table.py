"""The table of synonyms: a row for each idea, every word of a row standing for all the others."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from patentry.search.texts import folded, is_weak, stem, words_in
from patentry.wording import Refusal

MOST_ROWS = 5_000
MOST_CHARACTERS = 100
_PARTED = re.compile(r"[;；|、]")
_HEADINGS = frozenset(
    {"term", "terms", "word", "synonym", "synonyms", "zh", "en", "chinese", "english", "词", "词语", "术语", "主题词",
     "关键词", "同义词", "近义词", "中文", "英文"}
)  # fmt: skip
_SIGNS = re.compile(r'[*?#"“”()（）\[\]=<>]')


@dataclass(frozen=True)
class Synonyms:
    """Groups of words for one idea, each word in one group."""

    groups: tuple[tuple[str, ...], ...]

    @cached_property
    def _by_key(self) -> dict[str, tuple[str, ...]]:
        return {key_of(term): group for group in self.groups for term in group}

    def of(self, text: str) -> tuple[str, ...]:
        """Answer the other words for what a word or a phrase means; none where it is not in the table."""
        key = key_of(text)
        return tuple(term for term in self._by_key.get(key, ()) if key_of(term) != key)


def key_of(text: str) -> str:
    """Answer what a word is known by in every width, case and inflection: of "Flexible  Displays" "flexibl display"."""
    return " ".join(stem(word) for word in folded(text).split())


def read_synonyms(content: bytes, *, name: str) -> Synonyms:
    """Answer the synonyms of a table (TSV or CSV, UTF-8 or GB 18030): each row is an idea, its words in cells or
    parted by `;`, `；`, `、` or `|` in one. A first row of headings (term, synonyms, zh, en, 词, 同义词 …) is passed
    over.

    Raises `Refusal` with file and row for a row of one word, a word that stands twice, one with signs of the query
    language, one that is too long or says nothing, and for a table that is empty or too long.
    """
    groups: list[tuple[str, ...]] = []
    rows: dict[str, int] = {}
    for row, cells in _rows(content, name):
        group = tuple(term for cell in cells for term in _terms(cell))
        if not group or (not groups and all(cell.strip().lower() in _HEADINGS for cell in cells if cell.strip())):
            continue
        for term in group:
            _check(term, name, row)
            first = rows.setdefault(key_of(term), row)
            if first != row:
                raise Refusal("search.synonyms_twice", name=name, row=row, term=term, first=first)
        if len({key_of(term) for term in group}) < 2:
            raise Refusal("search.synonyms_alone", name=name, row=row, term=group[0])
        groups.append(tuple({key_of(term): term for term in reversed(group)}.values())[::-1])
    if not groups:
        raise Refusal("search.synonyms_empty", name=name)
    return Synonyms(tuple(groups))


def _check(term: str, name: str, row: int) -> None:
    if sign := _SIGNS.search(term):
        raise Refusal("search.synonyms_sign", name=name, row=row, term=term, sign=sign[0])
    if len(term) > MOST_CHARACTERS:
        raise Refusal("search.synonyms_long", name=name, row=row, term=f"{term[:40]} …", most=MOST_CHARACTERS)
    if all(is_weak(stem(word)) for word in words_in(term)[0]):
        raise Refusal("search.synonyms_weak", name=name, row=row, term=term)


def _terms(cell: str) -> Iterator[str]:
    yield from (" ".join(term.split()) for term in _PARTED.split(cell) if term.strip())


def _rows(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, name)
    reader = csv.reader(text.splitlines(), delimiter="\t" if "\t" in text else ",")
    try:
        for row, cells in enumerate(reader, start=1):
            if row > MOST_ROWS:
                raise Refusal("search.synonyms_too_many", name=name, most=MOST_ROWS)
            yield row, cells
    except csv.Error:
        raise Refusal("search.synonyms_unreadable", name=name) from None


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refusal("search.synonyms_unreadable", name=name)
