"""Why a patent is of high value, or may be: the facts behind each case on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from patentry.corpus import DuckEngine
from patentry.statistics.high_value.cases import Case
from patentry.statistics.high_value.derivation import FACTS, table_of
from patentry.statistics.high_value.rule import HighValueRule


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    """A fact of one case. `since`: the day it begins to count, None where none is known; `holds`: on the day asked."""

    case: Case
    holds: bool
    sure: bool
    reason: str
    fact: str
    since: date | None
    ends: date | None
    on_day: date | None
    source: str


def facts_of(engine: DuckEngine, patent: int, rule: HighValueRule, *, on: date) -> tuple[CaseFact, ...]:
    """Answer the facts of a patent, those that hold on the day first, the sure ones before the others."""
    rows = engine.sql(f'SELECT * FROM "{table_of(FACTS, rule)}" WHERE id = {int(patent)}').to_pylist()
    facts = [_fact(row, on) for row in rows]
    return tuple(sorted(facts, key=lambda f: (not f.holds, not f.sure, f.since or date.min, f.fact)))


def _fact(row: dict[str, Any], on: date) -> CaseFact:
    return CaseFact(
        case=Case(row["case_name"]),
        holds=row["since"] <= on < row["ends"],
        sure=row["sure"],
        reason=f"why.high_value.{row['reason']}",
        fact=row["fact"],
        since=None if row["since"] == date.min else row["since"],
        ends=None if row["ends"].year == date.max.year else row["ends"],
        on_day=row["on_day"],
        source=row["source"],
    )
