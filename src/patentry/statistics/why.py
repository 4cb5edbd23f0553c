"""Why is this patent counted, or not: each test a figure puts to it, with the evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from patentry.corpus import DuckEngine
from patentry.records import EventKind
from patentry.statistics.attribution import APPLICANT_RULE_FROM, Attribution
from patentry.statistics.counting import CO_OWNERS, Question, attributed_rows
from patentry.statistics.definitions import CO_OWNED, FigureDefinition
from patentry.statistics.explanation import groups_on
from patentry.statistics.high_value import CaseFact, Evaluation
from patentry.statistics.holders.why import together, whose
from patentry.statistics.lives.why import attributed_happenings, in_period
from patentry.statistics.measures import MEASURES
from patentry.statistics.qualities import quality_tests
from patentry.statistics.results import Why, WhyTest
from patentry.status.life import LifeEvent, LifeInterval, PatentLife
from patentry.status.standing import standing_of
from patentry.wording import Refusal

ENDING_KINDS = {
    "cause.fee_lapse": EventKind.FEE_LAPSE,
    "cause.abandonment": EventKind.ABANDONMENT,
    "cause.double_patenting": EventKind.DOUBLE_PATENTING,
    "cause.whole_invalidation": EventKind.WHOLE_INVALIDATION,
    "cause.us_fee_unpaid": EventKind.US_EXPIRY,
    "cause.restoration": EventKind.RESTORATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a patent is asked about: the figure on a day, and the first day of the period for a flow."""

    definition: FigureDefinition
    question: Question
    first: date
    on: date
    facts_of: Callable[[int], Sequence[CaseFact]] | None = None
    """Of a figure of high-value patents: the facts of one patent."""
    evaluations: Sequence[Evaluation] = ()
    use_of: Callable[[int], WhyTest] | None = None
    """Of a figure of pledged or licensed patents: whether one is."""
    by: str | None = None
    labels: str | None = None
    """A breakdown, and its table where it needs one, of which the patent's groups are told, too."""


def why_of(engine: DuckEngine, number: str, life_of: Callable[[str], PatentLife], asked: Asked) -> Why:
    """Answer the tests of a figure for one patent. A number the files do not have fails the first test."""
    try:
        life = life_of(number)
    except Refusal as refusal:
        if refusal.code != "patent.not_in_files":
            raise
        missing = WhyTest(test="known", result=False, evidence="why.not_in_files", values={"number": number})
        return Why(number=number, counted=False, reasons=(missing,))
    stock = not MEASURES[asked.definition.measure].is_flow
    tests: list[Callable[[], WhyTest]] = [lambda: _right_type(life, asked)]
    if stock:
        tests += [
            lambda: _granted(life, asked),
            lambda: _region(engine, life, asked),
            lambda: _in_force(life, asked),
        ]
    elif happening := MEASURES[asked.definition.measure].happening:
        tests += [
            lambda: in_period(engine, life, asked.question, happening, (asked.first, asked.on)),
            lambda: _region(engine, life, asked),
        ]
    else:
        tests += [lambda: _in_period(life, asked), lambda: _region(engine, life, asked)]
    reasons = [test() for test in tests]
    if asked.facts_of is not None:
        reasons += quality_tests(asked.facts_of(life.id), asked.evaluations, on=asked.on)
    if asked.use_of is not None:
        reasons.append(asked.use_of(life.id))
    if CO_OWNED in (asked.definition.among, asked.definition.measure.removesuffix("_share")):
        reasons.append(together(engine, life, asked.on, decides=bool(asked.definition.among)))
    elif MEASURES[asked.definition.measure].of_holders:
        reasons += whose(engine, life, asked.question, asked.on)
    reasons.append(_once(life))
    if asked.by is not None:
        reasons += _groups(engine, life, asked)
    return Why(number=life.number, counted=_all(reasons), reasons=tuple(reasons))


def _groups(engine: DuckEngine, life: PatentLife, asked: Asked) -> list[WhyTest]:
    question = replace(asked.question, by=asked.by, labels=asked.labels)
    if asked.by == CO_OWNERS:
        question = replace(question, among=CO_OWNED)
    counted = MEASURES[asked.definition.measure]
    if asked.by == "holder" and counted.of_holders:
        return []  # the test `holder` has told it
    measure = (counted.happening or asked.definition.measure) if counted.is_flow else "stock"
    groups = groups_on(question, engine, measure=measure, patent=life.id, first=asked.first, on=asked.on)
    return [
        WhyTest(
            test="group",
            result=True,
            evidence="why.group",
            values={"grouping": f"grouping.{asked.by}", "group": f"group.{group}"},
            decides=False,
        )
        for group in groups
    ]


def _all(reasons: Sequence[WhyTest]) -> bool | None:
    results = [reason.result for reason in reasons if reason.decides]
    if False in results:
        return False
    return None if None in results else True


def _right_type(life: PatentLife, asked: Asked) -> WhyTest:
    wanted = asked.definition.right_type
    fits = not wanted or life.right_type == wanted
    return WhyTest(test="right_type", result=fits, evidence=f"why.right_type.{life.right_type}", values={})


