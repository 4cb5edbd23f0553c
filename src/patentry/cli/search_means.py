"""By which means an answer was found, in words: vectors, the table of terms, learnt weights."""

from __future__ import annotations

from collections.abc import Iterator

from patentry.cli.output import Output
from patentry.search.asking import Answer, Meant
from patentry.search.ranking.learnt import Learnt

MOST_TRANSLATED = 12


def means_told(answer: Answer, output: Output) -> Iterator[str]:
    """Answer a line for each means beside the words."""
    if answer.meaning is not None:
        yield _meaning_told(answer.meaning, output)
    if answer.translated:
        shown = list(answer.translated.items())[:MOST_TRANSLATED]
        yield output.say("search.translated", words="; ".join(f"{one} → {', '.join(to)}" for one, to in shown))
    if answer.learnt is not None:
        yield learnt_told(answer.learnt, output)


def learnt_told(learnt: Learnt, output: Output) -> str:
    """Answer what was learnt on the corpus's own citations, in words."""
    ours, shipped = (" / ".join(f"{value:.3f}" for value in told) for told in (learnt.learnt, learnt.shipped))
    code = "search.learnt_used" if learnt.are_used else "search.learnt_worse"
    return output.say(code, questions=learnt.questions, snapshot=learnt.snapshot, held_out=learnt.held_out, ours=ours,
                      shipped=shipped)  # fmt: skip


def _meaning_told(meant: Meant, output: Output) -> str:
    code = "search.meaning_missing" if meant.is_missing and not meant.used else "search.meaning_used"
    return output.say(code, embedder=meant.embedder, known=meant.known, documents=meant.documents)
