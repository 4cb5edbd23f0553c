"""Symbols that moved from edition to edition of the IPC: where matter stands now, where it stood before."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from patentry.classes.patterns import Pattern, parse_pattern
from patentry.records import SymbolMove


@dataclass(frozen=True, slots=True)
class Move:
    """One move as patterns; `edition` is the first in which the matter stands at its new place."""

    before: Pattern
    after: Pattern
    edition: str


def shipped_moves() -> tuple[SymbolMove, ...]:
    """Answer the well-known moves that come with the software (`symbol_moves.csv`), each with how sure it is.

    They are few and coarse; an operator's own table, ingested as `symbol_moves`, stands beside them.
    """
    text = files("patentry.classes").joinpath("symbol_moves.csv").read_text(encoding="utf-8")
    return tuple(SymbolMove(**row) for row in csv.DictReader(text.splitlines()))


def read_moves(rows: Iterable[SymbolMove]) -> tuple[Move, ...]:
    """Answer the rows as moves, by edition. Raises `PatternError` for a row whose symbols are none."""
    moves = (Move(parse_pattern(row.from_symbol), parse_pattern(row.to_symbol), row.edition) for row in rows)
    return tuple(sorted(moves, key=lambda move: (move.edition, move.before.text, move.after.text)))


def move(symbol: str, moves: Sequence[Move], *, from_edition: str) -> tuple[Pattern, ...]:
    """Answer where the matter of a symbol of an edition stands today.

    The symbol itself where nothing moved it after `from_edition` ("2021.01"); else the places it may have moved to,
    which are coarse where the table is: whoever needs one symbol has to look. Moves follow one another by edition.
    """
    current = [parse_pattern(symbol)]
    for edition in sorted({one.edition for one in moves if one.edition > from_edition}):
        now = [one for one in moves if one.edition == edition]
        current = [target for place in current for target in _moved(place, now)]
    return tuple(dict.fromkeys(current))


def _moved(place: Pattern, moves: Sequence[Move]) -> list[Pattern]:
    """The targets of the narrowest moves that cover the place; itself where none does."""
    covering = [one for one in moves if one.before.covers_pattern(place)]
    if not covering:
        return [place]
    narrowest = max(len(one.before.prefix) for one in covering)
    return [one.after for one in covering if len(one.before.prefix) == narrowest]


def moved_places(pattern: Pattern, moves: Sequence[Move]) -> tuple[Pattern, ...]:
    """Answer the places at which matter of a pattern stands in other editions.

    Both directions count, one move away: where its matter went, and where matter that has come under it stood before.
    """
    found: dict[Pattern, None] = {}
    for one in moves:
        if pattern.overlaps(one.before):
            found[one.after] = None
        if pattern.overlaps(one.after):
            found[one.before] = None
    return tuple(found)


def wholly_moved_places(pattern: Pattern, moves: Sequence[Move]) -> tuple[Pattern, ...]:
    """Answer those of `moved_places` whose other side lies wholly under the pattern.

    The rest are coarse: the move says that some of the matter there is the pattern's, not that all of it is.
    """
    found: dict[Pattern, None] = {}
    for one in moves:
        if pattern.covers_pattern(one.before):
            found[one.after] = None
        if pattern.covers_pattern(one.after):
            found[one.before] = None
    return tuple(found)


def same_matter(pattern: Pattern, symbol: str, moves: Sequence[Move]) -> bool:
    """Answer whether a symbol lies under a pattern, in its own edition or through a move between editions."""
    return pattern.covers(symbol) or any(place.covers(symbol) for place in moved_places(pattern, moves))
