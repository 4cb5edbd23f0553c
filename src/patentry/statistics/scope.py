"""What a value is about, and whether two values may be divided or compared.

A value has a scope: the kind of area (zone, core area, district, city, nation) and whose patents are in it (mainland
holders, with Hong Kong, Macao and Taiwan, or all). A density of a core area and a stock of the whole zone are figures
of two regions and two definitions; their quotient would be a number of people who live nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from patentry.parties import RegionTree
from patentry.records import PublishedFigure
from patentry.statistics.attribution import Area
from patentry.statistics.definitions import figures
from patentry.wording import Refusal

NATION = "nation"
COMPUTED = "computed"


HMT, ABROAD = "hmt", "abroad"
"""Kinds of regions whose holders are not of the mainland: 港澳台地区, 国外."""


class Holders(StrEnum):
    """Whose patents: 国内（不含港澳台）, 国内（含港澳台）, 国内外."""

    MAINLAND = "mainland"
    DOMESTIC_INCL_HMT = "domestic_incl_hmt"
    ALL = "all"


LEFT_OUT: Mapping[Holders, tuple[str, ...]] = {
    Holders.MAINLAND: (HMT, ABROAD),
    Holders.DOMESTIC_INCL_HMT: (ABROAD,),
    Holders.ALL: (),
}
"""The kinds of regions that each leaves out. Who is seated where is settled by then: the place of the party that the
attribution rule looks at decides."""


def parse_holders(text: str) -> Holders:
    """Read whose patents are asked for. Raises `Refusal` for an unknown word."""
    try:
        return Holders(text)
    except ValueError:
        raise Refusal("scope.unknown", value=text, known=", ".join(Holders)) from None


def within_scope(area: Area, holders: Holders, *, tree: RegionTree) -> Area:
    """Answer the area without the regions whose holders do not belong to what is asked.

    Raises `Refusal` where the region itself is one of them.
    """
    kinds = LEFT_OUT[holders]
    own = (area.region, *area.around)
    if any(tree.regions[one].kind in kinds for one in own):
        raise Refusal("scope.outside", region=area.region, holders=holders)
    gone = {inner for one in area.inside if tree.regions[one].kind in kinds for inner in tree.descendants(one)}
    return replace(area, inside=tuple(one for one in area.inside if one not in gone)) if gone else area


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The area a value is about, by the `kind` of its region, and whose patents it counts; None where a source of
    a nation's value does not say."""

    region: str
    kind: str
    holders: Holders | None = Holders.MAINLAND


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value that knows what it is. `terms` are attribution, view, basis and settings, where they are known."""

    figure: str
    unit: str
    scope: Scope
    on: date
    value: float | None
    source: str
    terms: tuple[tuple[str, str], ...] = ()


def scope_of_published(row: PublishedFigure, *, kind: str) -> Scope:
    """Answer the scope of a published value. Below the nation holders are mainland ones where a source says nothing."""
    if row.scope:
        return Scope(region=row.region, kind=kind, holders=Holders(row.scope))
    return Scope(region=row.region, kind=kind, holders=None if kind == NATION else Holders.MAINLAND)


def demand_comparable(one: Quantity, other: Quantity) -> tuple[str, ...]:
    """Answer what has to be said where two values are divided or compared (codes of `patentry.wording`).

    Raises `Refusal` where they are of different definitions, holders or terms, saying which.
    """
    values = {
        "one": one.figure,
        "one_area": one.scope.region,
        "one_kind": one.scope.kind,
        "other": other.figure,
        "other_area": other.scope.region,
        "other_kind": other.scope.kind,
    }
    if one.figure != other.figure:
        same_area = one.scope.region == other.scope.region
        raise Refusal("versus.definition" if same_area else "versus.definition_and_area", **values)
    if one.unit != other.unit:
        expected = next((known.unit_en for known in figures() if known.id == one.figure), one.unit)
        raise Refusal("versus.unit", unit=other.unit, expected=expected, source=other.source)
    if None not in (one.scope.holders, other.scope.holders) and one.scope.holders != other.scope.holders:
        raise Refusal("versus.holders", **values, one_holders=one.scope.holders, other_holders=other.scope.holders)
    theirs = dict(other.terms)
    for name, term in one.terms:
        if theirs.get(name, term) != term:
            raise Refusal("versus.terms", **values, term=name, one_term=term, other_term=theirs[name])
    return ("versus.holders_unstated",) if None in (one.scope.holders, other.scope.holders) else ()


def quotient(one: Quantity, other: Quantity) -> float | None:
    """Answer how many times the other a value is; None without both. Raises `Refusal` as `demand_comparable`."""
    demand_comparable(one, other)
    return one.value / other.value if one.value is not None and other.value else None
