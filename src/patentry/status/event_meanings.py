"""What an event of any office means: our own table of codes first, then the snapshot's INPADOC codes by their class.

A code in neither table, or one whose class and influence do not agree, is `UNRECOGNISED` and shown, never guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from patentry.records import EventKind, kind_of_event

REFERENCE = re.compile(r"REG ([A-Z]{2}) ?(\S*)")
OF_A_STATE = {
    EventKind.CEASED: EventKind.NATIONAL_LAPSE,
    EventKind.RESTORATION: EventKind.NATIONAL_REVIVAL,
    EventKind.NATIONAL_GRANT: EventKind.NATIONAL_GRANT,
}
"""What a national code means that the European file only refers to."""


class PublishedCode(NamedTuple):
    """An INPADOC code as far as it decides: its English text, class and influence."""

    description: str
    event_class: str
    influence: str


class _Row(NamedTuple):
    text: str
    event_class: str
    influence: str
    kind: EventKind


Codes = Mapping[tuple[str, str], PublishedCode]
"""(country, code) → the code."""


def meaning_of_event(*, authority: str, code: str, title: str, codes: Codes) -> EventKind:
    """Answer what kind of event a code and text are, with the INPADOC codes a snapshot holds.

    A European `REG GB FG4D` is what the state's own code means, about that state alone.
    """
    referred = REFERENCE.match(code) if authority == "EP" else None
    if referred:
        # Before the words: "patent revoked" in one state is no revocation of the European patent.
        kind = _by_class(codes.get((referred[1], referred[2])))
        return OF_A_STATE.get(kind, kind if kind is EventKind.UNRECOGNISED else EventKind.OTHER)
    known = kind_of_event(authority=authority, code=code, title=title)
    return known if known is not EventKind.UNRECOGNISED else _by_class(codes.get((authority, code)))


def _by_class(code: PublishedCode | None) -> EventKind:
    """The first row that fits decides; a blank cell of the table fits everything."""
    if code is None:
        return EventKind.UNRECOGNISED
    for row in _rows():
        fits = row.text in f" {code.description}" and row.event_class in ("", code.event_class)
        if fits and row.influence in ("", code.influence):
            return row.kind
    return EventKind.UNRECOGNISED


@cache
def _rows() -> tuple[_Row, ...]:
    table = files("patentry.status").joinpath("event_classes.csv").read_text(encoding="utf-8")
    return tuple(
        _Row(row["text"], row["event_class"], row["influence"], EventKind(row["kind"]))
        for row in csv.DictReader(table.splitlines())
    )
