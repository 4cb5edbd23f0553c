"""Small readings of parsed objects: whatever type stands where another was expected reads as absent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from patentry.offices.xml_documents.elements import complaint_about_day, parse_day, squeeze
from patentry.offices.xml_documents.parsing import Warn


def text_in(document: dict[str, Any], *names: str) -> str:
    """Answer the first of these fields that holds a text or a whole number, on one line; empty where none does."""
    for name in names:
        value = document.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return squeeze(value)
    return ""


def whole_number_in(document: dict[str, Any], name: str) -> int | None:
    """Answer a whole number, also one written as text; None where there is none."""
    text = text_in(document, name)
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def object_in(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Answer the object in a field; empty where there is none."""
    value = document.get(name)
    return value if isinstance(value, dict) else {}


def objects_in(document: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Answer the objects of a list; a single object that stands for a list of one is that one."""
    value = document.get(name)
    listed = value if isinstance(value, list) else [value]
    return (item for item in listed if isinstance(item, dict))


def texts_in(document: dict[str, Any], name: str) -> list[str]:
    """Answer the texts of a list, or the one text that stands for it."""
    value = document.get(name)
    listed = value if isinstance(value, list) else [value]
    return [squeeze(item) for item in listed if isinstance(item, str) and item.strip()]


def day_in(document: dict[str, Any], name: str, *, field: str, warn: Warn) -> date | None:
    """Answer the day of "2016-06-07", also with a time behind it; report one that cannot be read."""
    stated = text_in(document, name)
    if not stated:
        return None
    bare = stated[:10].replace("-", "")
    day = parse_day(bare)
    if day is None:
        warn(complaint_about_day(bare), field, stated[:40])
    return day
