"""Two or three documents that together cover a text: every part with the document that covers it, and what remains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from patentry.search.evidence.covering import COVERED, Coverage

MOST_TOGETHER = 3
"""More documents than this nobody combines against a claim with a straight face."""
MOST_EXACT = 60
"""So many documents are combined in all ways; of more, those a greedy choice takes and the strongest."""
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCovered:
    """A part and the document of the combination that covers it best, with its share; `by` is None where none does,
    and `is_unknown` where none can be compared."""

    label: str
    by: str | None
    share: float | None
    is_unknown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Documents, the one that covers most first. `share` is the mean of the best shares, parts counting by their
    weight; `uncovered` and `unknown` are the labels of the parts that remain."""

    documents: tuple[str, ...]
    is_whole: bool
    share: float
    parts: tuple[PartCovered, ...]
    uncovered: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Shares of each document for each part, unknown ones as -1, and what each covers as bits."""

    numbers: tuple[str, ...]
    shares: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...]
    bits: tuple[int, ...]

    def covered(self, docs: Iterable[int]) -> int:
        """The parts documents cover together, as bits."""
        bits = 0
        for doc in docs:
            bits |= self.bits[doc]
        return bits

    def strength(self, docs: Sequence[int]) -> float:
        """The mean of the best shares."""
        whole = sum(self.weights) or 1.0
        best = (max(max(self.shares[doc][part] for doc in docs), 0.0) for part in range(len(self.weights)))
        return sum(share * weight for share, weight in zip(best, self.weights, strict=True)) / whole


def combinations_of(coverage: Coverage, *, most: int = MOST_TOGETHER) -> tuple[Combination, ...]:
    """Answer the combinations worth reading: the smallest that cover every part, the strongest first; where none does,
    the best one of each size that covers more than the smaller ones.

    Every combination of up to 60 documents is looked at; of more documents, those that a greedy choice takes and those
    that cover most. A document that adds nothing to the others is in no combination.
    """
    grid = _grid(coverage)
    chosen = _worth_trying(grid, most)
    every = (1 << len(grid.weights)) - 1
    found: list[tuple[int, ...]] = []
    reached = 0
    for size in range(1, most + 1):
        sets = list(_minimal(grid, chosen, size))
        whole = [docs for docs in sets if grid.covered(docs) == every]
        if whole:
            found = sorted(whole, key=lambda docs: -grid.strength(docs))[:MOST_SHOWN]
            break
        best = max(sets, key=lambda docs: (grid.covered(docs).bit_count(), grid.strength(docs)), default=())
        if best and grid.covered(best).bit_count() > reached:
            reached = grid.covered(best).bit_count()
            found.append(best)
    return tuple(_told(coverage, grid, docs) for docs in found)


def _grid(coverage: Coverage) -> _Grid:
    shares = tuple(
        tuple(-1.0 if part.share is None else part.share for part in document.parts) for document in coverage.documents
    )
    bits = tuple(sum(1 << place for place, share in enumerate(row) if share >= COVERED) for row in shares)
    return _Grid(tuple(one.publication_number for one in coverage.documents), shares, coverage.weights, bits)


def _worth_trying(grid: _Grid, most: int) -> list[int]:
    able = [doc for doc in range(len(grid.numbers)) if grid.bits[doc]]
    if len(able) <= MOST_EXACT:
        return able
    greedy: list[int] = []
    while len(greedy) < most:
        covered = grid.covered(greedy)
        greedy.append(max(able, key=lambda doc: (_added(grid, doc, covered), grid.strength([*greedy, doc]))))
        able.remove(greedy[-1])
    strongest = sorted(able, key=lambda doc: (-grid.bits[doc].bit_count(), -grid.strength([doc])))
    return sorted([*greedy, *strongest][:MOST_EXACT])


def _added(grid: _Grid, doc: int, covered: int) -> int:
    return (grid.bits[doc] & ~covered).bit_count()


def _minimal(grid: _Grid, docs: Sequence[int], size: int) -> Iterator[tuple[int, ...]]:
    """The sets of a size in which every document covers a part that no other does."""
    for chosen in combinations(docs, size):
        covered = grid.covered(chosen)
        if all(grid.covered(other for other in chosen if other != doc) != covered for doc in chosen):
            yield chosen


def _told(coverage: Coverage, grid: _Grid, docs: Sequence[int]) -> Combination:
    order = sorted(docs, key=lambda doc: (-grid.bits[doc].bit_count(), -grid.strength([doc]), doc))
    parts = tuple(_part(part.label, place, grid, order) for place, part in enumerate(coverage.parts))
    return Combination(
        documents=tuple(grid.numbers[doc] for doc in order),
        is_whole=all(part.by is not None for part in parts),
        share=round(grid.strength(order), 4),
        parts=parts,
        uncovered=tuple(part.label for part in parts if part.by is None and not part.is_unknown),
        unknown=tuple(part.label for part in parts if part.is_unknown),
    )


def _part(label: str, place: int, grid: _Grid, order: Sequence[int]) -> PartCovered:
    best = max(order, key=lambda doc: grid.shares[doc][place])
    share = grid.shares[best][place]
    return PartCovered(
        label=label,
        by=grid.numbers[best] if share >= COVERED else None,
        share=None if share < 0 else share,
        is_unknown=share < 0,
    )
