"""Legal statuses of documents on a day, out of the tenures of the snapshot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from patentry.search.index import Index
from patentry.search.index.opening import Mask
from patentry.search.query import QueryError
from patentry.search.standing import STATUSES, Status, status_named


def is_status(
    value: str, column: int, index: Index, statuses: Callable[[date], np.ndarray] | None, on: date | None
) -> tuple[Mask, Mask]:
    """Answer which documents surely have a status on the day asked for, and which may.

    Raises `QueryError` for a word that names no status.
    """
    status = status_named(value)
    if status is None:
        raise QueryError("status_wrong", column=column, found=value, expected=", ".join(STATUSES))
    if statuses is None or on is None:
        none: Mask = np.zeros(index.count, bool)
        return none, ~none
    told = statuses(on)
    sure: Mask = told == status
    return sure, sure if status == Status.UNKNOWN else sure | (told == Status.UNKNOWN)
