"""One document's bytes to its fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from patentry.offices.xml_documents.parsing import Warn

CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
LINE_END = re.compile(r"\r\n|[\r\f]")


class Field(NamedTuple):
    """A tag and its value, the lines that go on behind a line end; blanks at the start of the value are columns."""

    tag: str
    value: str

    @property
    def text(self) -> str:
        """The value on one line, blanks made single."""
        return " ".join(self.value.split())


def decoded(content: bytes, *, warn: Warn) -> str:
    """Answer a document's text: UTF-8, else Windows-1252, else Latin-1, without control characters."""
    for encoding in ("utf-8", "cp1252", "latin-1"):
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
            break
        except UnicodeDecodeError:
            continue
    found = CONTROL.search(text)
    if found is None:
        return text
    warn("characters_damaged", None, f"\\x{ord(found[0]):02x}")
    return CONTROL.sub("", text)


def fields_of(text: str, tag: re.Pattern[str]) -> Iterator[Field]:
    """Answer the fields in order. `tag` finds where one begins (at the start of a line), its first group the tag.

    A line that neither begins a field nor goes on with one counts as going on, so that no text is lost; before the
    first field it is left out.
    """
    lines = LINE_END.sub("\n", text) if "\r" in text or "\f" in text else text
    name, begin = "", 0
    for found in tag.finditer(lines):
        if name:
            yield Field(name, lines[begin : found.start()].rstrip())
        name, begin = found[1], found.end()
    if name:
        yield Field(name, lines[begin:].rstrip())


def first_of(fields: Iterable[Field], tag: str) -> str:
    """Answer the first value of a tag on one line; empty where there is none."""
    return next((field.text for field in fields if field.tag == tag), "")


def values_of(fields: Iterable[Field], tag: str) -> list[str]:
    """Answer every value of a tag, on one line each, without the empty ones."""
    return [field.text for field in fields if field.tag == tag and field.text]
