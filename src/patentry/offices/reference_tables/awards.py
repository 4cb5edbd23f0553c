"""The format `awards`: prizes that patents received."""

from __future__ import annotations

from functools import cached_property

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.validity import required
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.identity import read_number
from patentry.offices.tabular.row import Row
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import Award


class Awards(TabularFormat):
    """Rows of `number,award,level,session,awarded_on,source`."""

    name = "awards"
    needs = (frozenset({"number"}), frozenset({"award"}))
    refuses = frozenset({"contract_number", "patent_list"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one award of one patent."""
        number = row.parsed("number", read_number, missing="number_missing")
        batch.reference.append(
            Award(
                number=number.number,
                award=required(row, "award", "award_missing"),
                level=row.text("level"),
                session=row.text("session"),
                awarded_on=row.day("awarded_on"),
                source=row.text("source"),
            )
        )
        batch.documents += 1
