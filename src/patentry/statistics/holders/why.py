"""Whose patent it is that a figure over holders counts."""

from __future__ import annotations

from datetime import date

from patentry.corpus import DuckEngine
from patentry.statistics.counting import Question
from patentry.statistics.holders.derivation import CO_OWNED, ORGANISATION, UNNAMED
from patentry.statistics.holders.holdings import alive_on, held_rows
from patentry.statistics.results import WhyTest
from patentry.status.life import PatentLife


def whose(engine: DuckEngine, life: PatentLife, question: Question, on: date) -> list[WhyTest]:
    """Answer for whom the patent counts on the day; nothing where it does not count at all."""
    rows = alive_on(held_rows(engine, question), on)
    told = rows.filter(rows.id == life.id).select("sort", "called").distinct()
    return [
        WhyTest(
            test="holder",
            result=None if row["sort"] == UNNAMED else True,
            evidence=f"why.holder.{row['sort']}",
            values={"holder": row["called"] if row["sort"] == ORGANISATION else ""},
        )
        for row in sorted(engine.rows(told).to_pylist(), key=lambda row: (row["sort"], row["called"] or ""))
    ]


def together(engine: DuckEngine, life: PatentLife, on: date, *, decides: bool) -> WhyTest:
    """Answer whether two organisations or more hold the patent on the day."""
    spans = engine.table(CO_OWNED)
    told = engine.rows(spans.filter((spans.id == life.id) & (spans.since <= on) & (spans.ends > on))).to_pylist()
    result = False if not told else True if told[0]["sure"] else None
    code = {True: "together", False: "alone", None: "open"}[result]
    holders = sorted({one.holder for one in life.holdings if one.start <= on < one.end})
    values = {"holders": "；".join(holders) or "—"}
    return WhyTest(test="co_owned", result=result, evidence=f"why.co_owned.{code}", values=values, decides=decides)
