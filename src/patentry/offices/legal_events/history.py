"""A whole history in one cell: blocks of 法律状态公告日 … 法律状态 … 描述信息 …, in their several
spellings.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_START = re.compile(r"(?:^|[#＃;；|\n\r。])\s*(?:法律状态)?公告日期?\s*[:：]")
_STATUS = re.compile(r"(?:^|[;；,，|\n\r\s])\s*(?:当前)?法律状态(?:类型)?\s*[:：]")
_CODE = re.compile(r"(?:^|[;；,，|\n\r\s])\s*(?:法律状态代码|法律状态码|事件代码)\s*[:：]")
_DETAIL = re.compile(
    r"(?:^|[;；,，|\n\r\s])\s*(?:法律状态信息|法律状态描述信息|法律状态描述|法律状态详情|描述信息|详细信息)\s*[:：]"
)
_EDGES = " \t\r\n;；,，|#＃"


class Block(NamedTuple):
    """One event of a history, its parts as written."""

    announced: str
    title: str
    code: str
    detail: str


def is_history(text: str) -> bool:
    """Answer whether the cell holds blocks, each beginning with its announcement date."""
    return "公告日" in text and _START.search(text) is not None


def blocks_of(text: str) -> list[Block]:
    """Answer the blocks of a history in the order of the cell."""
    marks = list(_START.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [_block(text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]


def _block(text: str) -> Block:
    # The long text comes last and may hold anything, even the labels of the others.
    detail = _DETAIL.search(text)
    head = text[: detail.start()] if detail else text
    marks = sorted(
        (match.start(), match.end(), name)
        for name, pattern in (("title", _STATUS), ("code", _CODE))
        if (match := pattern.search(head))
    )
    parts = {"title": "", "code": ""}
    for place, (_, end, name) in enumerate(marks):
        until = marks[place + 1][0] if place + 1 < len(marks) else len(head)
        parts[name] = head[end:until].strip(_EDGES)
    announced = head[: marks[0][0]] if marks else head
    return Block(
        announced=announced.strip(_EDGES),
        title=parts["title"],
        code=parts["code"],
        detail=text[detail.end() :].strip(_EDGES) if detail else "",
    )
