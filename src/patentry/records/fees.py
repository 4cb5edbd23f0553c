"""Fees of a patent as an office's pages and lists state them: what is owed, until when, and what has been paid."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

_ANNUAL = ("年费", "annual fee", "annuity", "renewal fee")
_NOT_ANNUAL = ("年登印费", "登记费", "恢复")


class FeeStatus(StrEnum):
    """What the file says of a fee. `overdue`: it may still be paid, with a surcharge."""

    DUE = "due"
    PAID = "paid"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFact:
    """One fee of one patent, as one file states it. `number` is canonical, `kind` as written.

    `year` is the patent year of an annual fee where the text names it. `window_from` and `window_to` are the days
    between which this amount with this surcharge applies: of several windows of one fee exactly one is paid, so they
    are never summed. No file of this kind says when it was read, so `status` holds on a day nobody knows.
    """

    number: str
    kind: str
    year: int | None = None
    amount: float | None = None
    currency: str = "CNY"
    due: dt.date | None = None
    window_from: dt.date | None = None
    window_to: dt.date | None = None
    status: FeeStatus = FeeStatus.UNKNOWN
    paid_on: dt.date | None = None
    payer: str | None = None
    surcharge: float | None = None


def is_annual_fee(kind: str) -> bool:
    """Answer whether a fee's name is that of an annual fee or of its surcharge."""
    folded = kind.casefold()
    return any(word in folded for word in _ANNUAL) and not any(word in folded for word in _NOT_ANNUAL)
