"""What a projection supposes of its own: rows of `settings.csv`, each with its source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`minimum_cases` a rate needs, `years_back` it is measured over, and the days within which a fee is due soon."""

    minimum_cases: int
    years_back: int
    due_soon_days: int
    sources: tuple[tuple[str, str, str], ...]
    """Name of a setting, its source in Chinese and in English."""


@cache
def settings() -> Settings:
    """Answer the settings."""
    text = files("patentry.statistics.projection").joinpath("settings.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    told = {row["name"]: int(row["value"]) for row in rows}
    return Settings(**told, sources=tuple((row["name"], row["source_zh"], row["source_en"]) for row in rows))
