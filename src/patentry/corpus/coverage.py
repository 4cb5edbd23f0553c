"""How far each source reaches without a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from patentry.corpus.engine import DuckEngine

WEEKLY = "weekly issues"
DENSE_SHARE = 0.9
DENSE_WEEKS = 52
"""Empty weeks of a gazette are a gap where nine in ten of the weeks of the year before and the year after them have
announcements: a small district has weeks with nothing to announce, and those are none."""


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
    weeks = [_monday(first) + timedelta(weeks=n) for n in range((_monday(last) - _monday(first)).days // 7 + 1)]
    every = (week for week in weeks if week not in present)
    missing = tuple(every if WEEKLY in source else _missing_weeks(present, weeks))
    cut = min(missing, default=None)
    through = last if cut is None else max(day for day in days if day < cut)
    return SourceCoverage(source, first, last, through, missing)


def _missing_weeks(present: set[date], weeks: Sequence[date]) -> Iterator[date]:
    """Runs of empty weeks with a dense year before and after: those were announced and are not in the files."""
    filled = [week in present for week in weeks]
    for start, end in _empty_runs(filled):
        before, after = filled[max(0, start - DENSE_WEEKS) : start], filled[end : end + DENSE_WEEKS]
        share = (sum(before) + sum(after)) / (len(before) + len(after) + 1)
        if share >= DENSE_SHARE and (len(before) == DENSE_WEEKS or sum(before) >= end - start):
            yield from weeks[start:end]


def _empty_runs(filled: Sequence[bool]) -> Iterator[tuple[int, int]]:
    place = 0
    for is_filled, run in groupby(filled):
        length = len(list(run))
        if not is_filled:
            yield place, place + length
        place += length


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
