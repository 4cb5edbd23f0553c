"""Months, quarters and years a return is made for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """How long a return's period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both days counted."""

    kind: Kind
    first: date
    last: date

    @property
    def code(self) -> str:
        """2026-03, 2026-Q1 or 2026."""
        if self.kind is Kind.YEAR:
            return f"{self.first:%Y}"
        return f"{self.first:%Y-%m}" if self.kind is Kind.MONTH else f"{self.first:%Y}-Q{self.first.month // 3 + 1}"


def period_of(day: date, kind: Kind) -> Period:
    """Answer the month, quarter or year a day lies in."""
    months = MONTHS[kind]
    begins = (day.month - 1) // months * months + 1
    first = date(day.year, begins, 1)
    after = date(day.year + (begins + months > 12), (begins + months - 1) % 12 + 1, 1)
    return Period(kind, first, after - timedelta(days=1))
