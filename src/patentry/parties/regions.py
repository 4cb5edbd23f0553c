"""The tree of regions: which contains which, and which one an address names on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from patentry.parties.addresses import (
    Pattern,
    has_street,
    names_another_place,
    normalise,
    parse_patterns,
    province_of,
)
from patentry.records import Region


@dataclass(frozen=True, slots=True)
class Named:
    """What an address says: the deepest region it names (None: none of ours), whether it leaves the place open
    further down, and the pattern that decided."""

    region: str | None
    is_open: bool
    evidence: str


class RegionTree:
    """Regions valid on a day. A patent in a region counts in all of its `ancestors`."""

    def __init__(self, regions: Iterable[Region], *, on: date) -> None:
        valid = [
            r
            for r in regions
            if (r.valid_from is None or r.valid_from <= on) and (r.valid_to is None or on < r.valid_to)
        ]
        self.regions = {r.region: r for r in valid}
        self.children: dict[str, list[str]] = {}
        for row in valid:
            if row.parent in self.regions:
                self.children.setdefault(str(row.parent), []).append(row.region)
        self._patterns: list[tuple[int, str, Pattern]] = [
            (len(self.ancestors(row.region)), row.region, pattern)
            for row in valid
            for pattern in parse_patterns(row.address_patterns)
        ]
        self._named: dict[str, Named] = {}
        self._postcodes = [
            (len(self.ancestors(row.region)), row.region, code.strip())
            for row in valid
            for code in row.postcodes.replace("；", ";").split(";")
            if code.strip()
        ]

    def ancestors(self, region: str) -> tuple[str, ...]:
        """Answer the regions containing this one, nearest first. A ring in the table ends where it closes."""
        found: list[str] = []
        parent = self.regions[region].parent if region in self.regions else None
        while parent in self.regions and parent not in found and parent != region:
            found.append(str(parent))
            parent = self.regions[str(parent)].parent
        return tuple(found)

    def descendants(self, region: str) -> tuple[str, ...]:
        """Answer the region itself and everything in it."""
        found, waiting = [], [region]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.append(current)
                waiting.extend(self.children.get(current, ()))
        return tuple(found)

    def named_by(self, address: str) -> Named:
        """Answer which region an address names.

        The deepest matching region wins, among equals the stronger pattern; two regions equally well named leave
        the place open between them, settled in what contains both. An address that begins with a province none of
        our matching regions names is elsewhere.
        """
        known = self._named.get(address)
        if known is None:
            known = self._named[address] = self._read(normalise(address))
        return known

    def _read(self, text: str) -> Named:
        hits = [(depth, p.strength, region, p) for depth, region, p in self._patterns if p.matches(text)]
        if not hits:
            return Named(None, not names_another_place(text), "")
        province = province_of(text)
        ours = any(province in normalise(hit[3].text) for hit in hits) if province else True
        if province is not None and not ours and self._names_any_province():
            return Named(None, False, province)
        best = max(hit[:2] for hit in hits)
        winners = {hit[2]: hit[3] for hit in hits if hit[:2] == best}
        if len(winners) > 1:
            return Named(self._common(list(winners)), True, " / ".join(p.text for p in winners.values()))
        region, pattern = next(iter(winners.items()))
        is_open = bool(self.children.get(region)) and not has_street(_beyond(text, pattern))
        return Named(region, is_open, pattern.text)

    def _common(self, regions: list[str]) -> str | None:
        """The deepest region that contains them all."""
        first, *others = (self.ancestors(region) for region in regions)
        return next((region for region in first if all(region in other for other in others)), None)

    def _names_any_province(self) -> bool:
        return any(province_of(normalise(pattern.text)) for _, _, pattern in self._patterns)

    def named_by_postcode(self, postcode: str) -> str | None:
        """Answer the deepest region with this postcode; `1001*` in the table stands for all that begin so."""
        hits = [
            (depth, region)
            for depth, region, code in self._postcodes
            if code == postcode or (code.endswith("*") and postcode.startswith(code[:-1]))
        ]
        deepest = {region for depth, region in hits if depth == max(h[0] for h in hits)} if hits else set()
        return deepest.pop() if len(deepest) == 1 else None


def _beyond(text: str, pattern: Pattern) -> str:
    """What an address says beyond the key words that named the region: 创新园 alone is no street."""
    for word in pattern.text.split("+"):
        text = text.replace(normalise(word), "")
    return text
