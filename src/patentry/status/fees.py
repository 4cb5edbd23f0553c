"""Annual fees of a Chinese patent: which year, how much, due when."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeDue:
    """The annual fee of a patent year. `due` is moved off a weekend, `lapses_on` (the due date in law) is not.

    Public holidays also move the due date (Implementing Regulations art. 5); they are not in the table yet.
    """

    year: int
    amount: int
    currency: str
    due: date
    lapses_on: date


@dataclass(frozen=True, slots=True)
class _Rate:
    authority: str
    right_type: str
    years: range
    amount: int
    currency: str


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


def off_weekend(day: date) -> date:
    """Answer the day itself or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def fees_due(
    *, authority: str, right_type: str, filing: date | None, grant: date | None, expires_on: date | None
) -> tuple[FeeDue, ...]:
    """Answer the annual fees after the year of grant (Implementing Regulations arts 114, 115).

    Patent years count from the filing date; the fee of a year is due before the year before it ends. Empty where a
    date or a fee table is missing.
    """
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
