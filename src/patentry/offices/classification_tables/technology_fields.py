"""The format `technology_fields`: WIPO's technology fields by IPC, as published."""

from __future__ import annotations

from functools import cached_property

from patentry.classes import PatternError, parse_pattern
from patentry.offices.reading import Batch
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import TechnologyField

LAST_FIELD = 99


class TechnologyFields(TabularFormat):
    """Rows of `field,sector,name,ipc,updated_on`; WIPO's own headings are known, its French and Spanish not read."""

    name = "technology_fields"
    needs = (frozenset({"field"}), frozenset({"name"}), frozenset({"ipc"}))
    refuses = frozenset({"number"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one place of one field; a place that is none refuses the row."""
        number = row.text("field")
        if not (number.isascii() and number.isdigit() and 0 < int(number[:4]) <= LAST_FIELD):
            raise RowRefusedError("number_field_unreadable", "field", number)
        try:
            place = parse_pattern(row.text("ipc")).text
        except PatternError as error:
            raise RowRefusedError("class_pattern_unreadable", "ipc", row.text("ipc")) from error
        batch.reference.append(
            TechnologyField(
                field=int(number),
                sector=row.text("sector"),
                name=row.text("name"),
                ipc=place,
                updated_on=row.text("updated_on"),
            )
        )
        batch.documents += 1
