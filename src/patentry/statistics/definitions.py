"""What each figure is: name, unit, formula and the text it rests on. The figures themselves are in `values`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from patentry.wording import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDefinition:
    """One figure. `measure` is what is summed: `stock` over tenures, `grants` or `applications` over entries.

    `right_type` limits the rights counted (empty: all). `is_density`: divided by ten thousand people.
    """

    id: str
    version: str
    name_zh: str
    name_en: str
    unit: str
    unit_zh: str
    unit_en: str
    measure: str
    right_type: str
    is_density: bool
    definition_zh: str
    definition_en: str
    formula: str
    source_zh: str
    source_en: str


@cache
def figures() -> tuple[FigureDefinition, ...]:
    """Answer the catalogue of figures."""
    text = files("patentry.statistics").joinpath("definitions.toml").read_text(encoding="utf-8")
    return tuple(FigureDefinition(**figure) for figure in tomllib.loads(text)["figure"])


def definition_of(figure: str) -> FigureDefinition:
    """Answer a figure's definition. Raises `Refusal` for an unknown one, naming those there are."""
    for definition in figures():
        if definition.id == figure:
            return definition
    raise Refusal("figure.unknown", figure=figure, known=", ".join(d.id for d in figures()))
