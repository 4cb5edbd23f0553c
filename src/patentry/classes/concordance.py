"""Concordances: which branches of a classification of industries a patent falls under, and how surely.

A row of a concordance names IPC places, some exceptions, and often keywords: an IPC hit alone is then not enough
(CNIPA's concordance of the strategic emerging industries and the IPC, 2021 trial version, and its kin).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from patentry.classes.moves import Move, moved_places
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

    `through` and `barred` are the included and excluded places in other editions.
    """

    row: ConcordanceRow
    include: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...]
    through: tuple[Pattern, ...]
    barred: tuple[Pattern, ...]
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
    """What a row says of a patent: which symbol and which keyword decided, and whether an edition map was needed."""

    branch: str
    row: int
    level: Level
    symbol: str | None = None
    keyword: str | None = None
    moved: bool = False


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
        keywords=tuple((_fold(word), word) for word in row.keywords if _fold(word)),
    )


def match_row(compiled: CompiledRow, symbols: Sequence[str], text: str) -> Match:
    """Answer what one row says of a patent with these canonical symbols.

    `text` is its title, abstract and claims, folded by `fold_text`. A symbol counts where an included place covers it
    and no excluded one does, in its own edition or through moves between editions.
    """
    row = compiled.row
    symbol, moved = _place(compiled, symbols)
    if symbol is None:
        return Match(row.branch, row.row, Level.NONE)
    if not compiled.keywords:
        return Match(row.branch, row.row, Level.IPC_ONLY, symbol, None, moved)
    keyword = next((word for folded, word in compiled.keywords if folded in text), None)
    if keyword is not None:
        return Match(row.branch, row.row, Level.MATCHED, symbol, keyword, moved)
    level = Level.KEYWORD_OPEN if row.keywords_open else Level.IPC_KEYWORD_MISS
    return Match(row.branch, row.row, level, symbol, None, moved)


def match_branches(concordance: Concordance, symbols: Sequence[str], text: str) -> dict[str, Match]:
    """Answer the surest match of each branch that has one above `none`, by branch; `text` as for `match_row`."""
    best: dict[str, Match] = {}
    for compiled in concordance.candidates(symbols):
        found = match_row(compiled, symbols, text)
        if found.level is Level.NONE:
            continue
        standing = best.get(found.branch)
        if standing is None or _ORDER.index(found.level) < _ORDER.index(standing.level):
            best[found.branch] = found
    return best


def fold_text(*texts: str) -> str:
    """Answer texts folded for keywords: width, case and spaces do not count, and nothing matches across two texts."""
    return "\n".join(map(_fold, texts))


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _place(compiled: CompiledRow, symbols: Sequence[str]) -> tuple[str | None, bool]:
    """The first symbol the row takes, and whether only an edition map brought it there.

    A symbol that moves bring under an included and an excluded place alike is not taken.
    """
    through_a_move: str | None = None
    for symbol in symbols:
        if _covers(compiled.exclude, symbol):
            continue
        if _covers(compiled.include, symbol):
            return symbol, False
        if through_a_move is None and _covers(compiled.through, symbol) and not _covers(compiled.barred, symbol):
            through_a_move = symbol
    return through_a_move, through_a_move is not None


def _covers(places: Iterable[Pattern], symbol: str) -> bool:
    return any(place.covers(symbol) for place in places)
