"""Why a patent stands behind a figure of happenings, or not."""

from __future__ import annotations

from typing import Any

from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.statistics.attribution import attributed
from patentry.statistics.counting import Question
from patentry.statistics.lives.cohorts import ANY_OFFICE
from patentry.statistics.lives.ends import SURVIVAL_YEARS, UNKNOWN, YOUNG, survival_entry
from patentry.statistics.lives.fates import DECIDED, Outcome
from patentry.statistics.lives.summing import happenings_of
from patentry.statistics.lives.uses import REGISTERED
from patentry.statistics.measuring import Period
from patentry.statistics.results import WhyTest
from patentry.status.life import PatentLife

_SURVIVALS = {survival_entry(years): years for years in SURVIVAL_YEARS}


def attributed_happenings(engine: Engine, question: Question, happening: str) -> Any:
    """Answer the happenings of a kind with their place by the rule, inside the region or not."""
    return attributed(happenings_of(engine, question, happening), rule=question.rule, area=question.area)


def in_period(engine: DuckEngine, life: PatentLife, question: Question, happening: str, period: Period) -> WhyTest:
    """Answer whether it happened to the patent in the period, with its day and what came of it."""
    rows = happenings_of(engine, question, happening)
    mine = engine.rows(rows.filter(rows.id == life.id).distinct().limit(1000)).to_pylist()
    first, last = period
    if not mine:
        kind = "survival" if happening in _SURVIVALS else happening
        return WhyTest(test="period", result=False, evidence=f"why.never.{kind}")
    found = [row for row in mine if first <= row["day"] <= last]
    row = (found or sorted(mine, key=lambda r: r["day"]))[-1]
    values = {"first": str(first), "on": str(last), "date": str(row["day"]), "days": str(row["amount"] or "—")}
    if not found:
        return WhyTest(test="period", result=False, evidence="why.outside_period", values=values)
    result, evidence = _judged(row, question, happening)
    return WhyTest(
        test="period",
        result=result,
        evidence=evidence,
        values=values | {"office": row["outcome"], "years": str(_SURVIVALS.get(happening, ""))},
    )


def _judged(row: dict[str, Any], question: Question, happening: str) -> tuple[bool | None, str]:
    if happening == "pct":
        return _of_the_office(row["outcome"], question.flows.pct_receiving_office)
    if happening == "fate":
        decided = row["outcome"] in {str(one) for one in DECIDED}
        return True if decided else None if row["outcome"] == Outcome.UNKNOWN else False, f"why.fate.{row['outcome']}"
    if happening in REGISTERED:
        return True, f"why.{happening}"
    if happening in _SURVIVALS:
        return {YOUNG: False, UNKNOWN: None}.get(row["outcome"], True), f"why.survival.{row['outcome']}"
    return (None, f"why.{happening}.untold") if row["amount"] is None else (True, f"why.{happening}")


def _of_the_office(office: str, wanted: str) -> tuple[bool | None, str]:
    if wanted == ANY_OFFICE or office == wanted:
        return True, "why.in_period"
    return (None, "why.pct.untold") if not office else (False, "why.pct.other_office")
