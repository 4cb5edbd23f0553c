"""Concordances: which branches of a classification of industries a patent falls under, and how surely.

A row of a concordance names IPC places, some exceptions, and often keywords: an IPC hit alone is then not enough
(CNIPA's concordance of the strategic emerging industries and the IPC, 2021 trial version, and its kin).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from patentry.classes.moves import Move, moved_places, wholly_moved_places
from patentry.classes.patterns import Pattern, parse_pattern
from patentry.records import ConcordanceRow


class Level(StrEnum):
    """How surely a patent falls under a row, the surest first.

    `matched`: an IPC place and a keyword. `ipc_only`: an IPC place of a row that has no keywords; a person should look.
    `keyword_open`: an IPC place, none of the keywords, and their list is open (等). `ipc_keyword_miss`: an IPC place,
    none of the keywords, and their list is closed. `none`: no IPC place.
    """

    MATCHED = "matched"
    IPC_ONLY = "ipc_only"
    KEYWORD_OPEN = "keyword_open"
    IPC_KEYWORD_MISS = "ipc_keyword_miss"
    NONE = "none"

    @property
    def is_hit(self) -> bool:
        """Whether the rule of the concordance is met: an IPC place and, where there are keywords, one of them."""
        return self in (Level.MATCHED, Level.IPC_ONLY)


_ORDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class CompiledRow:
    """A row with its patterns parsed and its keywords folded for comparison.

    `through` and `barred` are the included and excluded places in other editions; of `through` those in `whole` hold
    nothing but included matter as far as the moves tell.
    """

    row: ConcordanceRow
    include: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...]
    through: tuple[Pattern, ...]
    barred: tuple[Pattern, ...]
    whole: tuple[Pattern, ...]
    keywords: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Rows ready to match, and which of them a symbol can meet at all, by the beginning of the symbol."""

    rows: tuple[CompiledRow, ...]
    by_prefix: Mapping[str, tuple[int, ...]]

    def candidates(self, symbols: Sequence[str]) -> list[CompiledRow]:
        """Answer the rows with a place that some symbol begins like, in their order."""
        beginnings = {symbol[:length] for symbol in symbols for length in range(1, len(symbol) + 1)}
        found = {number for beginning in beginnings for number in self.by_prefix.get(beginning, ())}
        return [self.rows[number] for number in sorted(found)]


@dataclass(frozen=True, slots=True)
class Match:
    """What a row says of a patent: which symbol and which keyword decided, and whether an edition map was needed.

    `coarse`: the map is coarser than the row there, so the patent may as well lie beside it.
    """

    branch: str
    row: int
    level: Level
    symbol: str | None = None
    keyword: str | None = None
    moved: bool = False
    coarse: bool = False


def compile_rows(rows: Iterable[ConcordanceRow], *, moves: Sequence[Move] = ()) -> Concordance:
    """Answer rows ready to match, with their places in other editions by `moves`. Raises `PatternError`."""
    compiled = tuple(_compiled(row, moves) for row in rows)
    by_prefix: dict[str, list[int]] = {}
    for number, one in enumerate(compiled):
        for prefix in {place.prefix for place in (*one.include, *one.through)}:
            by_prefix.setdefault(prefix, []).append(number)
    return Concordance(compiled, {prefix: tuple(numbers) for prefix, numbers in by_prefix.items()})


def _compiled(row: ConcordanceRow, moves: Sequence[Move]) -> CompiledRow:
    include, exclude = tuple(map(parse_pattern, row.include)), tuple(map(parse_pattern, row.exclude))
    return CompiledRow(
        row=row,
        include=include,
        exclude=exclude,
        through=tuple(dict.fromkeys(place for pattern in include for place in moved_places(pattern, moves))),
        barred=tuple(dict.fromkeys(place for pattern in exclude for place in moved_places(pattern, moves))),
        whole=tuple(dict.fromkeys(place for pattern in include for place in wholly_moved_places(pattern, moves))),
        keywords=tuple((_fold(word), word) for word in row.keywords if _fold(word)),
    )


def match_row(compiled: CompiledRow, symbols: Sequence[str], text: str) -> Match:
    """Answer what one row says of a patent with these canonical symbols.

    `text` is its title, abstract and claims, folded by `fold_text`. A symbol counts where an included place covers it
    and no excluded one does, in its own edition or through moves between editions.
    """
    row = compiled.row
    symbol, moved, coarse = _place(compiled, symbols)
    if symbol is None:
        return Match(row.branch, row.row, Level.NONE)
    if not compiled.keywords:
        return Match(row.branch, row.row, Level.IPC_ONLY, symbol, None, moved, coarse)
    keyword = next((word for folded, word in compiled.keywords if folded in text), None)
    if keyword is not None:
        return Match(row.branch, row.row, Level.MATCHED, symbol, keyword, moved, coarse)
    level = Level.KEYWORD_OPEN if row.keywords_open else Level.IPC_KEYWORD_MISS
    return Match(row.branch, row.row, level, symbol, None, moved, coarse)


def rows_taking(concordance: Concordance, symbol: str) -> list[tuple[int, bool]]:
    """Answer the numbers of the rows that take one canonical symbol, in its own edition or through moves, and of each
    whether a move that is coarser than the row brought it there."""
    beginnings = (symbol[:length] for length in range(1, len(symbol) + 1))
    near = {number for beginning in beginnings for number in concordance.by_prefix.get(beginning, ())}
    placed = ((number, _place(concordance.rows[number], (symbol,))) for number in sorted(near))
    return [(number, coarse) for number, (taken, _, coarse) in placed if taken is not None]


def match_branches(concordance: Concordance, symbols: Sequence[str], text: str) -> dict[str, Match]:
    """Answer the surest match of each branch that has one above `none`, by branch; `text` as for `match_row`."""
    best: dict[str, Match] = {}
    for compiled in concordance.candidates(symbols):
        found = match_row(compiled, symbols, text)
        if found.level is Level.NONE:
            continue
        standing = best.get(found.branch)
        if standing is None or how_sure(found) < how_sure(standing):
            best[found.branch] = found
    return best


def how_sure(match: Match) -> tuple[int, bool]:
    """Answer a match's place among others of its branch: the surest is the least."""
    return _ORDER.index(match.level), match.coarse


def fold_text(*texts: str) -> str:
    """Answer texts folded for keywords: width, case and spaces do not count, and nothing matches across two texts."""
    return "\n".join(map(_fold, texts))


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _place(compiled: CompiledRow, symbols: Sequence[str]) -> tuple[str | None, bool, bool]:
    """The first symbol the row takes, whether only an edition map brought it there, and whether that is coarse.

    A symbol that moves bring under an included and an excluded place alike is not taken.
    """
    through_a_move: tuple[str | None, bool, bool] = None, False, False
    for symbol in symbols:
        if _covers(compiled.exclude, symbol):
            continue
        if _covers(compiled.include, symbol):
            return symbol, False, False
        if _covers(compiled.through, symbol) and not _covers(compiled.barred, symbol):
            coarse = not _covers(compiled.whole, symbol)
            if through_a_move[0] is None or (through_a_move[2] and not coarse):
                through_a_move = symbol, True, coarse
    return through_a_move


def _covers(places: Iterable[Pattern], symbol: str) -> bool:
    return any(place.covers(symbol) for place in places)
