"""A database's export as a sheet: its headings, its spelling, one record a row."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from patentry.offices.database_exports.record import record_of
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.reading import Batch
from patentry.offices.tabular.contradictions import PatentWatch
from patentry.offices.tabular.headings import Heading, Headings, load_headings, squeeze_heading
from patentry.offices.tabular.row import Row
from patentry.offices.tabular.table_format import TabularFormat, Watch


class ExportFormat(TabularFormat):
    """What the sheet exports share. A format names its spelling and the headings that only this database writes."""

    spelling: ClassVar[Spelling]
    signature: ClassVar[tuple[frozenset[str], ...]]
    """Of each group one heading must be there (squeezed): those that tell this database from others."""
    needs = (frozenset({"publication_number", "application_number"}),)
    year_last = True
    keeps_damaged = True
    counts_cells = True

    @cached_property
    def headings(self) -> Headings:
        """The headings in the format's `headings.csv`."""
        return load_headings(type(self).__module__.rpartition(".")[0])

    def _is_ours(self, heading: Heading) -> bool:
        names = {squeeze_heading(name) for name in heading.names}
        return super()._is_ours(heading) and all(names & group for group in self.signature)

    def watch(self) -> Watch | None:
        """Rows of one publication must agree on its filing date."""
        return PatentWatch()

    def take(self, row: Row, batch: Batch) -> None:
        """Take one row."""
        batch.records.append(record_of(row, self.spelling))
        batch.documents += 1


def heading_group(*names: str) -> frozenset[str]:
    """Answer headings, squeezed, of which one must be there."""
    return frozenset(map(squeeze_heading, names))
