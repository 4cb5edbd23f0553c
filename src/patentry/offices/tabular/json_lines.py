"""JSON Lines: one object a line, read line by line with a bound on the length of a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from patentry.offices.tabular.encoding import open_text, text_of_sample

LINE_LIMIT = 32_000_000
"""Characters in one line. The longest real patents have some ten million."""
_KEY = re.compile(r'"(\w{2,40})"\s*:')


class JsonLineError(ValueError):
    """A line that is no JSON object."""


def keys_in_sample(sample: bytes) -> frozenset[str]:
    """Answer the keys at the beginning of a file of JSON objects; none where it is no such file."""
    text = text_of_sample(sample)
    if text is None or not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return frozenset()
    return frozenset(_KEY.findall(text))


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Give (line number, line) of the lines that hold anything. A line over the bound comes cut, so broken."""
    with open_text(path) as stream:
        number = 0
        while line := stream.readline(LINE_LIMIT):
            number += 1
            if len(line) == LINE_LIMIT:
                _skip_rest_of_line(stream, line)
                line = line[:200]
            if not line.isspace():
                yield number, line


def _skip_rest_of_line(stream: TextIO, piece: str) -> None:
    while piece and not piece.endswith("\n"):
        piece = stream.readline(LINE_LIMIT)


def object_of_line(line: str) -> dict[str, Any]:
    """Answer the object of a line; raises `JsonLineError`."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise JsonLineError(line[:200]) from error
    if not isinstance(found, dict):
        raise JsonLineError(line[:200])
    # A lone surrogate is no character: nothing that holds one can be stored.
    if "\\ud" in line.lower():
        try:
            json.dumps(found, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise JsonLineError(line[:200]) from error
    return found
