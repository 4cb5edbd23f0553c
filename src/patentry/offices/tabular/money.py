"""Amounts of money in cells, brought to single units of their currency: 万元 is ten thousand yuan."""

from __future__ import annotations

import csv
import re
import unicodedata
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from patentry.offices.tabular.cells import CellError

_AMOUNT = re.compile(r"(\D*?)(\d{1,15}(?:\.\d{1,6})?)(\D*)")
_GROUPED = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")
_MARKS = str.maketrans("", "", "¥￥ :：()（）")


class Money(NamedTuple):
    """An amount in single units; `currency` is None where the cell names none."""

    amount: float
    currency: str | None


def read_money(text: str, *, unit: str = "") -> Money:
    """Answer the amount of a cell; `unit` is what the heading or a column beside it says (万元).

    A unit in the cell wins over the one beside it. Raises `CellError` (`money_unreadable`) for what is no amount, is
    negative, or carries a unit that is in no table.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    match = _AMOUNT.fullmatch(_GROUPED.sub("", folded))
    if match is None:
        raise CellError("money_unreadable", text)
    before, number, behind = match.groups()
    stated = _squeeze(before + behind) or _squeeze(unit)
    known = _units().get(stated)
    if known is None:
        raise CellError("money_unreadable", text)
    factor, currency = known
    return Money(float(Decimal(number) * factor), currency or ("CNY" if "¥" in before else None))


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().translate(_MARKS).split())


@cache
def _units() -> dict[str, tuple[int, str]]:
    text = files(__package__).joinpath("money.csv").read_text(encoding="utf-8")
    return {
        _squeeze(row["spelling"]): (int(row["factor"]), row["currency"]) for row in csv.DictReader(text.splitlines())
    }
