"""What would change a figure within a year: the projection, counted once a snapshot, and the words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from pydantic import TypeAdapter

from district.design.language import Lang
from district.design.writing import NONE, number, percent, signed
from district.openstats import stored
from district.openstats.provider import Opened, Projection, sentence
from district.openstats.selection import Choice
from patentry.statistics.projection import Part, has_projection, settings

VERSION = "1"
"""Part of the key projections are stored under: raise it when what one rests on changes."""
_PROJECTION = TypeAdapter(Projection)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A reason for change: how many there are, what they would bring, and the rate with its cases."""

    kind: str
    of: str
    name: str
    count: str
    low: str
    central: str
    high: str
    rate: str
    span: str
    cases: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionOut:
    """A projection for programs. `low`, `central` and `high` are in the figure's unit; `open_ends` counts what no rate
    is known of, which is in neither `central` nor, as a rate, anywhere else."""

    is_projection: bool
    low: float
    central: float
    high: float
    open_ends: int
    assumptions: tuple[str, ...]
    projection: Projection


def has_one(stats: Opened, figure: str) -> bool:
    """Answer whether a figure is a stock of a right type or its density, the only ones that have a projection."""
    definition = stats.definition(figure)
    return definition is not None and has_projection(definition)


def asked(choice: Choice, *, stats: Opened, lang: Lang) -> Projection:
    """Answer the projection of a question, counted where it is not stored. Raises `NotAnswered`."""

    def count() -> str:
        found = stats.projection(
            choice.figure, region=choice.region, on=choice.on, view=choice.view, attribution=choice.attribution
        )
        return _PROJECTION.dump_json(found).decode()

    told = stored.beside(choice, f"next_year={VERSION}", stats=stats, lang=lang, count=count)
    return _PROJECTION.validate_json(told)


def projection_out(found: Projection, *, lang: Lang) -> ProjectionOut:
    """Answer it for programs, with what it supposes in words."""
    return ProjectionOut(
        is_projection=True,
        low=found.shown(found.low),
        central=found.shown(found.central),
        high=found.shown(found.high),
        open_ends=found.open_ends,
        assumptions=assumptions(found, lang=lang),
        projection=found,
    )


def assumptions(found: Projection, *, lang: Lang) -> tuple[str, ...]:
    """Answer what the projection supposes, sentence by sentence."""
    values = {"years": settings().years_back, "cases": settings().minimum_cases}
    return tuple(sentence(code, lang=lang, values=values) for code in found.assumptions)


def rows(parts: tuple[Part, ...], *, lang: Lang) -> tuple[PartRow, ...]:
    """Answer parts in words and numbers."""
    return tuple(_row(part, lang) for part in parts)


def _row(part: Part, lang: Lang) -> PartRow:
    of = sentence(f"projection.stage.{part.stage}", lang=lang) if part.stage else part.of
    rate = part.rate
    return PartRow(
        kind=part.kind,
        of=of,
        name=capfirst(sentence(f"projection.part.{part.kind}", lang=lang, values={"of": of})),
        count=number(part.count),
        low=signed(part.low),
        central=sentence("projection.unknown", lang=lang) if part.central is None else signed(part.central),
        high=signed(part.high),
        rate=percent(rate.central) if rate else NONE,
        span=f"{percent(rate.low)}–{percent(rate.high)}" if rate else NONE,
        cases=number(rate.cases) if rate else NONE,
    )
