"""Published facts on the home page: what each is called and which row of the published figures holds its number.

A fact whose row the files do not have is left out, never invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from district.design.language import Lang
from district.openstats.provider import Opened, PublishedFigure, by_language
from district.portal.doors import FIVE

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Named:
    """A fact: the published figure that holds its number and its words."""

    figure: str
    name: Words
    more: Words = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its number, source, the day of its publication and the place that says so."""

    key: str
    value: float
    name: Words
    more: Words
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """Facts from one source."""

    facts: tuple[Fact, ...]
    source: str
    published_on: date | None

    @property
    def most(self) -> float:
        """Answer the largest number, for the lengths of bars."""
        return max((fact.value for fact in self.facts), default=1) or 1


SINCE_2023 = _("Apr–May 2023")
NETWORK = (
    Named("network.service_center", _("IP public service centre")),
    Named("network.protection_subcenter", _("IP protection sub-centre")),
    Named("network.workstation", _("public service workstations")),
    Named("network.overseas_liaison_station", _("overseas liaison stations")),
    Named("network.judges_workstation", _("judges’ workstation"), SINCE_2023),
    Named("network.legal_literacy_station", _("legal-literacy station"), SINCE_2023),
)
DOORS = tuple(Named(f"facility.{door.kind}", door.name) for door in FIVE)
LADDER = (
    Named("recognition.national_demonstration", _("National demonstration enterprises")),
    Named("recognition.national_advantageous", _("National advantageous enterprises")),
    Named("recognition.city_advantageous", _("Beijing advantageous institutions")),
    Named("recognition.city_pilot", _("Beijing pilot institutions")),
)
CULTIVATION = (Named("cultivation.center", _("High-value patent cultivation centres")),)
CONSULTATION = (Named("consultation.days_per_week", _("Public IP consultation days")),)
# The published table holds numbers only; these are the names its source gives for them.
CENTRES = (
    _("JD.com"),
    _("BOE"),
    _("Naura"),
    _("Chipone"),
    _("Beijing Sunho"),
    _("Beijing Techwin Electric"),
)


def group(named: tuple[Named, ...], *, region: str, stats: Opened, lang: Lang) -> Group:
    """Answer the facts of a group that somebody published for the region."""
    rows = {fact.figure: _latest(fact.figure, region, stats) for fact in named}
    found = [row for row in rows.values() if row is not None]
    facts = tuple(
        Fact(
            key=fact.figure.rpartition(".")[2],
            value=row.value,
            name=fact.name,
            more=fact.more,
            anchor=f"f-{fact.figure.replace('.', '-')}-{region}",
        )
        for fact in named
        if (row := rows[fact.figure]) is not None
    )
    source = by_language(found[0].source, lang=lang) if found else ""
    return Group(facts, source, found[0].published_on or found[0].date if found else None)


def published_stock(*, region: str, on: date, stats: Opened) -> PublishedFigure | None:
    """Answer what was published of the stock of a region for exactly this day."""
    return next(
        (row for row in stats.published if (row.figure, row.region, row.date) == ("effective_inventions", region, on)),
        None,
    )


def _latest(figure: str, region: str, stats: Opened) -> PublishedFigure | None:
    rows = [row for row in stats.published if row.figure == figure and row.region == region]
    return max(rows, key=lambda row: row.date, default=None)
