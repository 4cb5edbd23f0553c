"""What is on file of one patent's qualities, as the tests of a figure ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from patentry.statistics.high_value import CaseFact, facts_of
from patentry.statistics.qualities import use_test
from patentry.statistics.results import WhyTest
from patentry.statistics.tables import DerivedTables
from patentry.statistics.values import Terms

_ONLY_LISTED = {"implemented": ("implementations", "note.not_evaluated.no_implementations")}
"""Uses that no event tells, with their list and the note that it is not on file: without one nobody knows, and nought
would be a guess."""


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
    """Answer what tests whether a patent is under the use a figure asks for; None where it asks for none.

    Of a share it decides nothing: the patent is one of the whole either way.
    """
    use = terms.definition.use
    if not use:
        return None
    if missing := missing_list(tables, use, known):
        unknown = WhyTest(test="use", result=None, evidence=missing)
        return lambda patent: unknown
    engine = tables.with_uses(known)
    decides = bool(terms.definition.among)
    return lambda patent: replace(use_test(engine, patent, use, terms.view, on=on), decides=decides)


def missing_list(tables: DerivedTables, use: str, known: date | None) -> str:
    """Answer the note that a use was not evaluated, for the list that alone tells of it is not on file; else ""."""
    if use not in _ONLY_LISTED:
        return ""
    name, note = _ONLY_LISTED[use]
    engine = tables.with_lists(known, (name,))
    is_there = engine.sql(f"SELECT count(*) > 0 AS told FROM {name}")["told"][0].as_py()
    return "" if is_there else note
