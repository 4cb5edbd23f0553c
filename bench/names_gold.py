"""Names whose organisation is known, cut in two halves by a digest of the organisation, and pairwise scores."""

from __future__ import annotations

import csv
import gzip
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

FILE = Path("names") / "assignees_nber_subset.csv.gz"
DEVELOP, REPORT = 0, 1


class Known(NamedTuple):
    """A name as printed, the organisation it is known to be, and how often the two occur."""

    name: str
    organisation: str
    count: int


class Score(NamedTuple):
    """Pairwise: of the pairs put together how many belong together, and the reverse."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Answer the harmonic mean."""
        return (
            2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0
        )

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def half_of(organisation: str) -> int:
    """Answer which half an organisation is in."""
    return hashlib.blake2b(organisation.encode(), digest_size=8).digest()[0] & 1


def gold(*, half: int | None) -> list[Known]:
    """Answer the distinct (name, organisation) of a half, or of both, sorted."""
    counted: Counter[tuple[str, str]] = Counter()
    with gzip.open(Path(os.environ["PATENTRY_SAMPLES"]) / FILE, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            counted[row["organization"], row["unique_id"]] += 1
    rows = (Known(name, organisation, count) for (name, organisation), count in sorted(counted.items()))
    return [row for row in rows if half is None or half_of(row.organisation) == half]


def pairwise(known: Sequence[Known], groups: Iterable[Iterable[int]], *, weighted: bool) -> Score:
    """Answer the pairwise score of groups of places in `known`; `weighted`: a pair of mentions, not of names."""
    together = right = 0
    sizes: Counter[str] = Counter()
    for group in groups:
        found: Counter[str] = Counter()
        for index in group:
            found[known[index].organisation] += known[index].count if weighted else 1
        together += _pairs(found.total())
        right += sum(_pairs(size) for size in found.values())
        sizes.update(found)
    belonging = sum(_pairs(size) for size in sizes.values())
    return Score(right / together if together else 1.0, right / belonging if belonging else 1.0)


def _pairs(size: int) -> int:
    return size * (size - 1) // 2
