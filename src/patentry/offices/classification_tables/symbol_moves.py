"""The format `symbol_moves`: places of the IPC that moved with an edition."""

from __future__ import annotations

import re
from functools import cached_property

from patentry.classes import PatternError, parse_pattern
from patentry.offices.reading import Batch
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import SymbolMove

_EDITION = re.compile(r"((?:19|20)\d\d)(?:\D{0,2}(0?[1-9]|1[0-2]))?")


class SymbolMoves(TabularFormat):
    """Rows of `from_symbol,to_symbol,edition,source,checked`."""

    name = "symbol_moves"
    needs = (frozenset({"from_symbol"}), frozenset({"to_symbol"}), frozenset({"edition"}))

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one move; a place that is none, or no edition, refuses the row."""
        batch.reference.append(
            SymbolMove(
                from_symbol=read_place(row, "from_symbol"),
                to_symbol=read_place(row, "to_symbol"),
                edition=read_edition(row, decides=True) or "",
                source=row.text("source"),
                checked=row.text("checked") or "unverified",
            )
        )
        batch.documents += 1


def read_place(row: Row, field: str) -> str:
    """Answer the pattern in a field; raises `RowRefusedError`."""
    try:
        return parse_pattern(row.text(field)).text
    except PatternError as error:
        raise RowRefusedError("class_pattern_unreadable", field, row.text(field)) from error


def read_edition(row: Row, *, decides: bool = False) -> str | None:
    """Answer an IPC edition as "2021.01"; what is none refuses the row if it `decides`, else is a warning."""
    text = row.text("edition")
    found = _EDITION.search(text)
    if found:
        return f"{found[1]}.{int(found[2] or 1):02}"
    if decides:
        raise RowRefusedError("edition_unreadable", "edition", text)
    if text:
        row.warn("edition_unreadable", "edition", text)
    return None
