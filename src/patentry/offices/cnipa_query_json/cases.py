"""The cases in a JSON value: answers of the query pages, alone, in lists, by number, or several pages of one case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

READ_SECTIONS = frozenset({"zhuluxmxx", "shenqingren", "yingjiaofei", "zhinajin", "yijiaofei"})
"""Bibliographic items and applicants (page sqxx); owed, late-payment windows and paid (page fyxx)."""
PAGES = ("data", "sqxx", "fyxx", "payload", "response", "body", "result")
"""Keys under which an answer, or the answers of several pages of one case, stand."""
NUMBER_KEYS = ("zhuanlisqh", "shenqingh", "shenqinghao", "application_no", "application_number", "申请号", "专利号")
_NUMBER_AS_KEY = re.compile(r"(?:CN|ZL)?\d{8}(?:\d{4})?\.?[\dXx]", re.IGNORECASE)
_DEEPEST = 40
"""Levels of nesting that are followed; a query answer has about six."""


@dataclass(slots=True)
class Case:
    """One case as the pages tell it. `number` as written, empty where nothing in the file names it."""

    number: str
    sections: Json = field(default_factory=dict)
    message: str = ""
    """What an answer without content says instead (login expired, no authority …)."""


def cases_in(value: object, *, number: str = "", depth: int = 0) -> Iterator[Case]:
    """Answer the cases of a JSON value in order. `number` is the one the surrounding object names."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from cases_in(item, number=number, depth=depth + 1)
        return
    if not isinstance(value, dict):
        return
    number = _own_number(value) or number
    sections: Json = {}
    _gather(value, sections, depth)
    if sections:
        yield Case(_number_in(sections) or number, sections)
        return
    inside = [(key, item) for key, item in value.items() if isinstance(item, (dict, list))]
    if not inside and _is_answer(value):
        yield Case(number, message=str(value.get("msg") or value.get("message") or value.get("code")))
    for key, item in inside:
        named = key.strip() if _NUMBER_AS_KEY.fullmatch(key.strip()) else number
        yield from cases_in(item, number=named, depth=depth + 1)


def _gather(value: Json, sections: Json, depth: int) -> None:
    """Put the sections of an object, or of the pages under it, together; the first page that has one counts."""
    if READ_SECTIONS & value.keys():
        for name, section in value.items():
            sections.setdefault(name, section)
        return
    if depth > _DEEPEST:
        return
    for page in PAGES:
        part = value.get(page)
        if isinstance(part, dict):
            _gather(part, sections, depth + 1)


def _is_answer(value: Json) -> bool:
    return "code" in value and ("msg" in value or "data" in value)


def _own_number(value: Json) -> str:
    return next((str(value[key]) for key in NUMBER_KEYS if isinstance(value.get(key), (str, int)) and value[key]), "")


def _number_in(sections: Json) -> str:
    """The number the bibliographic page itself states."""
    stated = items_of(sections)
    return _own_number(stated) or _own_number(sections)


def items_of(sections: Json) -> Json:
    """Answer the bibliographic items: the page has them under the same name twice."""
    outer = sections.get("zhuluxmxx")
    if not isinstance(outer, dict):
        return {}
    inner = outer.get("zhuluxmxx")
    return inner if isinstance(inner, dict) else outer


def rows_of(sections: Json, section: str, name: str) -> list[object]:
    """Answer the rows of a section's list; none where the section is hidden, empty or something else."""
    part = sections.get(section)
    rows = part.get(name) if isinstance(part, dict) else None
    return rows if isinstance(rows, list) else []
