"""What a figure is computed from: the derived tables it needs, opened, and the reference rows."""

from __future__ import annotations

from datetime import date

from patentry.statistics.facts_behind import missing_list
from patentry.statistics.high_value import evaluations_of
from patentry.statistics.measures import MEASURES
from patentry.statistics.reference import Reference
from patentry.statistics.structure import STRUCTURES
from patentry.statistics.tables import DerivedTables
from patentry.statistics.values import Sources, Terms


def sources_of(terms: Terms, *, tables: DerivedTables, reference: Reference, known: date | None) -> Sources:
    """Answer what a figure is computed from; tables that nobody has asked for yet are derived."""
    tenures = tables.opened(known)[0]
    if terms.by == "holder":
        tables.with_organisations(known)
    if terms.by in STRUCTURES and terms.by in terms.definition.breakdowns:
        tables.with_structure(known, terms.by, terms.concordances)
    if terms.happening or MEASURES[terms.definition.measure].rests_on_lives:
        tables.with_happenings(known)
    if terms.of_holders:
        tables.with_holders(known)
    if terms.high_value is not None:
        tables.with_high_value(known, terms.high_value)
    if terms.definition.use:
        tables.with_uses(known)
    return Sources(
        engine=tables.remembering(known),
        tree_on=reference.locator.tree,
        populations=reference.populations,
        published=reference.published,
        first_day=tables.first_day(known),
        counted=tables.counted(known),
        missing=missing_list(tables, terms.definition.use, known),
        kinds={row.region: row.kind for row in reference.regions},
        data_through=tenures.data_through,
        evaluations=() if terms.high_value is None else evaluations_of(tenures, terms.high_value),
    )
