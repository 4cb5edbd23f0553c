"""The format `regions`: the tree of regions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.validity import read_validity, required
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import Region

_COMPARED = 20
"""Earlier rows of the same region that a row is compared with."""


@dataclass(slots=True)
class _RegionBatch(Batch):
    seen: dict[str, list[Region]] = field(default_factory=dict)


class Regions(TabularFormat):
    """Rows of `region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to`."""

    name = "regions"
    rows_per_chunk = 100_000
    needs = (
        frozenset({"region"}),
        frozenset({"name_zh", "name_en"}),
        frozenset({"parent", "address_patterns"}),
    )

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def new_batch(self) -> Batch:
        """Answer a batch that knows the rows of each region."""
        return _RegionBatch()

    def take(self, row: Row, batch: Batch) -> None:
        """Take one node; a region that repeats with an overlapping validity is kept with a warning."""
        assert isinstance(batch, _RegionBatch)
        name = required(row, "region", "region_missing")
        parent = row.optional("parent")
        if parent == name:
            raise RowRefusedError("region_own_parent", "parent", name)
        begins, ends = read_validity(row)
        region = Region(
            region=name,
            parent=parent,
            name_zh=row.text("name_zh"),
            name_en=row.text("name_en"),
            kind=row.text("kind"),
            address_patterns=row.text("address_patterns"),
            postcodes=row.text("postcodes"),
            valid_from=begins,
            valid_to=ends,
        )
        earlier = batch.seen.setdefault(name, [])
        if any(_overlap(region, other) for other in earlier[-_COMPARED:]):
            row.warn("region_repeated", "region", name)
        earlier.append(region)
        batch.reference.append(region)
        batch.documents += 1


def _overlap(one: Region, other: Region) -> bool:
    return (one.valid_from or date.min) < (other.valid_to or date.max) and (other.valid_from or date.min) < (
        one.valid_to or date.max
    )
