"""What opened statistics answer to whoever looks around: regions, what others published, the map, and portraits."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from patentry.corpus import Home, Snapshot
from patentry.records import Population, PublishedFigure
from patentry.statistics.portraits import Portraits
from patentry.statistics.reference import Reference
from patentry.statistics.region_map import RegionMap, map_changed_at, read_map
from patentry.statistics.results import RegionInfo


class Exploring(Portraits):
    """The part of `Statistics` that is for looking around."""

    _snapshot: Snapshot
    _reference: Reference

    def regions(self) -> tuple[RegionInfo, ...]:
        """Answer the regions of the table, in its order; one that was renamed by its last name."""
        return self._reference.infos

    def ancestors(self, region: str, *, on: date) -> tuple[str, ...]:
        """Answer the regions a region lies in on a day, nearest first."""
        return self._reference.locator.tree(on).ancestors(region)

    def published(self, figure: str | None = None) -> tuple[PublishedFigure, ...]:
        """Answer the published figures, all or of one kind."""
        return tuple(row for row in self._reference.published if figure is None or row.figure == figure)

    def populations(self, region: str) -> tuple[Population, ...]:
        """Answer the populations of a region."""
        return tuple(row for row in self._reference.populations if row.region == region)

    def region_map(self) -> RegionMap | None:
        """Answer the operator's map of regions, None where there is none. Raises `Refusal` for one that is wrong."""
        home = self._snapshot.home
        known = frozenset(row.region for row in self._reference.regions)
        return _read(home, known, map_changed_at(home))


@lru_cache(maxsize=4)
def _read(home: Home, known: frozenset[str], _changed_at: int | None) -> RegionMap | None:
    """A map is read once as long as its file stays the same."""
    return read_map(home, known=known)
