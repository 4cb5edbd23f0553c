"""The providers of figures: what a room's figure is, and how its raw values are asked for."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Protocol

from district.openstats.disclosure import Confidential, Measure, PrivacyClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of a breakdown. All there are belong to it, also those that count nothing."""

    key: str
    zh: str
    en: str

    def named(self, lang: str) -> str:
        """Answer its name in a language."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFigure:
    """The definition of a figure over service records. A change of meaning raises `version`."""

    id: str
    measure: Measure
    privacy: PrivacyClass
    by: tuple[str, ...]
    version: str
    unit_zh: str
    unit_en: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    source_zh: str
    source_en: str


class Provider(Protocol):
    """Answers the raw values of a room's figures, sealed, and the groups they are broken down by."""

    def values(self, *, figure: str, region: str, start: date, end: date, by: str | None) -> Confidential:
        """Answer the values of a span, both days counted; under `disclosure.TOTAL` where nothing breaks them down."""
        ...

    def groups(self, *, by: str) -> Iterable[Group]:
        """Answer every group of a breakdown, in its order."""
        ...


@dataclass(frozen=True, slots=True)
class _Lent:
    place: int
    figures: tuple[ServiceFigure, ...]
    provider: Provider


_lent: dict[str, _Lent] = {}


def register(package: str, provider: Provider, *, place: int) -> None:
    """Take a room's provider and its table `statistics.csv`. Call it in `AppConfig.ready`; `place` orders the rooms.

    Raises `ValueError` where another room has a figure of the same id.
    """
    text = files(package).joinpath("statistics.csv").read_text(encoding="utf-8")
    told = tuple(_figure(row) for row in csv.DictReader(text.splitlines()))
    taken = {figure.id for name, lent in _lent.items() if name != package for figure in lent.figures}
    if doubled := taken & {figure.id for figure in told}:
        raise ValueError(f"{package} lends {sorted(doubled)}, which another room lends")
    _lent[package] = _Lent(place, told, provider)


def _figure(row: dict[str, str]) -> ServiceFigure:
    by = tuple(row.pop("by").split())
    measure, privacy = Measure(row.pop("measure")), PrivacyClass(row.pop("privacy"))
    return ServiceFigure(measure=measure, privacy=privacy, by=by, **row)


def figures() -> tuple[ServiceFigure, ...]:
    """Answer the figures of all rooms in their order."""
    lent = sorted(_lent.values(), key=lambda one: one.place)
    return tuple(figure for one in lent for figure in one.figures)


def figure_named(code: str) -> ServiceFigure | None:
    """Answer a figure by its id."""
    return next((one for one in figures() if one.id == code), None)


def provider_of(figure: ServiceFigure) -> Provider:
    """Answer whose figure it is."""
    return next(one.provider for one in _lent.values() if figure in one.figures)
