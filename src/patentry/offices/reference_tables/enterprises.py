"""The format `enterprises`: who is seated in a region."""

from __future__ import annotations

from functools import cached_property

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.validity import read_validity, required
from patentry.offices.tabular.cells import split_symbols
from patentry.offices.tabular.codes import read_uscc
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.row import Row
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import Enterprise


class Enterprises(TabularFormat):
    """Rows of `name,uscc,address,region,tags,valid_from,valid_to`."""

    name = "enterprises"
    needs = (frozenset({"name"}), frozenset({"region"}), frozenset({"uscc", "address", "tags", "valid_from"}))
    refuses = frozenset({"number"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one enterprise; a code that cannot be one is left out with a warning."""
        begins, ends = read_validity(row)
        batch.reference.append(
            Enterprise(
                name=required(row, "name", "name_missing"),
                uscc=read_uscc(row),
                address=row.optional("address"),
                region=required(row, "region", "region_missing"),
                tags=split_symbols(row.text("tags")),
                valid_from=begins,
                valid_to=ends,
            )
        )
        batch.documents += 1
