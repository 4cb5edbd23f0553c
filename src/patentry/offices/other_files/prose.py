"""Text for people: a read-me, a licence, notes in Markdown."""

from __future__ import annotations

import re

_FEWEST_WORDS = 12
_WORD = re.compile(r"[^\W\d_]{2,}|[\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?:](?:\s|$)|[。！？：]")
_MARKDOWN = re.compile(r"^(?:#{1,4} \S|[-*] \S|\|?\s*:?-{3,}|\[[^\]]+\]\([^)]+\))", re.MULTILINE)
_TAGGED = re.compile(r"^[A-Z][A-Z0-9]{1,3}[ \t]+\S", re.MULTILINE)
_DELIMITERS = ",;\t|"


def is_plain_text(text: str) -> bool:
    """Answer whether this is prose or Markdown: enough words, sentences that end, no columns and no tagged fields.

    Shorter texts than a dozen words are not judged.
    """
    if text.startswith(("<", "{", "[", "%")):
        return False
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS or not _SENTENCE_END.search(text) or _has_tags(text):
        return False
    if len(_MARKDOWN.findall(text)) >= 2:
        return True
    return 2 * sum(map(len, words)) >= len("".join(text.split())) and not _has_columns(text)


def _has_tags(text: str) -> bool:
    """Whether the file begins with fields under short names in capitals, as offices tagged their records."""
    beginning = "\n".join(text.splitlines()[:40])
    return 5 * len(_TAGGED.findall(beginning)) > beginning.count("\n") + 1


def _has_columns(text: str) -> bool:
    """Whether the first line is a heading of several short cells, or most lines have as many of a delimiter."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    for delimiter in _DELIMITERS:
        cells = lines[0].split(delimiter)
        if len(cells) > 2 and all(len(cell.split()) <= 4 for cell in cells) and lines[0][-1] not in ".。":
            return True
        same = sum(line.count(delimiter) == len(cells) - 1 for line in lines)
        if len(cells) > 1 and len(lines) > 1 and same > len(lines) / 2:
            return True
    return False
