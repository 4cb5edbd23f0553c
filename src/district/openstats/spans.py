"""The spans figures are told of: whole parts of a year that never overlap, told when they are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DIVIDES_A_YEAR = (3, 6, 12)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A quarter, a half-year or a year; both days belong to it."""

    start: date
    end: date

    @property
    def code(self) -> str:
        """2026-Q3, 2026-H1 or 2026, as addresses and files write it."""
        months = self.end.month - self.start.month + 1
        part = (self.start.month - 1) // months + 1
        return f"{self.start.year}" + {3: f"-Q{part}", 6: f"-H{part}", 12: ""}[months]

    def named(self, lang: str) -> str:
        """Answer its name: 2026 年上半年, first half of 2026."""
        months, year = self.end.month - self.start.month + 1, self.start.year
        part = (self.start.month - 1) // months
        if months == 12:
            return str(year) if lang == "en" else f"{year} 年"
        if months == 6:
            return f"{('First', 'Second')[part]} half of {year}" if lang == "en" else f"{year} 年{'上下'[part]}半年"
        return f"Quarter {part + 1} of {year}" if lang == "en" else f"{year} 年第{'一二三四'[part]}季度"

    def quarters(self) -> tuple[Span, ...]:
        """Answer the quarters in it."""
        firsts = range(self.start.month, self.end.month + 1, 3)
        return tuple(_span(date(self.start.year, month, 1), 3) for month in firsts)


def finished(*, on: date, months: int, lag: int, back: int) -> tuple[Span, ...]:
    """Answer the last `back` spans of so many months that were over `lag` days before a day, oldest first."""
    if months not in DIVIDES_A_YEAR:
        raise ValueError("spans have 3, 6 or 12 months")
    reached = on - timedelta(days=lag)
    first = date(reached.year, (reached.month - 1) // months * months + 1, 1)
    found = []
    for _ in range(back):
        first = (first - timedelta(days=1)).replace(day=1)
        first = date(first.year, (first.month - 1) // months * months + 1, 1)
        found.append(_span(first, months))
    return tuple(reversed(found))


def _span(first: date, months: int) -> Span:
    after = first.month + months
    end = date(first.year + (after > 12), (after - 1) % 12 + 1, 1) - timedelta(days=1)
    return Span(first, end)
