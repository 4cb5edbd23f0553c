"""WIPO's technology fields: which field an IPC symbol belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from patentry.classes.moves import Move
from patentry.classes.patterns import parse_pattern
from patentry.classes.symbols import parse_ipc
from patentry.records import TechnologyField


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The table of fields by the beginning of a symbol."""

    by_prefix: dict[str, TechnologyField]

    @classmethod
    def of(cls, rows: Iterable[TechnologyField]) -> FieldTable:
        """Answer the table of these rows. Raises `PatternError` for a row whose place is none."""
        return cls({parse_pattern(row.ipc).prefix: row for row in rows})

    def __len__(self) -> int:
        return len(self.by_prefix)


def technology_field(symbol: str, table: FieldTable, *, moves: Sequence[Move] = ()) -> TechnologyField | None:
    """Answer the field of an IPC symbol: the longest place of the table that the symbol lies under.

    A symbol the table does not know is looked up where its matter stood before it moved (H10K59/00 under H01L27/32):
    the table of 2011-2015 knows no H10. None where neither is in the table.
    """
    canonical = parse_ipc(symbol)
    if canonical is None:
        return None
    found = _longest(canonical, table)
    if found is not None:
        return found
    place = parse_pattern(canonical)
    earlier = {
        before.field: before
        for one in moves
        if one.after.covers_pattern(place) and (before := _longest(one.before.prefix, table)) is not None
    }
    return next(iter(earlier.values())) if len(earlier) == 1 else None


def _longest(symbol: str, table: FieldTable) -> TechnologyField | None:
    for length in range(len(symbol), 2, -1):
        found = table.by_prefix.get(symbol[:length])
        if found is not None:
            return found
    return None
