"""What an engine must do to hold the documents of the search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Holding:
    """Which snapshot an engine holds: its number and content, and by which rules its documents were made."""

    snapshot: int
    content: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Which documents may be candidates. `before`: published before this day, in days since 1970-01-01, or on a day
    that is not known; who asks tells them apart.

    `levels`: in any of these classes, of any level as `levels_of` writes them. `without`: not of these families.
    """

    before: int | None = None
    levels: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


EVERYTHING = Sieve()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents as `Source.documents` makes them, best first, and the score of each by the question's words."""

    documents: pa.Table
    scores: NDArray[np.float32]


class SearchBackend(Protocol):
    """An engine that holds documents. What is kept or deleted is seen by the next question."""

    def holding(self) -> Holding | None:
        """Answer what it holds; None where it was never filled to the end."""
        ...

    def hold(self, holding: Holding) -> None:
        """Say what it holds now, and make what was kept quick to find."""
        ...

    def keep(self, documents: pa.RecordBatch) -> None:
        """Hold documents; one that is held by the same key is replaced."""
        ...

    def delete(self, keys: Sequence[str]) -> None:
        """Forget documents; a key that is not held is no error."""
        ...

    def clear(self) -> None:
        """Forget everything, what is held among it."""
        ...

    def count(self) -> int:
        """Answer how many documents are held."""
        ...

    def numbered(self, numbers: Sequence[str]) -> list[dict[str, Any]]:
        """Answer the documents of any of these publication, application or base numbers."""
        ...

    def candidates(self, terms: Mapping[str, float], *, top: int, sieve: Sieve = EVERYTHING) -> Candidates:
        """Answer the best documents by weighed stems (BM25), at most `top`."""
        ...
