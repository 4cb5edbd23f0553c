"""The reference rows of a snapshot that figures need: regions, populations, published values."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from patentry.corpus import DuckEngine, Snapshot
from patentry.parties import Locator
from patentry.records import Population, PublishedFigure, Region
from patentry.records.schemas import SHAPES
from patentry.statistics.results import RegionInfo

_TABLES = ("regions", "populations", "published")
_OWN = "EXCLUDE (key, digest, file, added_in, place)"


class Reference:
    """The current reference rows of one snapshot, read when somebody first asks for them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def _engine(self) -> DuckEngine:
        engine = DuckEngine(memory_limit="256MB", threads=1)
        for name in _TABLES:
            engine.add_files(f"all_{name}", self._snapshot.uris(name), SHAPES[name].schema, added=SHAPES[name].added)
            engine.sql(
                f"""CREATE TABLE {name} AS SELECT * {_OWN} FROM all_{name}
                    QUALIFY row_number() OVER (PARTITION BY key ORDER BY place DESC) = 1"""
            )
        return engine

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The nodes of the tree of regions, in the order of the table."""
        return tuple(Region(**row) for row in self._engine.sql("SELECT * FROM regions").to_pylist())

    @cached_property
    def infos(self) -> tuple[RegionInfo, ...]:
        """The regions, each once, under the name it had last."""
        last: dict[str, Region] = {}
        for row in self.regions:
            kept = last.get(row.region)
            if kept is None or (row.valid_from or date.min) >= (kept.valid_from or date.min):
                last[row.region] = row
        return tuple(
            RegionInfo(region=row.region, parent=row.parent, name_zh=row.name_zh, name_en=row.name_en, kind=row.kind)
            for row in last.values()
        )

    @cached_property
    def locator(self) -> Locator:
        """The trees of regions by day."""
        return Locator(regions=list(self.regions), enterprises=[])

    @cached_property
    def published(self) -> tuple[PublishedFigure, ...]:
        """Every published figure."""
        rows = self._engine.sql("SELECT * FROM published ORDER BY figure, region, date, source").to_pylist()
        return tuple(PublishedFigure(**row) for row in rows)

    @cached_property
    def populations(self) -> tuple[Population, ...]:
        """Every population."""
        rows = self._engine.sql("SELECT * FROM populations ORDER BY region, date").to_pylist()
        return tuple(Population(**row) for row in rows)
