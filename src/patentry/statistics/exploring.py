"""What opened statistics answer to whoever looks around in them: the map of regions, and portraits."""

from __future__ import annotations

from functools import lru_cache

from patentry.corpus import Home, Snapshot
from patentry.statistics.portraits import Portraits
from patentry.statistics.reference import Reference
from patentry.statistics.region_map import RegionMap, map_changed_at, read_map


class Exploring(Portraits):
    """The part of `Statistics` that is for looking around."""

    _snapshot: Snapshot
    _reference: Reference

    def region_map(self) -> RegionMap | None:
        """Answer the operator's map of regions, None where there is none. Raises `Refusal` for one that is wrong."""
        home = self._snapshot.home
        known = frozenset(row.region for row in self._reference.regions)
        return _read(home, known, map_changed_at(home))


@lru_cache(maxsize=4)
def _read(home: Home, known: frozenset[str], _changed_at: int | None) -> RegionMap | None:
    """A map is read once as long as its file stays the same."""
    return read_map(home, known=known)
