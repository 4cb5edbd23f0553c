"""The stocks the district grows through, computed from its populations."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files

from district.demonstration.gazette import month_end

SITUATION = date(2023, 11, 30)
"""The date of the public situation that the demonstration reproduces."""
ZONE_STOCK = 19_100
CORE_DENSITIES = {
    date(2012, 12, 31): 74,
    date(2013, 12, 31): 92,
    date(2014, 12, 31): 115,
    date(2015, 12, 31): 141,
    date(2016, 12, 31): 170,
    date(2017, 12, 31): 205,
    date(2018, 12, 31): 251,
    date(2019, 12, 31): 312,
    date(2020, 12, 31): 398,
    date(2021, 12, 31): 511,
    date(2022, 11, 30): 655,
    date(2022, 12, 31): 668,
    SITUATION: 850,
}
"""In-force inventions per 10,000 people of the previous year-end, recorded view."""
_ZONE_STOCKS = {date(2012, 12, 31): 1_640, date(2021, 12, 31): 11_480, SITUATION: ZONE_STOCK}
_PERSONS = {"人": 1, "万人": 10_000}


@cache
def populations() -> dict[tuple[str, date], float]:
    """Answer the persons in each region with a population, by date."""
    table = files("district.demonstration.tables").joinpath("populations.csv").read_text(encoding="utf-8")
    return {
        (row["region"], date.fromisoformat(row["date"])): float(row["value"]) * _PERSONS[row["unit"]]
        for row in csv.DictReader(table.splitlines())
    }


def core_stock(on: date) -> int:
    """Answer the core area's stock that gives its density on a date."""
    people = populations()["core", date(on.year - 1, 12, 31)]
    return round(CORE_DENSITIES[on] * people / 10_000)


@cache
def _anchors() -> dict[str, dict[int, int]]:
    """The stocks that are fixed, by area and month number."""
    core = {
        _month_number(date(1995, 12, 31)): 3,
        **{_month_number(on): core_stock(on) for on in CORE_DENSITIES},
    }
    rest = {_month_number(date(1995, 12, 31)): 4}
    rest |= {_month_number(on): stock - core_stock(on) for on, stock in _ZONE_STOCKS.items()}
    elsewhere = {_month_number(date(1995, 12, 31)): 3, _month_number(date(2012, 12, 31)): 60}
    elsewhere[_month_number(SITUATION)] = 450
    unplaced = {_month_number(date(2004, 12, 31)): 1, _month_number(date(2012, 12, 31)): 8}
    unplaced[_month_number(SITUATION)] = 97
    return {"core": core, "rest": rest, "elsewhere": elsewhere, "open": unplaced}


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def stock_target(*, area: str, year: int, month: int) -> int:
    """Answer the recorded stock of an area at a month-end: geometric between the fixed ones."""
    anchors = _anchors()[area]
    at = _month_number(month_end(year=year, month=month))
    known = sorted(anchors)
    if at < known[0]:
        return 0
    later = next((place for place in known if place >= at), known[-1])
    earlier = known[max(0, known.index(later) - 1)]
    growth = (anchors[later] / anchors[earlier]) ** (1 / (later - earlier)) if later > earlier else 1.0
    return round(anchors[later] * growth ** (at - later))
