"""Recomputing from the reference series: the published densities follow from the published counts and populations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from patentry.statistics.comparison import published_quantity
from patentry.statistics.official.series import Certainty, reference_populations, reference_values
from patentry.statistics.scope import Quantity, quotient
from patentry.wording import Refusal

TOLERANCE = 0.1
"""Per 10,000 people: what rounding of counts and populations may come to."""
GROWTH_TOLERANCE = 0.0005
PUBLISHED_TIMES = 3.2
"""More than three times the city, as the zone says."""
_ORDER = (Certainty.OFFICIAL, Certainty.PRESS, Certainty.MIRROR, Certainty.DERIVED, Certainty.UNVERIFIED)
_COUNTS = {"inventions_per_10k": "effective_inventions", "high_value_per_10k": "high_value_inventions"}
_SAME_YEAR = (("cn", None), ("cn-bj", 2019))
"""National values and Beijing's release of 2019 divide by the population of the same year's end."""
CORE, ETOWN, CITY = "cn-bj-etown-core", "cn-bj-etown", "cn-bj"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: what was published, what follows from other published rows, and whether they agree. `refused` is the
    sentence's code where the two must not be divided, which then is what is expected."""

    kind: str
    region: str
    figure: str
    date: dt.date
    published: float | None
    recomputed: float | None
    holds: bool
    numerator: float | None = None
    denominator: float | None = None
    denominator_date: dt.date | None = None
    certainty: Certainty = Certainty.OFFICIAL
    refused: str = ""


def checks_of() -> tuple[Check, ...]:
    """Answer every check of the reference series."""
    return (*_densities(), *_growths(), *_three_times(), *_not_divided())


def value_of(region: str, figure: str, day: date) -> tuple[float, Certainty] | None:
    """Answer the surest mainland value of a figure on a day; of equally sure ones the first."""
    rows = [
        row
        for row in reference_values()
        if (row.figure.region, row.figure.figure, row.figure.date) == (region, figure, day)
        and row.figure.scope == "mainland"
    ]
    best = min(rows, key=lambda row: _ORDER.index(row.certainty), default=None)
    return (best.figure.value, best.certainty) if best else None


def _population(region: str, day: date) -> float | None:
    return next((one.value for one in reference_populations() if (one.region, one.date) == (region, day)), None)


def _divisor_day(region: str, day: date) -> date:
    same = any(region == place and year in (None, day.year) for place, year in _SAME_YEAR)
    return date(day.year if same else day.year - 1, 12, 31)


def _densities() -> Iterator[Check]:
    """A density is its count over the population; only sums that are not derived from the density itself prove it."""
    for row in reference_values():
        one = row.figure
        counted = _COUNTS.get(one.figure)
        if counted is None or one.scope != "mainland" or _is_contradicted(one.value, one.region, one.figure, one.date):
            continue
        count = value_of(one.region, counted, one.date)
        day = _divisor_day(one.region, one.date)
        people = _population(one.region, day)
        if count is None or people is None:
            continue
        density = count[0] / (people / 10_000)
        # A density published as a whole number is no nearer to its sum than half of one.
        tolerance = max(TOLERANCE, 0.5 if one.value == int(one.value) else 0)
        yield Check(
            kind="density",
            region=one.region,
            figure=one.figure,
            date=one.date,
            published=one.value,
            recomputed=density,
            holds=abs(density - one.value) <= tolerance + 1e-9,
            numerator=count[0],
            denominator=people,
            denominator_date=day,
            certainty=max((row.certainty, count[1]), key=_ORDER.index),
        )


def _is_contradicted(value: float, region: str, figure: str, day: date) -> bool:
    """Whether another source says otherwise and this one repeats what belongs to the year before."""
    earlier = value_of(region, figure, date(day.year - 1, day.month, day.day) if day.day != 29 else day)
    return earlier is not None and earlier[0] == value


def _growths() -> Iterator[Check]:
    """The density grows by the count's growth over that of the population it is divided by."""
    for year, growth in ((2019, 0.1786), (2023, 0.2043)):
        last, divisor = date(year, 12, 31), _divisor_day(CITY, date(year, 12, 31))
        counted = _change(_counted(date(year - 1, 12, 31)), _counted(last))
        people = _change(_population(CITY, divisor.replace(year=divisor.year - 1)), _population(CITY, divisor))
        grown = (1 + counted) / (1 + people) - 1
        yield Check(
            kind="growth",
            region=CITY,
            figure="inventions_per_10k",
            date=last,
            published=growth,
            recomputed=grown,
            holds=abs(grown - growth) <= GROWTH_TOLERANCE,
            numerator=counted,
            denominator=people,
            denominator_date=divisor,
            certainty=Certainty.DERIVED,
        )


def _counted(day: date) -> float | None:
    found = value_of(CITY, "effective_inventions", day)
    return found[0] if found else None


def _change(before: float | None, now: float | None) -> float:
    return (now or 0) / (before or 1) - 1


def _quantity(region: str, figure: str, kind: str) -> Quantity:
    row = max(
        (one for one in reference_values() if (one.figure.region, one.figure.figure) == (region, figure)),
        key=lambda one: (one.figure.date <= date(2023, 12, 31), one.figure.date),
    )
    return published_quantity(row.figure, kind=kind)


def _three_times() -> Iterator[Check]:
    core, city = _quantity(CORE, "inventions_per_10k", "core_area"), _quantity(CITY, "inventions_per_10k", "city")
    times = quotient(core, city)
    yield Check(
        kind="ratio",
        region=CORE,
        figure="inventions_per_10k",
        date=core.on,
        published=PUBLISHED_TIMES,
        recomputed=times,
        holds=times is not None and round(times, 1) == PUBLISHED_TIMES,
        numerator=core.value,
        denominator=city.value,
        denominator_date=city.on,
    )


def _not_divided() -> Iterator[Check]:
    core = _quantity(CORE, "inventions_per_10k", "core_area")
    zone = _quantity(ETOWN, "effective_inventions", "zone")
    refused = ""
    try:
        quotient(zone, core)
    except Refusal as refusal:
        refused = refusal.code
    yield Check(
        kind="refused",
        region=ETOWN,
        figure="effective_inventions",
        date=zone.on,
        published=None,
        recomputed=None,
        holds=bool(refused),
        numerator=zone.value,
        denominator=core.value,
        denominator_date=core.on,
        refused=refused,
    )
