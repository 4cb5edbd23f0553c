"""How far each source reaches without a gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from patentry.corpus.engine import DuckEngine

WEEKLY = "weekly issues"
DENSE_SHARE = 0.9
DENSE_WEEKS = 52
"""A gazette counts as complete week by week once nine in ten of the year's weeks have announcements: a small
district has weeks with nothing to announce, and those are no gap."""


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """A source, its first and last announcement, the last one before a gap, and the Mondays of missing weeks."""

    source: str
    first: date
    last: date
    through: date
    missing_weeks: tuple[date, ...]


def coverage_of(engine: DuckEngine) -> tuple[SourceCoverage, ...]:
    """Answer the coverage of every source of a snapshot opened as tables `events` and `records`.

    Sources: the gazette of each authority (announcement days of its events) and, where weekly files came in, the
    weekly issues of an authority (publication days of their records).
    """
    gazette = engine.sql(
        """SELECT left(number, 2) || ' gazette' AS source, announced AS day FROM events
           WHERE announced IS NOT NULL GROUP BY ALL"""
    ).to_pylist()
    weekly = engine.sql(
        f"""SELECT r.authority || ' {WEEKLY}' AS source, r.publication_date AS day FROM records r
           JOIN files f USING (file) WHERE f.weekly_authority IS NOT NULL AND r.publication_date IS NOT NULL
           GROUP BY ALL"""
    ).to_pylist()
    days: dict[str, set[date]] = {}
    for row in [*gazette, *weekly]:
        days.setdefault(row["source"], set()).add(row["day"])
    return tuple(_coverage(source, found) for source, found in sorted(days.items()))


def data_through(sources: tuple[SourceCoverage, ...]) -> date | None:
    """Answer the day up to which figures are final: the home gazette's, else the earliest of all sources."""
    home = [source.through for source in sources if source.source == "CN gazette"]
    return min(home or [source.through for source in sources], default=None)


def _coverage(source: str, days: set[date]) -> SourceCoverage:
    first, last = min(days), max(days)
    present = {_monday(day) for day in days}
    every = WEEKLY in source
    missing = tuple(_absent_weeks(present, first, last) if every else _missing_weeks(present, first, last))
    cut = min(missing, default=None)
    through = last if cut is None else max(day for day in days if day < cut)
    return SourceCoverage(source, first, last, through, missing)


def _absent_weeks(present: set[date], first: date, last: date) -> Iterable[date]:
    weeks = (_monday(first) + timedelta(weeks=n) for n in range((_monday(last) - _monday(first)).days // 7))
    return (week for week in weeks if week not in present)


def _missing_weeks(present: set[date], first: date, last: date) -> Iterable[date]:
    """Empty weeks in the dense stretch that ends with the last announcement."""
    week, filled, absent = _monday(last), 0, []
    seen = 0
    while week >= _monday(first):
        seen += 1
        filled += week in present
        if seen > DENSE_WEEKS and filled / seen < DENSE_SHARE:
            break
        if week not in present:
            absent.append(week)
        week -= timedelta(weeks=1)
    dense = seen > 1 and filled / seen >= DENSE_SHARE
    return reversed(absent) if dense else ()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
