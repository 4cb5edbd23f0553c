"""The format `cnipa_fee_list`: one fee a row."""

from __future__ import annotations

from functools import cached_property

from patentry.offices.fees.words import LAST_YEAR, status_of_fee, year_of_fee
from patentry.offices.reading import Batch
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.identity import read_number
from patentry.offices.tabular.money import Money, read_money
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import FeeFact, FeeStatus


class CnipaFeeList(TabularFormat):
    """Rows of 申请号, 费用种类, 应缴金额, 缴费截止日, 状态."""

    name = "cnipa_fee_list"
    needs = (
        frozenset({"number"}),
        frozenset({"kind"}),
        frozenset({"amount", "due", "paid_on", "paid_amount", "status"}),
    )

    @cached_property
    def headings(self) -> Headings:
        """The headings in `headings.csv`."""
        return load_headings(__package__)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one fee; without a number or a kind, or with a due date that is no day, it is refused."""
        number = row.parsed("number", read_number, missing="number_missing")
        kind = row.text("kind")
        if not kind:
            raise RowRefusedError("fee_kind_missing", "kind", "")
        paid_on = row.day("paid_on")
        money = _money(row, "amount") or _money(row, "paid_amount") or None
        surcharge = _money(row, "surcharge")
        begins, ends = row.day("window_from"), row.day("window_to")
        if begins and ends and ends < begins:
            raise RowRefusedError("validity_reversed", "window_to", str(ends))
        fact = FeeFact(
            number=number.number,
            kind=kind,
            year=_year(row, kind),
            amount=money.amount if money else None,
            currency=_currency(row, money),
            due=row.day("due", decides=True),
            window_from=begins,
            window_to=ends,
            status=_status(row, is_paid=paid_on is not None),
            paid_on=paid_on,
            payer=row.optional("payer"),
            surcharge=surcharge.amount if surcharge else None,
        )
        batch.reference.append(fact)
        batch.documents += 1


def _money(row: Row, field: str) -> Money | None:
    """An amount that cannot be read is left out with a warning: the fee and its day still count."""
    text = row.text(field)
    if not text:
        return None
    try:
        return read_money(text)
    except CellError as error:
        row.warn(error.code, field, error.value)
        return None


def _currency(row: Row, money: Money | None) -> str:
    """What the amount says, else the column of currencies, else yuan: the list is the Chinese office's."""
    if money is not None and money.currency:
        return money.currency
    stated = row.text("currency")
    if not stated:
        return "CNY"
    try:
        return read_money("1", unit=stated).currency or "CNY"
    except CellError:
        return stated


def _year(row: Row, kind: str) -> int | None:
    digits = row.text("year").strip("第年度 ")
    if digits.isascii() and digits.isdigit() and 1 <= int(digits[:4]) <= LAST_YEAR:
        return int(digits)
    return year_of_fee(kind)


def _status(row: Row, *, is_paid: bool) -> FeeStatus:
    """The word of the row; without one a day of payment says paid."""
    text = row.text("status")
    if not text:
        return FeeStatus.PAID if is_paid else FeeStatus.UNKNOWN
    status = status_of_fee(text)
    if status is None:
        row.warn("fee_status_unknown", "status", text)
        return FeeStatus.UNKNOWN
    return status
