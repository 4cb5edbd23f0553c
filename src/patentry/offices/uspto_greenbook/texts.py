"""The texts of a patent: abstract, description and claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from patentry.offices.tagged_text.fields import Field
from patentry.offices.uspto_eras.claims import with_wording
from patentry.offices.uspto_eras.sections import Line, sections_of
from patentry.offices.uspto_greenbook.blocks import Block
from patentry.offices.uspto_greenbook.characters import with_characters
from patentry.records import Claim, Section

PARTS = {"PARN": "related", "GOVT": "other", "BSUM": "summary", "DRWD": "drawings", "DETD": "embodiments"}
HEADING_TAG = "PAC"
LAID_OUT = frozenset({"TBL", "EQU"})
"""Tables and equations keep their lines."""
NOT_TEXT = frozenset({"STM", "NUM"})
RULE = re.compile(r"\s*[_\-=]{5,}\s*")
NUMBER = re.compile(r"\s*(\d{1,5})")


def paragraphs_of(blocks: Iterable[Block]) -> str:
    """Answer the paragraphs of blocks on one line."""
    return " ".join(filter(None, (text_of(stated) for block in blocks for stated in block.fields)))


def text_of(stated: Field) -> str:
    """Answer a paragraph on one line; a table line by line without its rules."""
    if stated.tag in NOT_TEXT:
        return ""
    if stated.tag not in LAID_OUT:
        return with_characters(stated.text)
    lines = (" ".join(line.split()) for line in stated.value.split("\n") if not RULE.fullmatch(line))
    return with_characters("\n".join(filter(None, lines)))


def description_of(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Answer the sections of the description; a block is a part, a centred line a heading."""
    return sections_of(
        Line(PARTS[block.name], text_of(stated), stated.tag == HEADING_TAG)
        for block in blocks
        for stated in block.fields
    )


def claims_of(blocks: Iterable[Block]) -> tuple[Claim, ...]:
    """Answer the claims as printed, with the dependencies their wording tells: the files mark none."""
    return with_wording(list(_claims(blocks)))


def _claims(blocks: Iterable[Block]) -> Iterator[Claim]:
    number, texts = 0, list[str]()
    for block in blocks:
        for stated in block.fields:
            if stated.tag == "NUM":
                if texts:
                    yield Claim(number or 1, " ".join(texts))
                number, texts = _number(stated.value, number + 1), []
            elif text := text_of(stated):
                texts.append(text)
    if texts:
        yield Claim(number or 1, " ".join(texts))


def _number(stated: str, place: int) -> int:
    found = NUMBER.match(stated)
    return int(found[1]) or place if found else place
