"""What researchers keep beside patents: judgements, corpora, pairs of sentences, benchmarks of names."""

from __future__ import annotations

import re

_LINES_JUDGED = 40
_JUDGEMENT = re.compile(r"\S+[ \t]+(?:0|Q0)[ \t]+\S+[ \t]+-?\d+")
_TOKEN = re.compile(r"\d+(?:[-.]\d+)?(?:\t[^\t]*){9}")
_MARKS = ("# sent_id", "# text", "# global.columns", "# newdoc")
_PAIRS = frozenset({"sentence_a", "sentence_b"})
_MENTIONS = frozenset({"mention_id", "unique_id"})


def _lines(text: str) -> list[str]:
    """The first lines that hold something, without the last, which may be cut."""
    lines = [line for line in text.splitlines()[: _LINES_JUDGED + 1] if line.strip()]
    return lines[:_LINES_JUDGED] if len(lines) > _LINES_JUDGED else lines


def _heading(text: str) -> frozenset[str]:
    first = next(iter(_lines(text)), "")
    return frozenset(cell.strip(" \"'").casefold() for cell in re.split(r"[,;\t|]", first))


def is_relevance_judgements(text: str) -> bool:
    """Answer whether each line judges a document for a query, as TREC writes it (topic, 0, document, grade)."""
    lines = _lines(text)
    return len(lines) >= 2 and all(_JUDGEMENT.fullmatch(line.strip()) for line in lines)


def is_annotated_corpus(text: str) -> bool:
    """Answer whether these are sentences with a line of ten columns for each word (CoNLL-U)."""
    lines = _lines(text)
    return bool(lines) and lines[0].startswith(_MARKS) and any(_TOKEN.fullmatch(line) for line in lines)


def is_sentence_pairs(text: str) -> bool:
    """Answer whether the rows pair sentences or texts, for teaching a model."""
    return _heading(text) >= _PAIRS


def is_names_benchmark(text: str) -> bool:
    """Answer whether the rows say which mentions of a name are one person or firm."""
    return _heading(text) >= _MENTIONS
