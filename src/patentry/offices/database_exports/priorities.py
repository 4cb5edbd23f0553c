"""Priorities: a number and perhaps its day in one cell."""

from __future__ import annotations

import re
from datetime import date

from patentry.numbers.authorities import ST3
from patentry.offices.database_exports.identity import canonical_application, with_year
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.tabular.cells import CellError, Order, parse_date, parse_day_in
from patentry.offices.tabular.row import Row
from patentry.records import Priority

_NUMBER_AND_DAY = re.compile(r"(.*?\S)[\s,]+(\d{8}|\d{4}-\d\d-\d\d)")
_NUMBER_DAY_OFFICE = re.compile(r"(\S.*?)\s+(\d{4}-\d\d-\d\dT\S+|\d\d\.\d\d\.\d{4})\s+([A-Z]{2})")


def read_priorities(row: Row, spelling: Spelling) -> tuple[Priority, ...]:
    """Answer the priorities of a row, `US201161550506P 20111024` each.

    The days may stand in a column of their own; they are used where there is one for each number.
    """
    cell = row.text("priorities")
    if not cell:
        return ()
    texts = spelling.priorities.split(cell.strip("[]")) if spelling.priorities else spelling.split(cell)
    found = [priority_of(text.strip(), docdb=spelling.docdb_numbers) for text in texts if text.strip()]
    days = spelling.split(row.text("priority_date"))
    if len(days) == len(found):
        found = [_dated(one, day) for one, day in zip(found, days, strict=True)]
    return tuple(dict.fromkeys(found))


def priority_of(text: str, *, docdb: bool = False) -> Priority:
    """Answer one priority; PATENTSCOPE's `200402236U 2004-10-01T23:59:59.000Z ES` as well."""
    placed = _NUMBER_DAY_OFFICE.fullmatch(text)
    if placed and placed[3] in ST3:
        return Priority(canonical_application(placed[1], placed[3]), _day(placed[2]))
    dated = _NUMBER_AND_DAY.fullmatch(text)
    if dated:
        day = _day(dated[2])
        return Priority(canonical_application(with_year(dated[1], day) if docdb else dated[1]), day)
    return Priority(canonical_application(text))


def _dated(priority: Priority, text: str) -> Priority:
    return priority if priority.date else priority._replace(date=_day(text))


def _day(text: str) -> date | None:
    try:
        return parse_day_in(text, Order.DAY_FIRST) if "." in text[:3] else parse_date(text)
    except CellError:
        return None
