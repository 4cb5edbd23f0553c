"""Growth: 同比, 环比, 较上年末 and the average over n-1 intervals; of a rate in percentage points, else relative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from patentry.statistics.definitions import FigureDefinition
from patentry.statistics.periods import last_year_end, period_before, year_before
from patentry.statistics.results import FigureRow, Growth

JUMP = 100.0
SMALL = 10
"""Below this many patents a density may grow as it likes before it is questioned."""
Values = Mapping[date, Mapping[str | None, FigureRow]]


def looked_back(day: date, every: str | None) -> list[date]:
    """Answer the days a day's growth looks back to."""
    days = [year_before(day), last_year_end(day)]
    return [*days, period_before(day, every)] if every else days


@dataclass(frozen=True, slots=True)
class Past:
    """The values of a figure by day and group, to look back in; `every` is the step of a series."""

    definition: FigureDefinition
    values: Values
    every: str | None
    is_stock: bool

    def grown(self, row: FigureRow) -> FigureRow:
        """Answer a row with its growth; a density that jumps is held back."""
        since = {
            "year_on_year": year_before(row.on),
            "previous": period_before(row.on, self.every) if self.every else None,
            "year_end": last_year_end(row.on) if self.is_stock else None,
        }
        suffix = "_points" if self.definition.is_rate else ""
        changes = {f"{name}{suffix}": self._change(row, day) for name, day in since.items()}
        if self.definition.is_density and self._jumps(row):
            return replace(row, value=None, notes=(*row.notes, "note.density_jump"))
        return replace(row, growth=Growth(**changes))

    def _change(self, row: FigureRow, since: date | None) -> float | None:
        old = self.values.get(since, {}).get(row.group) if since else None
        if old is None or old.value is None or row.value is None:
            return None
        if self.definition.is_rate:
            return row.value - old.value
        return row.value / old.value - 1 if old.value else None

    def _jumps(self, row: FigureRow) -> bool:
        old = self.values.get(year_before(row.on), {}).get(row.group)
        if not (old and old.value and row.value) or (old.numerator or 0) < SMALL:
            return False
        factor = row.value / old.value
        return factor >= JUMP or factor <= 1 / JUMP


def average_growth(rows: Sequence[FigureRow]) -> float | None:
    """Answer the average yearly growth of a series' year-ends, over its n-1 intervals (compound)."""
    ends = _year_ends(rows)
    if len(ends) < 2 or not ends[0].value or not ends[-1].value:
        return None
    return float((ends[-1].value / ends[0].value) ** (1 / (ends[-1].on.year - ends[0].on.year)) - 1)


def average_points(rows: Sequence[FigureRow]) -> float | None:
    """Answer the average yearly change of a rate's year-ends over its n-1 intervals, in percentage points."""
    ends = _year_ends(rows)
    if len(ends) < 2 or ends[0].value is None or ends[-1].value is None:
        return None
    return (ends[-1].value - ends[0].value) / (ends[-1].on.year - ends[0].on.year)


def _year_ends(rows: Sequence[FigureRow]) -> list[FigureRow]:
    return [row for row in rows if (row.on.month, row.on.day) == (12, 31) and row.group is None]
