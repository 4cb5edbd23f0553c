"""The format `corrections`: dated corrections of single patents, each with its reason."""

from __future__ import annotations

import csv
from functools import cache, cached_property
from importlib.resources import files

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.validity import required
from patentry.offices.tabular.cells import CellError, parse_date
from patentry.offices.tabular.headings import Headings, load_headings, squeeze_heading
from patentry.offices.tabular.identity import read_number
from patentry.offices.tabular.right_types import right_type_of
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import Correction

_DATES = frozenset({"filing_date", "grant_date", "expires_on"})


class Corrections(TabularFormat):
    """Rows of `number,field,value,valid_from,reason`."""

    name = "corrections"
    needs = (frozenset({"number"}), frozenset({"field"}), frozenset({"value"}))

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one correction; its field must be one that can be corrected, and a reason must be given."""
        number = row.parsed("number", read_number, missing="number_missing")
        stated = row.text("field")
        field = _fields().get(squeeze_heading(stated))
        if field is None:
            raise RowRefusedError("correction_field_unknown", "field", stated)
        batch.reference.append(
            Correction(
                number=number.number,
                field=field,
                value=_value(field, required(row, "value", "correction_value_missing")),
                valid_from=row.day("valid_from"),
                reason=required(row, "reason", "reason_missing"),
            )
        )
        batch.documents += 1


@cache
def _fields() -> dict[str, str]:
    text = files(__package__).joinpath("correction_fields.csv").read_text(encoding="utf-8")
    return {squeeze_heading(row["spelling"]): row["field"] for row in csv.DictReader(text.splitlines())}


def _value(field: str, text: str) -> str:
    """A date in ISO form, a right type by its code, anything else as written."""
    if field == "right_type":
        right = right_type_of(text)
        if right is None:
            raise RowRefusedError("type_unknown", "value", text)
        return right.value
    if field not in _DATES:
        return text
    try:
        return str(parse_date(text) or "")
    except CellError as error:
        raise RowRefusedError(error.code, "value", error.value) from error
