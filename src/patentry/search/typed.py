"""What somebody typed into one box: a number, a fielded query, or a text."""

from __future__ import annotations

import re
from enum import StrEnum

from patentry.search.asking import is_number
from patentry.search.query import QueryError, field_named, parse_query

_FIELD = re.compile(r"(?:^|[\s(（])([A-Za-z_]{2,16}|[\u4e00-\u9fff（）]{2,10})\s*[=＝:：]\s*[^\s=]")
_STEP = re.compile(r"^\s*[(（]*\s*S\d{1,4}\s*[)）]*(?:\s+(?:AND|OR|NOT|与|或|非)\s+.+)?$", re.IGNORECASE)
_SIGNS = re.compile(r"\b(?:AND|OR|NOT)\b|\b(?:NEAR|PRE|W|N)/\d+\b|\b\d+[WN]\b")


class Typed(StrEnum):
    """How a text is carried out."""

    TEXT = "text"
    LIKE = "like"
    QUERY = "query"


def typed_as(text: str) -> Typed:
    """Answer what a text is taken for: a number alone asks for documents like it; a field, a step of the search log or
    an operator in capitals makes a query; anything else is free text."""
    told = text.strip()
    if is_number(told) and not _STEP.match(told):
        return Typed.LIKE
    if _STEP.match(told) or any(field_named(found[1]) for found in _FIELD.finditer(told)):
        return Typed.QUERY
    if len(told) <= 2_000 and _SIGNS.search(told) and _can_be_read(told):
        return Typed.QUERY
    return Typed.TEXT


def _can_be_read(text: str) -> bool:
    try:
        parse_query(text)
    except QueryError:
        return False
    return True