def _granted(life: PatentLife, asked: Asked) -> WhyTest:
    if life.grant_date is None:
        known = not life.recorded
        evidence = "why.not_granted" if known else "why.grant_date_missing"
        return WhyTest(test="granted", result=False if known else None, evidence=evidence)
    granted = life.grant_date <= asked.on
    evidence = "why.granted" if granted else "why.granted_later"
    return WhyTest(
        test="granted",
        result=granted,
        evidence=evidence,
        values={"date": str(life.grant_date), "on": str(asked.on)},
    )


def _in_period(life: PatentLife, asked: Asked) -> WhyTest:
    day = life.grant_date if asked.definition.measure == "grants" else life.filing_date
    values = {"first": str(asked.first), "on": str(asked.on), "date": str(day or "")}
    if day is None:
        return WhyTest(test="period", result=None, evidence="why.date_missing", values=values)
    within = asked.first <= day <= asked.on
    evidence = "why.in_period" if within else "why.outside_period"
    return WhyTest(test="period", result=within, evidence=evidence, values=values)


def _region(engine: DuckEngine, life: PatentLife, asked: Asked) -> WhyTest:
    """The place by the attribution rule on the day; without a tenure that day, the one nearest to it."""
    if happening := MEASURES[asked.definition.measure].happening:
        rows = attributed_happenings(engine, asked.question, happening)
    else:
        counted = MEASURES[asked.definition.measure]
        rows = attributed_rows(engine, asked.question, asked.definition.measure if counted.is_flow else "stock")
    mine = engine.rows(rows.filter(rows.id == life.id).limit(1000)).to_pylist()
    if not mine:
        return WhyTest(test="region", result=None, evidence="why.region_no_tenure")
    row = min(mine, key=lambda r: _distance(r, asked.on))
    rule = _rule_code(asked, life)
    seated = next((h for h in life.holdings if h.start <= asked.on < h.end and h.position == 1), None)
    values = {
        "region": row["place"] or "",
        "basis": row["basis"],
        "rule": rule,
        "address": (seated.address if seated else None) or "",
        "holder": seated.holder if seated else "",
    }
    inside = any(r["inside"] for r in mine if _distance(r, asked.on) == _distance(row, asked.on))
    result = True if inside else None if row["possible"] else False
    evidence = "why.region_open" if result is None else f"why.region.{row['basis']}"
    return WhyTest(test="region", result=result, evidence=evidence, values=values)


def _distance(row: dict[str, object], on: date) -> int:
    start, until = row.get("start") or row.get("day"), row.get("until") or row.get("day")
    if not isinstance(start, date) or not isinstance(until, date):
        return 0
    if start <= on < until:
        return 0
    return min(abs((start - on).days), abs((until - on).days) + 1)


def _rule_code(asked: Asked, life: PatentLife) -> str:
    rule = asked.question.rule
    if rule is not Attribution.CNIPA:
        return f"rule.{rule}"
    old = life.grant_date is not None and life.grant_date < APPLICANT_RULE_FROM
    return "rule.cnipa.patentee" if old else "rule.cnipa.applicant"


def _in_force(life: PatentLife, asked: Asked) -> WhyTest:
    view = asked.question.view
    standing = standing_of(life, on=asked.on, view=view)
    intervals = life.intervals(view)
    if standing.in_force is None:
        return WhyTest(test="in_force", result=None, evidence=f"why.open.{standing.reason.removeprefix('cause.')}")
    if standing.in_force:
        values = {"since": str(standing.since), "until": str(standing.until or "")}
        return WhyTest(
            test="in_force",
            result=True,
            evidence=f"why.in_force.{standing.reason.removeprefix('cause.')}",
            values=values,
        )
    ended = [i for i in intervals if i.end <= asked.on]
    event = _ending_event(life, standing.reason, ended[-1] if ended else None, view)
    values = {
        "on": str(asked.on),
        "date": str(standing.since or ""),
        "announced": str(event.announced or "") if event else "",
        "effective": str(event.effective or event.derived or "") if event else "",
        "until": str(standing.until or ""),
    }
    return WhyTest(
        test="in_force",
        result=False,
        evidence=f"why.ended.{standing.reason.removeprefix('cause.')}",
        values=values,
    )


def _ending_event(life: PatentLife, reason: str, interval: LifeInterval | None, view: str) -> LifeEvent | None:
    kind = ENDING_KINDS.get(reason)
    events = [event for event in life.events if event.kind == kind]
    if interval is None:
        return events[-1] if events else None

    def day(event: LifeEvent) -> date | None:
        return event.announced if view == "recorded" else event.effective or event.derived

    return next((event for event in events if day(event) == interval.end), events[-1] if events else None)


def _once(life: PatentLife) -> WhyTest:
    code = "why.once" if life.application_number else "why.once_publication"
    return WhyTest(
        test="counted_once",
        result=True,
        evidence=code,
        values={"number": life.application_number or life.number},
    )
