"""When a return is due: working days after its period, from a table with its source and validity."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from district.casework import CaseRefusal, office_calendar
from district.window.returns.periods import Kind, Period


@dataclass(frozen=True, slots=True)
class DueDays:
    """The last day a return may be handed in, and the day on which the point is reminded."""

    last: date
    remind: date


@cache
def _rules() -> tuple[dict[str, str], ...]:
    text = files("district.window.returns").joinpath("due.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def days_of(period: Period) -> DueDays | None:
    """Answer a period's due days; None where no rule holds at its end or the year's calendar is not entered yet."""
    for rule in _rules():
        starts, ends = date.fromisoformat(rule["valid_from"]), rule["valid_until"]
        holds = starts <= period.last and (not ends or period.last <= date.fromisoformat(ends))
        if Kind(rule["kind"]) is period.kind and holds:
            return _counted(period, int(rule["working_days"]), int(rule["remind_before"]))
    return None


def _counted(period: Period, working_days: int, remind_before: int) -> DueDays | None:
    calendar = office_calendar()
    try:
        last = calendar.plus(period.last, working_days)
        return DueDays(last, calendar.plus(period.last, max(working_days - remind_before, 1)))
    except CaseRefusal:
        # The holidays of a year are announced the year before; until they are entered no day can be named.
        return None
