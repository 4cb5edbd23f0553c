"""The days between which a reference row holds."""

from __future__ import annotations

from datetime import date

from patentry.offices.tabular.row import Row, RowRefusedError


def read_validity(row: Row, *, begins: str = "valid_from", ends: str = "valid_to") -> tuple[date | None, date | None]:
    """Answer [begins, ends); an open side is None. An end that is not after its beginning is refused."""
    first, last = row.day(begins), row.day(ends)
    if first is not None and last is not None and last <= first:
        raise RowRefusedError("validity_reversed", ends, str(last))
    return first, last


def required(row: Row, field: str, code: str) -> str:
    """Answer a cell that must hold something; nothing there refuses the row with `code`."""
    text = row.text(field)
    if not text:
        raise RowRefusedError(code, field, "")
    return text
