"""What is on file of one patent's qualities, as the tests of a figure ask for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from patentry.statistics.definitions import USES
from patentry.statistics.high_value import CaseFact, facts_of
from patentry.statistics.qualities import use_test
from patentry.statistics.results import WhyTest
from patentry.statistics.tables import DerivedTables
from patentry.statistics.values import Terms


def cases_of(
    tables: DerivedTables, terms: Terms, on: date, known: date | None
) -> Callable[[int], tuple[CaseFact, ...]] | None:
    """Answer what tells the facts of high value of a patent; None where the figure does not ask for them."""
    rule = terms.high_value
    if rule is None:
        return None
    engine = tables.with_high_value(known, rule)
    return lambda patent: facts_of(engine, patent, rule, on=on)


def use_of(tables: DerivedTables, terms: Terms, on: date, known: date | None) -> Callable[[int], WhyTest] | None:
    """Answer what tests whether a patent is pledged or licensed; None where the figure does not ask for it."""
    use = terms.definition.among
    if use not in USES:
        return None
    engine = tables.with_uses(known)
    return lambda patent: use_test(engine, patent, use, terms.view, on=on)
