"""Where a party is seated, piece by piece in time, and what decided it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from patentry.parties.addresses import POSTCODE, normalise
from patentry.parties.regions import RegionTree
from patentry.records import Enterprise, Party, Region

BEGINNING = date(1, 1, 1)
END = date(9999, 12, 31)


class Place(StrEnum):
    """What decided a place: the address on the record first; the list only for what the address leaves open."""

    ADDRESS = "address"
    LIST = "list"
    POSTCODE = "postcode"
    CORRECTION = "correction"
    ELSEWHERE = "elsewhere"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Placement:
    """A party's region in [start, end). `is_open`: the region is as deep as the files settle, it may lie further
    down; with no region at all and `is_open` the place is unknown."""

    start: date
    end: date
    region: str | None
    is_open: bool
    basis: Place
    evidence: str


class Locator:
    """Answers where parties are seated, by the regions and the enterprise list of one snapshot."""

    def __init__(self, *, regions: Iterable[Region], enterprises: Iterable[Enterprise]) -> None:
        self._regions = tuple(regions)
        self._listed: dict[str, list[Enterprise]] = {}
        for row in enterprises:
            for key in {normalise(row.name), row.uscc or ""} - {""}:
                self._listed.setdefault(key, []).append(row)
        self._trees: dict[date, RegionTree] = {}
        self._boundaries = sorted({d for r in self._regions for d in (r.valid_from, r.valid_to) if d is not None})

    def tree(self, on: date) -> RegionTree:
        """Answer the tree of regions as it stood on a day."""
        start = max((d for d in self._boundaries if d <= on), default=BEGINNING)
        if start not in self._trees:
            self._trees[start] = RegionTree(self._regions, on=start)
        return self._trees[start]

    def placements_of(self, party: Party) -> tuple[Placement, ...]:
        """Answer where a party with this name and address is seated, in pieces that cover all of time."""
        listed = self._listed_as(party)
        own = {d for row in listed for d in (row.valid_from, row.valid_to) if d is not None}
        edges = [BEGINNING, *sorted({*self._boundaries, *own} - {BEGINNING, END}), END]
        pieces = [self._placed(party, listed, start, end) for start, end in pairwise(edges)]
        return _joined(pieces)

    def _listed_as(self, party: Party) -> list[Enterprise]:
        by_code = self._listed.get(party.uscc or "", [])
        return by_code or self._listed.get(normalise(party.name), [])

    def _placed(self, party: Party, listed: list[Enterprise], start: date, end: date) -> Placement:
        tree = self.tree(start)
        if party.country not in (None, "", "CN") and not party.address:
            return Placement(start, end, None, False, Place.ELSEWHERE, str(party.country))
        named = tree.named_by(party.address) if party.address else None
        if named is not None and not named.is_open:
            basis = Place.ADDRESS if named.region else Place.ELSEWHERE
            return Placement(start, end, named.region, False, basis, named.evidence)
        known = named.region if named else None
        allowed = set(tree.descendants(known)) - {known} if known else set(tree.regions)
        for row in listed:
            valid = (row.valid_from is None or row.valid_from <= start) and (
                row.valid_to is None or start < row.valid_to
            )
            if valid and row.region in allowed:
                return Placement(start, end, row.region, False, Place.LIST, row.name)
        code = party.postcode or (m[1] if party.address and (m := POSTCODE.match(party.address)) else None)
        by_code = tree.named_by_postcode(code) if code else None
        if by_code in allowed:
            return Placement(start, end, by_code, False, Place.POSTCODE, str(code))
        basis = Place.ADDRESS if known else Place.UNRESOLVED
        return Placement(start, end, known, True, basis, named.evidence if named else "")


def _joined(pieces: list[Placement]) -> tuple[Placement, ...]:
    joined = pieces[:1]
    for piece in pieces[1:]:
        last = joined[-1]
        if (last.region, last.is_open, last.basis, last.evidence) == (
            piece.region,
            piece.is_open,
            piece.basis,
            piece.evidence,
        ):
            joined[-1] = Placement(last.start, piece.end, *_rest(last))
        else:
            joined.append(piece)
    return tuple(joined)


def _rest(piece: Placement) -> tuple[str | None, bool, Place, str]:
    return piece.region, piece.is_open, piece.basis, piece.evidence
