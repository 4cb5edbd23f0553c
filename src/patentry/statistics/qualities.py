"""Why a patent is of high value on a day: one test that decides, and under it every case with its facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from patentry.statistics.high_value import CaseFact, Evaluation
from patentry.statistics.results import WhyTest

MOST_FACTS = 3
"""A patent with forty members abroad is of high value by the first of them."""


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
