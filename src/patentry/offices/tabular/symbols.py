"""Classification symbols in cells."""

from __future__ import annotations

from collections.abc import Iterable

from patentry.classes import parse_ipc
from patentry.offices.tabular.row import Row


def read_symbols(row: Row, field: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Answer the canonical symbols in order, each once; what is no symbol is left out with a warning."""
    found: dict[str, None] = {}
    for text in texts:
        symbol = parse_ipc(text)
        if symbol is None:
            row.warn("class_unreadable", field, text)
        else:
            found[symbol] = None
    return tuple(found)
