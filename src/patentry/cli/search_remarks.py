"""What the search says besides its hits on the command line, and what it reads from standard input."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from patentry.cli.output import Output
from patentry.search.asking import Answer, Ask, reads_as_query
from patentry.wording import Refusal

MOST_PLACES = 8
SHOWN = 100


def read_text(content: bytes) -> str:
    """Answer a text in UTF-8 or GB 18030. Raises `Refusal` for what is no text."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f\v" for sign in text):
            return text
    raise Refusal("search.text_unreadable")


def point_at(query: str, column: int) -> None:
    """Show the column of a query; a wide Chinese character takes two places."""
    start = max(column - SHOWN // 2, 0)
    shown = " ".join(query[start : start + SHOWN].splitlines())
    before = query[start : column - 1]
    width = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in before)
    print(f"  {shown}\n  {' ' * width}^", file=sys.stderr)


def print_remarks(ask: Ask, typed: str | None, answer: Answer, output: Output) -> None:
    """Print what the person should know of the question besides its hits."""
    if typed is not None and ask.like is not None:
        output.line(output.say("search.read_as_number", number=ask.like))
    if ask.text is not None and reads_as_query(ask.text):
        output.line(output.say("search.reads_as_query"))
    if answer.characters_left_out:
        output.line(output.say("search.characters_left_out", count=answer.characters_left_out))
    for one in answer.unseen:
        near = ", ".join(one.near)
        output.line(output.say("search.unseen_near" if near else "search.unseen", word=one.word, near=near))
    for part in answer.parts:
        output.line(output.say("search.part_found", query=part.query, found=part.found))
    if answer.found is not None and answer.found == answer.documents:
        output.line(output.say("search.finds_everything"))


def listed(places: Sequence[str], output: Output) -> str:
    """Answer places with commas; of many the first, and how many there are."""
    shown = ", ".join(places[:MOST_PLACES])
    return shown if len(places) <= MOST_PLACES else output.say("search.listed_more", shown=shown, count=len(places))
