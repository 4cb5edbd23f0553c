"""Why a patent has the quality a figure asks for on a day.

Of high value: one test that decides, and under it every case with its facts. Of a use: the registration or the
row of a list nearest to the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from patentry.corpus import DuckEngine
from patentry.statistics.high_value import CaseFact, Evaluation
from patentry.statistics.results import WhyTest

MOST_FACTS = 3
"""A patent with forty members abroad is of high value by the first of them."""
_FAR_YEAR = date.max.year


def quality_tests(facts: Sequence[CaseFact], evaluations: Sequence[Evaluation], *, on: date) -> list[WhyTest]:
    """Answer the test of the figure first, then the cases: their facts, or that they do not hold or were not judged."""
    holding = [fact for fact in facts if fact.holds]
    result = True if any(fact.sure for fact in holding) else None if holding else False
    code = {True: "sure", None: "possible", False: "none"}[result]
    tests = [WhyTest(test="high_value", result=result, evidence=f"why.high_value.{code}", values={"on": str(on)})]
    for one in evaluations:
        mine = [fact for fact in facts if fact.case == one.case]
        tests += _case_tests(one, mine, on)
    return tests


def _case_tests(one: Evaluation, facts: Sequence[CaseFact], on: date) -> list[WhyTest]:
    test = f"high_value.{one.case}"
    if one.missing is not None:
        return [WhyTest(test=test, result=None, evidence=f"note.not_evaluated.{one.missing}", decides=False)]
    shown = [fact for fact in facts if fact.holds][:MOST_FACTS] or [fact for fact in facts if fact.sure][:1]
    if not shown:
        return [WhyTest(test=test, result=False, evidence=f"why.high_value.{one.case}.none", decides=False)]
    return [_fact_test(test, fact, on) for fact in shown]


def _fact_test(test: str, fact: CaseFact, on: date) -> WhyTest:
    values = {
        "fact": fact.fact or str(fact.on_day or "—"),
        "date": str(fact.on_day or "—"),
        "since": str(fact.since or "—"),
        "until": str(fact.ends or "—"),
        "source": fact.source or "—",
        "on": str(on),
    }
    if not fact.holds:
        evidence = "why.high_value.over" if fact.ends is not None and fact.ends <= on else "why.high_value.later"
        return WhyTest(test=test, result=False, evidence=evidence, values=values, decides=False)
    return WhyTest(test=test, result=True if fact.sure else None, evidence=fact.reason, values=values, decides=False)


def use_test(engine: DuckEngine, patent: int, use: str, view: str, *, on: date) -> WhyTest:
    """Answer whether a patent is under the use on the day, with the registration that says so."""
    facts = engine.sql(
        "SELECT * FROM use_facts WHERE id = ? AND use = ? AND view = ? ORDER BY since, ends, contract",
        [patent, use, view],
    ).to_pylist()
    if not facts:
        return WhyTest(test="use", result=False, evidence=f"why.use.{use}.none", values={"on": str(on)})
    holding = [fact for fact in facts if fact["since"] <= on < fact["ends"]]
    if holding:
        fact = max(holding, key=lambda one: one["sure"])
        code = "why.use." + use if fact["sure"] else f"why.use.{use}.open"
        return _told(fact, code, on, result=True if fact["sure"] else None)
    past = [fact for fact in facts if fact["ends"] <= on]
    fact = past[-1] if past else facts[0]
    return _told(fact, f"why.use.{use}.{'over' if past else 'later'}", on, result=False)


def _told(fact: dict[str, Any], code: str, on: date, *, result: bool | None) -> WhyTest:
    values = {
        "since": "—" if fact["since"] == date.min else str(fact["since"]),
        "until": "—" if fact["ends"].year == _FAR_YEAR else str(fact["ends"]),
        "contract": fact["contract"] or "—",
        "source": fact["source"] or "—",
        "on": str(on),
    }
    return WhyTest(test="use", result=result, evidence=code, values=values)
