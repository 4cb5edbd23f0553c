"""Regions in time: whether one is in the table on a day, and whether it still is the same piece of ground.

A region is what its address patterns and postcodes say, with those of everything in it. Another name, another parent
or a division into parts that together are the same patterns does not move its bounds; other patterns do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from patentry.parties import RegionTree
from patentry.statistics.attribution import Area
from patentry.wording import Refusal

TreeOn = Callable[[date], RegionTree]
NOT_THERE, CHANGED = "note.region_not_there", "note.region_changed"


def area_on(tree_on: TreeOn, region: str, day: date, *, all_regions: Mapping[str, str]) -> Area:
    """Answer a region as a figure sees it on a day. Raises `Refusal` for one that the table has not, or not then."""
    tree = tree_on(day)
    if region not in tree.regions:
        code = "region.not_then" if region in all_regions else "region.unknown"
        raise Refusal(code, region=region, on=day, known=", ".join(sorted(tree.regions)) or "—")
    return Area(region, tree.descendants(region), tree.ancestors(region))


@dataclass(frozen=True, slots=True)
class Bounds:
    """One region by day."""

    tree_on: TreeOn
    region: str

    def notes(self, day: date, *, compared_with: Iterable[date]) -> tuple[str, ...]:
        """Answer what is to be said of a value on a day whose growth looks back to others."""
        tree = self.tree_on(day)
        if self.region not in tree.regions:
            return (NOT_THERE,)
        # Most days have the tree of their neighbours, where nothing can have changed.
        others = [then for then in map(self.tree_on, compared_with) if then is not tree and self.region in then.regions]
        if not others:
            return ()
        now = self._ground(tree)
        return (CHANGED,) if any(self._ground(then) != now for then in others) else ()

    def is_there(self, day: date) -> bool:
        """Answer whether the region is in the table on a day."""
        return self.region in self.tree_on(day).regions

    def _ground(self, tree: RegionTree) -> frozenset[str]:
        rows = [tree.regions[inner] for inner in tree.descendants(self.region)]
        texts = (part for row in rows for text in (row.address_patterns, row.postcodes) for part in _parts(text))
        return frozenset(texts)


def _parts(text: str) -> Iterable[str]:
    return filter(None, (part.strip() for part in re.split("[;；]", text)))
