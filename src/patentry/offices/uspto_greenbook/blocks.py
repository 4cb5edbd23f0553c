"""The blocks of a patent: a four-letter line opens one, three-letter fields fill it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from patentry.offices.tagged_text.fields import Field, fields_of, first_of

TAG = re.compile(r"^([A-Z]{4}(?=[ \t]*$)|[A-Z][A-Z0-9]{2})(?: {1,2}|[ \t]*$)", re.MULTILINE)
BLOCK_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A block and its fields in order."""

    name: str
    fields: list[Field] = field(default_factory=list)

    def first(self, tag: str) -> str:
        """Answer the first value of a tag on one line; empty where there is none."""
        return first_of(self.fields, tag)

    def raw(self, tag: str) -> list[str]:
        """Answer every value of a tag as it stands, for fields in fixed columns."""
        return [stated.value for stated in self.fields if stated.tag == tag]


class Blocks:
    """A patent's blocks, by name."""

    def __init__(self, text: str) -> None:
        self._blocks = list(_blocks(text))

    def all(self, *names: str) -> list[Block]:
        """Answer the blocks of these names in the file's order."""
        return [block for block in self._blocks if block.name in names]

    def one(self, name: str) -> Block:
        """Answer the first block of a name; an empty one where there is none."""
        return next(iter(self.all(name)), Block(name))


def _blocks(text: str) -> Iterator[Block]:
    block: Block | None = None
    for stated in fields_of(text, TAG):
        if len(stated.tag) == BLOCK_LETTERS:
            if block is not None:
                yield block
            block = Block(stated.tag)
        elif block is not None:
            block.fields.append(stated)
    if block is not None:
        yield block
