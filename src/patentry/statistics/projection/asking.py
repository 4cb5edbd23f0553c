"""Ask for everything a projection rests on, and refuse the figures and days that have none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

import ibis

from patentry.corpus import DuckEngine
from patentry.statistics.attribution import Attribution
from patentry.statistics.definitions import FigureDefinition, definition_of
from patentry.statistics.projection.measuring import (
    Ids,
    due_soon,
    ended_unannounced,
    measured,
    stated_overdue,
    windows_before,
)
from patentry.statistics.projection.projecting import Projection, projected
from patentry.statistics.projection.settings import settings
from patentry.statistics.results import FigureRow
from patentry.statistics.values import Terms
from patentry.status.fees import anniversary
from patentry.wording import Refusal

PER_PEOPLE = 10_000
FIRST_FILING = date(1985, 4, 1)
"""The first day of applications in China; other offices' older ones are granted or over."""
VIEW_NUMBERS = {"recorded": 0, "legal": 1}


class Behind(Protocol):
    """Answers the engine and the patents a measure counts on a day, or in the period that begins `first`."""

    def __call__(
        self, terms: Terms, on: date, known: date | None, *, first: date | None = None
    ) -> tuple[DuckEngine, Any]: ...


def has_projection(definition: FigureDefinition) -> bool:
    """Answer whether a figure is a stock of a right type or its density; of others nothing is projected."""
    return definition.measure == "stock" and bool(definition.right_type) and not definition.among


def projection_of(
    terms: Terms,
    on: date,
    *,
    behind: Behind,
    value: Callable[[date], FigureRow],
    first_day: date | None,
    snapshot: int,
    data_through: date | None,
) -> Projection:
    """Answer the projection of a stock. Raises `Refusal` for a figure that is none, and a day beyond the data."""
    _demand_projectable(terms, on, data_through)
    chosen, until = settings(), anniversary(on, 1)
    engine, rows = behind(terms, on, None)
    counted = _ids(rows)
    filed = replace(terms, definition=definition_of("applications"))
    found = measured(
        engine,
        counted=counted,
        counted_before=_ids(behind(terms, anniversary(on, -1), None)[1]),
        applications=_ids(behind(filed, on, None, first=FIRST_FILING)[1]),
        right_type=terms.definition.right_type,
        view=VIEW_NUMBERS[terms.view],
        on=on,
        windows=windows_before(on, years=chosen.years_back, first_day=first_day),
    )
    told = value(on)
    return Projection(
        figure=terms.definition.id,
        region=terms.region,
        on=on,
        until=until,
        view=terms.view,
        attribution=str(terms.attribution),
        snapshot=snapshot,
        data_through=data_through,
        stock=int(engine.sql(f"SELECT count(*) AS n FROM ({counted})")["n"][0].as_py()),
        denominator=_denominator(terms, told),
        scale=PER_PEOPLE if terms.definition.is_density else terms.definition.scale,
        parts=projected(found, minimum=chosen.minimum_cases),
        due_soon=due_soon(engine, counted, on=on, days=chosen.due_soon_days),
        stated_overdue=stated_overdue(engine, counted, on=on),
        ended_unannounced=ended_unannounced(engine, counted, on=on),
        actual=value(until).value if data_through is not None and until <= data_through else None,
    )


def _demand_projectable(terms: Terms, on: date, data_through: date | None) -> None:
    if not has_projection(terms.definition):
        raise Refusal("projection.figure", figure=terms.definition.id)
    if terms.attribution is Attribution.FRACTIONAL:
        raise Refusal("projection.attribution", value=terms.attribution)
    if data_through is None or on > data_through:
        raise Refusal("projection.beyond", on=on, through=data_through or "—")


def _denominator(terms: Terms, told: FigureRow) -> float | None:
    """Raises `Refusal` for a density whose denominator nobody has stated."""
    if not terms.definition.denominator:
        return None
    if told.denominator is None:
        raise Refusal("projection.denominator", region=terms.region)
    return told.denominator


def _ids(rows: Any) -> Ids:
    return str(ibis.to_sql(rows.filter(rows.counted).select("id").distinct(), dialect="duckdb"))
