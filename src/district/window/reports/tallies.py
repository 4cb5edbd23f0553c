"""The numbers of one row of a report, added up from counts. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import ceil

GOOD, BAD = 4, 2
"""Ratings from here on are good, up to here bad."""


@dataclass
class Tally:
    """What was filed, accepted, answered, rated and answered on the spot. Days are working days; None: not known."""

    filed: int = 0
    accept_days: Counter[int | None] = field(default_factory=Counter)
    answer_days: Counter[int | None] = field(default_factory=Counter)
    kept: int = 0
    broken: int = 0
    levels: Counter[int] = field(default_factory=Counter)
    contacts: int = 0
    minutes: int = 0

    def add(self, other: Tally) -> None:
        """Add another row's numbers to these."""
        self.filed += other.filed
        self.accept_days += other.accept_days
        self.answer_days += other.answer_days
        self.kept += other.kept
        self.broken += other.broken
        self.levels += other.levels
        self.contacts += other.contacts
        self.minutes += other.minutes

    @property
    def accepted(self) -> int:
        """How many were accepted."""
        return self.accept_days.total()

    @property
    def answered(self) -> int:
        """How many were answered."""
        return self.answer_days.total()

    @property
    def rated(self) -> int:
        """How many ratings were given."""
        return self.levels.total()

    @property
    def good(self) -> int:
        """How many of them were good."""
        return sum(n for level, n in self.levels.items() if level >= GOOD)

    @property
    def bad(self) -> int:
        """How many of them were bad."""
        return sum(n for level, n in self.levels.items() if level <= BAD)

    @property
    def kept_share(self) -> float | None:
        """The share of promises kept among the answers that had one."""
        promised = self.kept + self.broken
        return self.kept / promised if promised else None

    @property
    def average(self) -> float | None:
        """The average rating."""
        return sum(level * n for level, n in self.levels.items()) / self.rated if self.rated else None


def rank(days: Counter[int | None], percent: int) -> int | None:
    """Answer the nearest-rank percentile: the least number of days within which so many percent were done."""
    known = sorted((value, n) for value, n in days.items() if value is not None)
    wanted, seen = ceil(sum(n for _value, n in known) * percent / 100), 0
    for value, n in known:
        seen += n
        if seen >= wanted:
            return value
    return None
