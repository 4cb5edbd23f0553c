"""What a sheet is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing as a stand-alone SVG file, its caption, and what it shows in words."""

    svg: str
    caption: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; the columns named in `numbers` are set to the right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A short remark under a heading of its own; an urgent one stands at the top in a frame."""

    heading: str
    text: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: what it is called, what it says, draws and tabulates, and the small print under it."""

    lang: Lang
    title: str
    line: str
    """Under the title: the day of the values, of publication, the snapshot."""
    publisher: str
    paragraphs: tuple[str, ...]
    charts: tuple[Chart, ...]
    table: Table
    table_note: str
    notes: tuple[Note, ...]
    footer: str
    at: datetime
    """What the file says of when it was made; the hour of the result, never of the printing. With its time zone."""
