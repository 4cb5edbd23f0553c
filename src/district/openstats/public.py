"""What of a patent's life may be shown: an organisation's address may, a natural person's never leaves.

Who holds which patent is public by law, where they live is not. A holder whose name does not tell that it is an
organisation counts as a natural person.
"""

from __future__ import annotations

from dataclasses import replace

from patentry.statistics import Why, WhyTest
from patentry.statistics.structure import type_of_name
from patentry.status.life import PatentLife

INDIVIDUAL = "individual"


def is_organisation(name: str) -> bool:
    """Answer whether a holder's name is surely that of an organisation."""
    return type_of_name(name) not in (None, INDIVIDUAL)


def life(told: PatentLife) -> PatentLife:
    """Answer a patent's life without the addresses of natural persons."""
    holdings = tuple(
        row if is_organisation(row.holder) else replace(row, address=None, evidence="") for row in told.holdings
    )
    return replace(told, holdings=holdings)


def why(told: Why) -> Why:
    """Answer why a patent counts without the addresses of natural persons."""
    return replace(told, reasons=tuple(map(_reason, told.reasons)))


def _reason(test: WhyTest) -> WhyTest:
    values = test.values
    if not values.get("address") or is_organisation(values.get("holder", "")):
        return test
    settled = test.result is not None and values.get("region")
    evidence = "why.region.withheld" if settled else "why.region_open.withheld"
    return replace(test, evidence=evidence, values=values | {"address": ""})
