"""Which section of a description a heading opens, by the wordings of `section_headings.csv`."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

OTHER = "other"
CARRIED = frozenset({"background", "summary", "embodiments", "examples"})
"""Sections long enough to have subheadings; a heading of unknown wording below one of them stays in it."""
BETWEEN_WORDS = re.compile(r"[^0-9A-Z]+")


@cache
def _wordings() -> tuple[tuple[str, str, bool], ...]:
    text = files(__package__).joinpath("section_headings.csv").read_text(encoding="utf-8")
    return tuple((row["kind"], row["words"], row["whole"] == "yes") for row in csv.DictReader(text.splitlines()))


@lru_cache(maxsize=20_000)
def kind_of_heading(heading: str) -> str | None:
    """Answer the kind of section a heading opens, None where no known wording stands in it.

    Case and punctuation do not count, so that "CROSS-REFERENCE TO RELATED APPLICATION(S)" is read. Of the rows that
    occur the first decides; a row marked `whole` must be all of the heading.
    """
    words = " ".join(BETWEEN_WORDS.split(heading.upper())).strip()
    within = f" {words} "
    for kind, wording, is_whole in _wordings():
        if words == wording if is_whole else f" {wording} " in within:
            return kind
    return None
