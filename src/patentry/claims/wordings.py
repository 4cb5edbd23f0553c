"""The table of wordings, compiled: how each language names a claim, the claims before, and a list of numbers."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NUMBER = r"(?:第|제)?\s*\(?(?P<number>\d{1,4})(?!\d|\.\d)\)?(?:\s*(?:项|項|항)(?:에서)?)?"
"""A claim's number with what languages put around it; a decimal is none."""
RANGE = r"(?:-|‐|‑|–|—|~|〜|to|through|thru|up\s+to|bis|à|至|到|乃至|から|ないし|내지|부터)"
OR = (
    r"(?:and/or|or|and|und/oder|und|oder|beziehungsweise|et/ou|et|ou|或者|或是|或|以及|和|及び|及|与|與|または|又は"
    r"|もしくは|若しくは|および|と|또는|및|혹은)"
)
UNIT = r"(?:%|°|[mcnkµμ]?m\b|wt\b|vol\b|[mk]?g\b|times\b|个|種|种|mol|ppm)"
"""After a number that only follows a comma or an "and": it counts or measures something, and is no claim."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The patterns of one language, or of all together."""

    claim: re.Pattern[str]
    plural: tuple[str, ...]
    preceding_all: re.Pattern[str]
    preceding_one: re.Pattern[str]


@cache
def wordings_of(lang: str | None) -> Wordings:
    """Answer the patterns of a language (ISO 639-1); those of every language where it is None or not in the table."""
    rows = _rows()
    mine = [row for row in rows if row["lang"] == lang] or list(rows)
    return Wordings(
        claim=_any(mine, "claim"),
        plural=tuple(row["pattern"] for row in mine if row["role"] == "plural"),
        preceding_all=_any(mine, "preceding_all"),
        preceding_one=_any(mine, "preceding_one"),
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    table = files("patentry.claims").joinpath("wordings.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(table.splitlines()))


def _any(rows: list[dict[str, str]], role: str) -> re.Pattern[str]:
    """One pattern of many; where a language has none, one that never fits. A number after it makes it another thing."""
    patterns = "|".join(row["pattern"] for row in rows if row["role"] == role) or r"(?!)"
    guard = "" if role == "claim" else r"(?!\s*(?:第|제)?\s*\(?\d)"
    return re.compile(f"(?:{patterns}){guard}", re.IGNORECASE)
