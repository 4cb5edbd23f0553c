"""The format `published`: figures that somebody published."""

from __future__ import annotations

import csv
from functools import cache, cached_property
from importlib.resources import files

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.units import read_quantity, unit_of
from patentry.offices.reference_tables.validity import required
from patentry.offices.tabular.headings import Headings, load_headings, squeeze_heading
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import PublishedFigure


class Published(TabularFormat):
    """Rows of `region,figure,date,value,unit,source,published_on,scope`; 万件 becomes 件, times ten thousand."""

    name = "published"
    needs = (frozenset({"region"}), frozenset({"figure"}), frozenset({"date"}), frozenset({"value"}))

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one figure. A unit that is in no table is kept as written; a missing one is a warning."""
        day = row.day("date", decides=True)
        if day is None:
            raise RowRefusedError("date_missing", "date", "")
        quantity = row.parsed("value", read_quantity, missing="number_field_unreadable")
        stated = row.text("unit") or quantity.unit
        unit = unit_of(stated)
        if row.text("unit") and quantity.unit and unit_of(quantity.unit) != unit:
            raise RowRefusedError("published_unit_contradicts", "unit", f"{quantity.unit} / {stated}")
        if not stated:
            row.warn("published_unit_missing", "unit", row.text("value"))
        batch.reference.append(
            PublishedFigure(
                region=required(row, "region", "region_missing"),
                figure=required(row, "figure", "figure_missing"),
                date=day,
                value=float(quantity.number * (unit.factor if unit else 1)),
                unit=unit.unit if unit else stated,
                source=row.text("source"),
                published_on=row.day("published_on"),
                scope=_scope(row),
            )
        )
        batch.documents += 1


def _scope(row: Row) -> str | None:
    """Whose patents the figure counts, in our word; another word is left out with a warning."""
    text = row.text("scope")
    if not text:
        return None
    scope = _scopes().get(squeeze_heading(text))
    if scope is None:
        row.warn("scope_unknown", "scope", text)
    return scope


@cache
def _scopes() -> dict[str, str]:
    text = files(__package__).joinpath("scopes.csv").read_text(encoding="utf-8")
    return {squeeze_heading(row["spelling"]): row["scope"] for row in csv.DictReader(text.splitlines())}
