"""An assignee as recordations write one: lines of an address, a state or a country by its English name."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from patentry.records import Party

_ABSENT = frozenset({"", "NULL", "NOT PROVIDED", "STATELESS", "UNKNOWN"})


@cache
def _countries() -> dict[str, str]:
    table = files(__package__).joinpath("countries.csv").read_text(encoding="utf-8")
    return {row["name"]: row["code"] for row in csv.DictReader(table.splitlines())}


def stated(text: str | None) -> str:
    """Answer a value without white space at its ends; empty where the file says that there is none."""
    value = (text or "").strip()
    return "" if value.upper() in _ABSENT else value


def country_code(name: str) -> str | None:
    """Answer the two-letter code of a country by the office's English name for it."""
    return _countries().get(name.strip().upper())


def assignee(
    *, name: str, lines: Iterable[str | None], state: str | None, country: str | None, postcode: str | None
) -> Party:
    """Answer the party. An address with a state and no country is American, as the office writes its own."""
    parts = [stated(line) for line in lines]
    region, land = stated(state), stated(country)
    code = country_code(land) if land else ("US" if region else None)
    address = ", ".join(part for part in [*parts, region, land] if part)
    return Party(name, code, address or None, stated(postcode) or None)
