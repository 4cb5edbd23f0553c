"""Which region a patent counts for: a rule turned into columns over tenures and entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import ibis

from patentry.wording import Refusal

APPLICANT_RULE_FROM = date(2021, 1, 1)
"""Footnote of CNIPA's tables (December 2021): grants announced up to 2020-12-31 count by the patentee's address,
later ones by the applicant's address."""


class Attribution(StrEnum):
    """Attribution rules. All but `any` and `fractional` go by the first-named party."""

    CNIPA = "cnipa"
    HOLDER_NOW = "holder_now"
    APPLICANT_AT_FILING = "applicant_at_filing"
    ANY = "any"
    FRACTIONAL = "fractional"


def parse_attribution(text: str) -> Attribution:
    """Read a rule's name. Raises `Refusal` for an unknown one."""
    try:
        return Attribution(text)
    except ValueError:
        raise Refusal("attribution.unknown", value=text, known=", ".join(Attribution)) from None


@dataclass(frozen=True, slots=True)
class Area:
    """A region as a figure sees it: everything in it, and the regions it lies in."""

    region: str
    inside: tuple[str, ...]
    around: tuple[str, ...]


def attributed(rows: Any, *, rule: Attribution, area: Area) -> Any:
    """Answer the rows with `place`, `basis`, `sharers`, `inside` (counts here) and `possible` (could count here were
    the place settled); rows of parties the rule does not look at are gone."""
    return within(placed(rows, rule=rule), area=area)


def placed(rows: Any, *, rule: Attribution) -> Any:
    """Answer the rows with `place`, `is_open`, `basis` and `sharers` by a rule, wherever they lie."""
    first, one = rows.position == 1, ibis.literal(1, type="int16")
    match rule:
        case Attribution.CNIPA:
            old = rows.grant_date < ibis.literal(APPLICANT_RULE_FROM)
            return rows.filter(first).mutate(
                place=ibis.ifelse(old, rows.holder_region, rows.grant_region),
                is_open=ibis.ifelse(old, rows.holder_open, rows.grant_open),
                basis=ibis.ifelse(old, rows.holder_basis, rows.grant_basis),
                sharers=one,
            )
        case Attribution.HOLDER_NOW:
            return rows.filter(first).mutate(
                place=rows.holder_region, is_open=rows.holder_open, basis=rows.holder_basis, sharers=one
            )
        case Attribution.APPLICANT_AT_FILING:
            return rows.filter(first).mutate(
                place=rows.filing_region, is_open=rows.filing_open, basis=rows.filing_basis, sharers=one
            )
        case Attribution.ANY:
            return rows.mutate(place=rows.holder_region, is_open=rows.holder_open, basis=rows.holder_basis, sharers=one)
        case Attribution.FRACTIONAL:
            return rows.mutate(
                place=rows.holder_region,
                is_open=rows.holder_open,
                basis=rows.holder_basis,
                sharers=rows.holders,
            )


def within(rows: Any, *, area: Area) -> Any:
    """Answer placed rows with `inside` and `possible`."""
    inside = rows.place.isin(area.inside).fill_null(False)
    around = rows.place.isin(area.around).fill_null(False) if area.around else ibis.literal(False)
    return rows.mutate(inside=inside, possible=rows.is_open & (rows.place.isnull() | around) & ~inside)
