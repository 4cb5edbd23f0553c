"""Deadlines as data: how many days of which kind, and whether the law or the operator set them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """Which days count."""

    WORKING = "working"
    CALENDAR = "calendar"


class Basis(StrEnum):
    """Who fixed the number: the law (no setting moves it) or the operator (a default that a setting replaces)."""

    LAW = "law"
    SETTING = "setting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """So many days after the day on which the clock began; the day itself is not counted (Civil Code art. 201).

    `source` is the article or document a `LAW` deadline rests on, and the reason of a `SETTING`.
    """

    days: int
    unit: Unit
    basis: Basis
    source: str

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError(f"a deadline of {self.days} days")
