"""By which means an answer was found, in words: vectors, the table of terms, learnt weights."""

from __future__ import annotations

from collections.abc import Iterator

from patentry.search.asking import Answer, Meant
from patentry.search.ranking.learnt import Learnt
from patentry.wording import Lang, say

MOST_TRANSLATED = 12


def means_told(answer: Answer, lang: Lang) -> Iterator[str]:
    """Answer a sentence for each means beside the words."""
    if answer.meaning is not None:
        yield _meaning_told(answer.meaning, lang)
    if answer.translated:
        shown = list(answer.translated.items())[:MOST_TRANSLATED]
        words = "; ".join(f"{one} → {', '.join(to)}" for one, to in shown)
        yield say("search.translated", lang=lang, words=words)
    if answer.learnt is not None:
        yield learnt_told(answer.learnt, lang)


def learnt_told(learnt: Learnt, lang: Lang) -> str:
    """Answer what was learnt on the corpus's own citations."""
    ours, shipped = (" / ".join(f"{value:.3f}" for value in told) for told in (learnt.learnt, learnt.shipped))
    code = "search.learnt_used" if learnt.are_used else "search.learnt_worse"
    given = {"questions": learnt.questions, "snapshot": learnt.snapshot, "held_out": learnt.held_out}
    return say(code, lang=lang, **given, ours=ours, shipped=shipped)


def _meaning_told(meant: Meant, lang: Lang) -> str:
    code = "search.meaning_missing" if meant.is_missing and not meant.used else "search.meaning_used"
    return say(code, lang=lang, embedder=meant.embedder, known=meant.known, documents=meant.documents)
