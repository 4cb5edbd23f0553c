"""What stated fees say about a patent on a day: whether a late annual fee keeps it in its grace period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from patentry.corpus import DuckEngine
from patentry.records import FeeFact, FeeStatus, is_annual_fee
from patentry.status.fees import months_after

GRACE_MONTHS = 6
"""Implementing Regulations (2023) art. 115: a late annual fee may be paid within six months."""
_NOT_A_COLUMN = "EXCLUDE (key, digest, file, added_in, place)"
_LAST_DUE = date(9998, 12, 31)


def fee_facts_of(engine: DuckEngine, patent: str, *, known: date | None) -> tuple[FeeFact, ...]:
    """Answer the stated fees of a patent under any of its numbers, by day; of one fee what was read last stands.

    With `known`, payments made later and windows that open later are left out; a due date is known beforehand.
    """
    rows = engine.sql(
        f"""SELECT * {_NOT_A_COLUMN} FROM fees
            WHERE number = ? OR regexp_replace(number, '[A-Z][0-9]?$', '') IN
              (SELECT base FROM patent_bases WHERE patent = ? UNION ALL SELECT ?)
            QUALIFY row_number() OVER (PARTITION BY key ORDER BY place DESC) = 1
            ORDER BY coalesce(due, window_from, paid_on), kind, year, amount""",
        [patent, patent, patent],
    ).to_pylist()
    facts = (_fact(row) for row in rows)
    return tuple(fact for fact in facts if known is None or _known_from(fact) <= known)


def _fact(row: dict[str, Any]) -> FeeFact:
    return FeeFact(**{**row, "status": FeeStatus(row["status"])})


def _known_from(fact: FeeFact) -> date:
    return max(filter(None, (fact.paid_on, fact.window_from)), default=date.min)


def paid_after(facts: Sequence[FeeFact], since: date, on: date) -> bool:
    """Answer whether an annual fee was paid after `since` and by `on`."""
    return any(is_annual_fee(fact.kind) and fact.paid_on is not None and since < fact.paid_on <= on for fact in facts)


def in_grace(facts: Sequence[FeeFact], on: date) -> bool:
    """Answer whether a stated late fee covers the day, and no annual fee was paid since it fell due.

    A window of late payment covers the days it states; a list that calls an annual fee overdue covers the six months
    from its due date. A fee that is merely unpaid says nothing: nobody knows on which day the list was read.
    """
    for fact in facts:
        period = _late_period(fact)
        if period and period[0] < on <= period[1] and not _is_settled(fact, facts, period[0], on):
            return True
    return False


def _late_period(fact: FeeFact) -> tuple[date, date] | None:
    """The days (after, until] of a late annual fee."""
    if fact.status is not FeeStatus.OVERDUE or not is_annual_fee(fact.kind):
        return None
    if fact.window_from is not None and fact.window_to is not None:
        return fact.window_from - timedelta(days=1), fact.window_to
    return (fact.due, months_after(min(fact.due, _LAST_DUE), GRACE_MONTHS)) if fact.due is not None else None


def _is_settled(fact: FeeFact, facts: Sequence[FeeFact], after: date, on: date) -> bool:
    """A payment of the same year, or of a year nobody names, made since the fee fell due and by the day."""
    # The first month of lateness costs nothing, so the fee of a window fell due at most its grace before its end.
    since = after if fact.window_from is None else months_after(fact.window_from, -GRACE_MONTHS)
    return any(
        paid.status is FeeStatus.PAID
        and is_annual_fee(paid.kind)
        and paid.paid_on is not None
        and since < paid.paid_on <= on
        and (paid.year is None or fact.year is None or paid.year == fact.year)
        for paid in facts
    )
