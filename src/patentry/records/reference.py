"""Reference rows: where regions are, how many people live there, who is seated there, what has been published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from patentry.records.classification import ClassTitle, ConcordanceRow, SymbolMove, TechnologyField
from patentry.records.fees import FeeFact
from patentry.records.lists import Alias, Award, EnterpriseTag, Implementation, OverseasMember, Pledge, Separation


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A node of the tree of regions, valid in [valid_from, valid_to).

    `address_patterns` and `postcodes` are kept as written; `patentry.parties` reads them.
    """

    region: str
    parent: str | None
    name_zh: str
    name_en: str
    kind: str
    address_patterns: str
    postcodes: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """People in a region on a date; `value` in persons, `stated_value` and `unit` as the file has them."""

    region: str
    date: dt.date
    value: float
    stated_value: str
    unit: str
    kind: str
    source: str
    published_on: dt.date | None
    supersedes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """An enterprise on the register of a region, valid in [valid_from, valid_to)."""

    name: str
    uscc: str | None
    address: str | None
    region: str
    tags: tuple[str, ...]
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A figure somebody published, with its source.

    `scope` says whose patents are in it (mainland, domestic_incl_hmt, all), None where the source does not say.
    """

    region: str
    figure: str
    date: dt.date
    value: float
    unit: str
    source: str
    published_on: dt.date | None
    scope: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A dated correction of one field of one patent, with its reason. `number` is canonical."""

    number: str
    field: str
    value: str
    valid_from: dt.date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCode:
    """A legal-event code of INPADOC: whose, what it says, and what it does to the right.

    `influence` is "+", "-" or empty (none, or not said); `event_class` is the letter of WIPO ST.27's categories as the
    EPO assigns them (F grant, H cessation, K revival …), empty where it has assigned none.
    """

    country: str
    code: str
    description: str
    description_original: str
    influence: str
    event_class: str
    class_title: str
    valid_from: dt.date | None


ReferenceRow = (
    Region
    | Population
    | Enterprise
    | PublishedFigure
    | Correction
    | FeeFact
    | TechnologyField
    | ClassTitle
    | SymbolMove
    | ConcordanceRow
    | Pledge
    | Award
    | OverseasMember
    | EnterpriseTag
    | EventCode
    | Alias
    | Separation
    | Implementation
)
"""Everything a file may hold beside records and events."""
