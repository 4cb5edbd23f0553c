"""The measures of flows and lives, under the names definitions use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from patentry.corpus.engine import Engine
from patentry.statistics.counting import Counts, Question
from patentry.statistics.lives.behind import happened_in
from patentry.statistics.lives.cohorts import grant_rate, international_applications, number_of
from patentry.statistics.lives.ends import ENDED, SURVIVAL_YEARS, survival_entry
from patentry.statistics.lives.survival import survival
from patentry.statistics.lives.uses import REGISTERED
from patentry.statistics.lives.waits import mean_of, median_of
from patentry.statistics.measuring import Measure, Period


def _flow(entry: str, counts: Callable[[Engine, Question, Sequence[Period]], dict[date, Counts]]) -> Measure:
    return Measure(is_flow=True, counts=counts, behind=partial(happened_in, entry), happening=entry)


LIVES: Mapping[str, Measure] = {
    **{f"{entry}_registrations": _flow(entry, partial(number_of, entry)) for entry in REGISTERED},
    "international_applications": replace(_flow("pct", international_applications), rests_on_settings=True),
    "grant_rate": _flow("fate", grant_rate),
    **{
        f"{name}_{entry}": _flow(entry, partial(counted, entry))
        for entry in ("wait_from_filing", "wait_from_examination", ENDED)
        for name, counted in (("mean", mean_of), ("median", median_of))
    },
    **{
        survival_entry(years): _flow(survival_entry(years), partial(survival, survival_entry(years)))
        for years in SURVIVAL_YEARS
    },
}
