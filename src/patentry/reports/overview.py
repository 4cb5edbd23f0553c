"""What an overview is made of: one page of key numbers, points in order and short lists, set in two columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNumber:
    """A number that stands large at the top, with what it is and what has to be said beside it."""

    name: str
    value: str
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A numbered point with the rule it rests on."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A list under its heading; the columns named in `numbers` are set to the right. `says` stands where it is empty,
    and `note` in small print beneath."""

    heading: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: frozenset[int] = frozenset()
    says: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One page about one matter."""

    lang: Lang
    title: str
    line: str
    """Under the title: what it is, the day it tells of."""
    publisher: str
    key_numbers: tuple[KeyNumber, ...]
    steps_heading: str
    steps: tuple[Step, ...]
    blocks: tuple[Block, ...]
    footer: str
    at: datetime
    """What the file says of when it was made; the hour of the data, never of the printing. With its time zone."""
