"""The format `populations`: how many people live in a region on a date."""

from __future__ import annotations

from functools import cached_property

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.units import Quantity, Unit, read_quantity, unit_of
from patentry.offices.reference_tables.validity import required
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import Population

_VALUES = {"value": "", "value_10k": "万人", "value_persons": "人"}
"""Columns of the value, and the unit that the heading itself says."""


class Populations(TabularFormat):
    """Rows of `region,date,value,unit,kind,source,published_on,supersedes`; the value is kept in persons."""

    name = "populations"
    needs = (frozenset({"region"}), frozenset({"date"}), frozenset(_VALUES))
    refuses = frozenset({"figure"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one population; zero, less than zero, or a number without a unit is refused."""
        region = required(row, "region", "region_missing")
        day = row.day("date", decides=True)
        if day is None:
            raise RowRefusedError("date_missing", "date", "")
        field = next((name for name in _VALUES if row.text(name)), "value")
        quantity = row.parsed(field, read_quantity, missing="number_field_unreadable")
        unit = _unit(row, field, quantity)
        if quantity.number <= 0:
            raise RowRefusedError("population_zero", field, row.text(field))
        population = Population(
            region=region,
            date=day,
            value=float(quantity.number * unit.factor),
            stated_value=row.text(field),
            unit=row.text("unit") or _VALUES[field] or quantity.unit,
            kind=row.text("kind"),
            source=row.text("source"),
            published_on=row.day("published_on"),
            supersedes=row.optional("supersedes"),
        )
        batch.reference.append(population)
        batch.documents += 1


def _unit(row: Row, field: str, quantity: Quantity) -> Unit:
    """The unit of the column, the heading or the cell; two that differ refuse the row, and so does none."""
    stated = [text for text in (row.text("unit"), _VALUES[field], quantity.unit) if text]
    if not stated:
        raise RowRefusedError("population_unit_missing", "unit", "")
    units = {unit_of(text) for text in stated}
    unit = units.pop()
    if units or unit is None or unit.measures != "people":
        raise RowRefusedError("population_unit_unknown", "unit", " / ".join(stated))
    return unit
