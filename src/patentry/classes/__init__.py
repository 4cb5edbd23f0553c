"""Patent classification: symbols of the IPC and the CPC in one canonical form, patterns of them, moves between
editions, WIPO's technology fields, and concordances with classifications of industries.

A canonical symbol is written without spaces or padding, "H01L21/00"; a subclass alone is "H01L". Pure functions: the
tables are handed in as rows of `patentry.records`. Only a short table of well-known moves comes along. Nothing here
reads a file, knows a title, or decides what a patent is about.
"""

from __future__ import annotations

from patentry.classes.concordance import (
    CompiledRow,
    Concordance,
    Level,
    Match,
    compile_rows,
    fold_text,
    how_sure,
    match_branches,
    match_row,
    rows_taking,
)
from patentry.classes.doubts import RowDoubts, row_doubts
from patentry.classes.moves import Move, move, moved_places, read_moves, same_matter, shipped_moves
from patentry.classes.patterns import Pattern, PatternError, parse_pattern
from patentry.classes.symbols import class_of, format_symbol, parse_ipc, section_of
from patentry.classes.technology import FieldTable, technology_field
from patentry.classes.uspc import named_uspc, parse_uspc

__all__ = [
    "CompiledRow",
    "Concordance",
    "FieldTable",
    "Level",
    "Match",
    "Move",
    "Pattern",
    "PatternError",
    "RowDoubts",
    "class_of",
    "compile_rows",
    "fold_text",
    "format_symbol",
    "how_sure",
    "match_branches",
    "match_row",
    "move",
    "moved_places",
    "named_uspc",
    "parse_ipc",
    "parse_pattern",
    "parse_uspc",
    "read_moves",
    "row_doubts",
    "rows_taking",
    "same_matter",
    "section_of",
    "shipped_moves",
    "technology_field",
]
