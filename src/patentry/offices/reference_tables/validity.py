"""The days between which a reference row holds."""

from __future__ import annotations

from datetime import date

from patentry.offices.tabular.row import Row, RowRefusedError


def read_validity(row: Row) -> tuple[date | None, date | None]:
    """Answer [valid_from, valid_to); an open side is None. An end that is not after its beginning is
    refused.
    """
    begins, ends = row.day("valid_from"), row.day("valid_to")
    if begins is not None and ends is not None and ends <= begins:
        raise RowRefusedError("validity_reversed", "valid_to", str(ends))
    return begins, ends


def required(row: Row, field: str, code: str) -> str:
    """Answer a cell that must hold something; nothing there refuses the row with `code`."""
    text = row.text(field)
    if not text:
        raise RowRefusedError(code, field, "")
    return text
