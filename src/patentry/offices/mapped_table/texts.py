"""A cell that holds title, keywords and abstract in one."""

from __future__ import annotations

import re

WHOLE_TEXT = "title_and_abstract"
"""The field of such a column in a mapping."""
_NAMED = re.compile(r"\s*Title:\s*(?P<title>.*?)\n(?:Keywords?:.*?\n)?Abstract:\s*(?P<abstract>.*)", re.DOTALL)
_MARKED = re.compile(r"\s*\[SEP\]\s*")


def parts_of(text: str) -> dict[str, str]:
    """Answer title and abstract of a text with named parts, or of one cut by [SEP]; else all of it is the abstract."""
    named = _NAMED.fullmatch(text)
    if named:
        return {"title": named["title"].strip(), "abstract": named["abstract"].strip()}
    pieces = _MARKED.split(text.strip())
    if len(pieces) >= 2:
        return {"title": pieces[0], "abstract": pieces[-1]}
    return {"abstract": text.strip()}


def is_whole_text(text: str) -> bool:
    """Answer whether a cell has such parts."""
    return _NAMED.fullmatch(text) is not None or len(_MARKED.split(text)) == 3
