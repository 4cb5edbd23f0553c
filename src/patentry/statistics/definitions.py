"""What each figure is: name, unit, formula and the text it rests on; one file a figure in the folder `catalogue`.

A figure is added by its file there, a measure (`patentry.statistics.measures`) where it counts something new, and a
chapter in `tests/spec/chapters`, which is its method page.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from patentry.wording import Refusal

POPULATION, OWN = "population", "own"
HIGH_VALUE, CO_OWNED = "high_value", "co_owned"
USES = ("pledged", "licensed", "open_licence", "implemented")
"""What a figure may narrow its patents to, besides those: the patents under one of these uses on the day."""
PERCENT, ORGANISATIONS = "percent", "organisations"
DENOMINATORS = ("", POPULATION, OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a group of figures is about."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDefinition:
    """One figure of the catalogue.

    `subject` is the group it stands in (`subjects.csv`). `measure` names what is counted
    (`patentry.statistics.measures`), `right_type` limits the rights (empty: all), and `among` the patents to those with
    some quality on the day (`high_value`, `co_owned` or one of `USES`; empty: all). The `denominator` is nothing, the
    `population` in units of 10,000, or the measure's `own` (a rate's whole, a mean's number), then times `scale`.
    `version` is raised when a definition changes, so that stored results are made anew.
    """

    id: str
    version: str
    subject: str
    name_zh: str
    name_en: str
    unit: str
    unit_zh: str
    unit_en: str
    measure: str
    definition_zh: str
    definition_en: str
    formula: str
    source_zh: str
    source_en: str
    right_type: str = ""
    among: str = ""
    denominator: str = ""
    scale: float = 1.0
    breakdowns: tuple[str, ...] = ()
    caveats_zh: tuple[str, ...] = ()
    caveats_en: tuple[str, ...] = ()
    order: int = 0
    lag_years: int = 0
    """How many years a period needs before its value says something: what is filed is published and decided late."""

    @property
    def use(self) -> str:
        """The use of patents it asks for: those under it, or their share; empty where it asks for none."""
        asked = self.among or self.measure.removesuffix("_share")
        return asked if asked in USES else ""

    @property
    def is_density(self) -> bool:
        """Whether the figure is divided by ten thousand people."""
        return self.denominator == POPULATION

    @property
    def is_rate(self) -> bool:
        """Whether it is in per cent, so that its change is in percentage points."""
        return self.unit == PERCENT


@cache
def figures() -> tuple[FigureDefinition, ...]:
    """Answer the catalogue of figures, in its order."""
    folder = files("patentry.statistics").joinpath("catalogue")
    told = [_read(part.name, part.read_text("utf-8")) for part in folder.iterdir() if part.name.endswith(".toml")]
    return tuple(sorted(told, key=lambda definition: (definition.order, definition.id)))


def _read(name: str, text: str) -> FigureDefinition:
    stated = tomllib.loads(text)
    lists = {key: tuple(value) for key, value in stated.items() if isinstance(value, list)}
    return FigureDefinition(id=name.removesuffix(".toml"), **(stated | lists))


@cache
def subjects() -> tuple[Subject, ...]:
    """Answer the groups of figures, in their order."""
    text = files("patentry.statistics").joinpath("subjects.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Subject(code=row["subject"], name_zh=row["zh"], name_en=row["en"]) for row in rows)


def definition_of(figure: str) -> FigureDefinition:
    """Answer a figure's definition. Raises `Refusal` for an unknown one, naming those there are."""
    for definition in figures():
        if definition.id == figure:
            return definition
    raise Refusal("figure.unknown", figure=figure, known=", ".join(d.id for d in figures()))
