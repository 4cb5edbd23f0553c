"""The format `pledges`: patents in registered pledge contracts, with the money behind them."""

from __future__ import annotations

from functools import cached_property

from patentry.offices.reading import Batch
from patentry.offices.reference_tables.validity import read_validity
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.headings import Headings, load_headings, squeeze_heading
from patentry.offices.tabular.identity import read_number
from patentry.offices.tabular.money import Money, read_money
from patentry.offices.tabular.row import Row
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import Pledge

_AMOUNTS = {"amount": "", "amount_cny": "元", "amount_10k": "万元"}
"""Columns of the amount, and the unit that the heading itself says."""
_OF = {"合同": "contract", "contract": "contract", "专利": "patent", "单件": "patent", "patent": "patent"}


class Pledges(TabularFormat):
    """Rows of `number,contract_number,registered_on,released_on,amount,unit,amount_of,pledgor,pledgee,source`."""

    name = "pledges"
    needs = (
        frozenset({"number"}),
        frozenset({"contract_number", "pledgor", "pledgee"}),
        frozenset({*_AMOUNTS, "registered_on", "released_on"}),
    )
    refuses = frozenset({"patent_list"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one patent of a contract; an amount that cannot be read is left out with a warning."""
        number = row.parsed("number", read_number, missing="number_missing")
        begins, ends = read_validity(row, begins="registered_on", ends="released_on")
        money = _money(row)
        batch.reference.append(
            Pledge(
                number=number.number,
                contract_number=row.optional("contract_number"),
                registered_on=begins,
                released_on=ends,
                amount=money.amount if money else None,
                currency=(money.currency if money else None) or "CNY",
                amount_of=_amount_of(row),
                pledgor=row.optional("pledgor"),
                pledgee=row.optional("pledgee"),
                source=row.text("source"),
            )
        )
        batch.documents += 1


def _money(row: Row) -> Money | None:
    """The amount in yuan or its own currency. A bare number without any unit is no amount: 元 or 万元?"""
    field = next((name for name in _AMOUNTS if row.text(name)), None)
    if field is None:
        return None
    text, unit = row.text(field), row.text("unit") or _AMOUNTS[field]
    try:
        money = read_money(text, unit=unit)
    except CellError as error:
        row.warn(error.code, field, error.value)
        return None
    if money.currency is None:
        row.warn("money_unit_missing", field, text)
        return None
    return money


def _amount_of(row: Row) -> str:
    text = row.text("amount_of")
    found = _OF.get(squeeze_heading(text), "")
    if text and not found:
        row.warn("amount_of_unknown", "amount_of", text)
    return found
