"""Annual fees of a Chinese patent and maintenance fees of a US one: which year, how much, due when."""

from __future__ import annotations

import csv
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from patentry.records import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeDue:
    """The fee of a patent year. `due` is the last day without surcharge, moved off a weekend.

    `lapses_on` is the day from which the right is over if the fee stays unpaid: in China the due date in law, in the
    United States the end of the six months of grace. `opens` is the first day of the window for payment, where there is
    one, and `payment` the kind of event that says it was paid. Public holidays also move the due date (Implementing
    Regulations art. 5, 37 CFR 1.362(f)); they are not in the tables yet.
    """

    year: int
    amount: int
    currency: str
    due: date
    lapses_on: date
    opens: date | None = None
    payment: EventKind | None = None


@dataclass(frozen=True, slots=True)
class _Rate:
    authority: str
    right_type: str
    years: range
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class _Window:
    authority: str
    right_type: str
    year: int
    payment: EventKind
    opens: int
    due: int
    lapses: int
    amount: int
    currency: str


@cache
def _windows() -> tuple[_Window, ...]:
    text = files("patentry.status").joinpath("maintenance_fees.csv").read_text(encoding="utf-8")
    return tuple(
        _Window(
            row["authority"],
            row["right_type"],
            int(row["year"]),
            EventKind(row["payment"]),
            int(row["opens_after_months"]),
            int(row["due_after_months"]),
            int(row["lapses_after_months"]),
            int(row["amount"]),
            row["currency"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _rates() -> tuple[_Rate, ...]:
    text = files("patentry.status").joinpath("annual_fees.csv").read_text(encoding="utf-8")
    return tuple(
        _Rate(
            row["authority"],
            row["right_type"],
            range(int(row["from_year"]), int(row["to_year"]) + 1),
            int(row["amount"]),
            row["currency"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def anniversary(day: date, years: int) -> date:
    """Answer the day years later; 29 February goes to 28 (Implementing Regulations art. 5: the month's last day)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_after(day: date, months: int) -> date:
    """Answer the same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def off_weekend(day: date) -> date:
    """Answer the day itself or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def fees_due(
    *, authority: str, right_type: str, filing: date | None, grant: date | None, expires_on: date | None
) -> tuple[FeeDue, ...]:
    """Answer the fees after the year of grant (Implementing Regulations arts 114, 115; 35 USC 41(b)).

    Chinese patent years count from the filing date; the fee of a year is due before the year before it ends. US fees
    count from the grant: three windows of six months, each with six months of grace. Empty where a date or a fee table
    is missing.
    """
    return _windows_open(authority, right_type, grant, expires_on) or _annual(
        authority, right_type, filing, grant, expires_on
    )


def _windows_open(authority: str, right_type: str, grant: date | None, expires_on: date | None) -> tuple[FeeDue, ...]:
    if grant is None:
        return ()
    return tuple(
        FeeDue(
            year=window.year,
            amount=window.amount,
            currency=window.currency,
            due=off_weekend(months_after(grant, window.due)),
            lapses_on=months_after(grant, window.lapses),
            opens=months_after(grant, window.opens),
            payment=window.payment,
        )
        for window in _windows()
        if (window.authority, window.right_type) == (authority, right_type)
        and (expires_on is None or months_after(grant, window.lapses) < expires_on)
    )


def _annual(
    authority: str, right_type: str, filing: date | None, grant: date | None, expires_on: date | None
) -> tuple[FeeDue, ...]:
    if filing is None or grant is None or expires_on is None:
        return ()
    due: list[FeeDue] = []
    for rate in _rates():
        if (rate.authority, rate.right_type) != (authority, right_type):
            continue
        for year in rate.years:
            day = anniversary(filing, year - 1)
            if grant < day < expires_on:
                due.append(
                    FeeDue(
                        year=year,
                        amount=rate.amount,
                        currency=rate.currency,
                        due=off_weekend(day),
                        lapses_on=day,
                    )
                )
    return tuple(due)
