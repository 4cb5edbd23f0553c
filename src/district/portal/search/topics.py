"""What people come for, in their own words, and the page that serves it: a table, kept by hand."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the guide: its title in both languages, other words for it, the name of the page's address."""

    zh: str
    en: str
    words: str
    address: str


@cache
def topics() -> tuple[Topic, ...]:
    """Answer the topics, in the order of the table."""
    text = files("district.portal.search").joinpath("topics.csv").read_text(encoding="utf-8")
    return tuple(Topic(**row) for row in csv.DictReader(text.splitlines()))
