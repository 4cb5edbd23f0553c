"""The format `implementations`: patents that are put into practice, as a list says."""

from __future__ import annotations

from functools import cached_property

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.validity import read_validity
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.identity import read_number
from patentry.offices.tabular.row import Row
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import Implementation


class Implementations(TabularFormat):
    """Rows of `number,product,since,until,basis,source`."""

    name = "implementations"
    needs = (frozenset({"number"}), frozenset({"since", "basis"}))
    refuses = frozenset({"contract_number", "patent_list"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one product of one patent."""
        number = row.parsed("number", read_number, missing="number_missing")
        begins, ends = read_validity(row, begins="since", ends="until")
        batch.reference.append(
            Implementation(
                number=number.number,
                product=row.optional("product"),
                since=begins,
                until=ends,
                basis=row.text("basis"),
                source=row.text("source"),
            )
        )
        batch.documents += 1
