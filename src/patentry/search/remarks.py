"""What an answer should say besides its hits: words no document has, what each part of a query finds by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from patentry.search.documents import SECTIONS
from patentry.search.index import Index
from patentry.search.matching.texts import WILD, find_word
from patentry.search.query import And, Near, Node, Or, Phrase, Word
from patentry.search.ranking.words import WordScorer
from patentry.search.texts import is_weak, stem, words_in

MOST_UNSEEN = 8
MOST_NEAR = 3
MOST_SPELLED = 3
"""Of so many unseen words others spelled alike are looked for."""
MOST_WORDS = 60
"""Of a longer text single words are not looked at: hardly any of them matters by itself."""
_SPELLED = range(4, 21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A word of the question that stands in no document, and words spelled almost alike that do."""

    word: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFound:
    """A part of a query that must hold with others, and how many documents it finds by itself."""

    query: str
    found: int


def plain_words(node: Node) -> Iterator[str]:
    """Answer the words and phrases a query asks for as they are printed: patterns and what it denies left out."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from plain_words(part)
        case Near(first, second):
            yield from plain_words(first)
            yield from plain_words(second)
        case Word(text) | Phrase(text) if not WILD & set(text):
            yield text
        case _:
            return


def unseen_words(index: Index, scorer: WordScorer, texts: Iterable[str], *, is_thorough: bool) -> tuple[Unseen, ...]:
    """Answer the words of short texts that no document has, at most eight.

    Chinese words are looked for inside longer ones as well, which takes longer: only where the look `is_thorough`.
    """
    words = dict.fromkeys(word for text in texts for word in words_in(text)[0])
    if len(words) > MOST_WORDS:
        return ()
    found: list[Unseen] = []
    for word in words:
        if is_weak(stem(word)) or scorer.found(stem(word)):
            continue
        if word.isascii():
            near = _near(index, scorer, word) if len(found) < MOST_SPELLED else ()
            found.append(Unseen(word=word, near=near))
        elif is_thorough and not find_word(index, word, SECTIONS).any():
            found.append(Unseen(word=word, near=()))
        if len(found) == MOST_UNSEEN:
            break
    return tuple(found)


def _near(index: Index, scorer: WordScorer, word: str) -> tuple[str, ...]:
    """Words one letter away, those of most documents first.

    The first letter is taken to be right: so only words that begin like it are looked through, not millions.
    """
    if len(word) not in _SPELLED or not word.isalpha():
        return ()
    changed = [f"{word[:at]}?{word[at + 1 :]}" for at in range(1, len(word))]
    grown = [f"{word[:at]}#{word[at:]}" for at in range(1, len(word) + 1)]
    swapped = [f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(1, len(word) - 1)]
    alike = {
        segment.words[number]
        for segment in index.segments
        for pattern in (*changed, *grown, *swapped)
        for number in segment.words.matching(pattern)
    }
    counted = sorted(((scorer.found(stem(other)), other) for other in alike if other.isalpha()), reverse=True)
    return tuple(other for count, other in counted if count)[:MOST_NEAR]
