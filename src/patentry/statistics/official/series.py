"""The reference series that ship with the library, read from `data`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path

from patentry.corpus import Home
from patentry.records import PublishedFigure
from patentry.wording import Refusal

_FACTORS = {"万件": ("件", 10_000.0), "件": ("件", 1.0), "件/万人": ("件/万人", 1.0), "万人": ("人", 10_000.0)}
_TABLES = {"published": ("certainty", "issuer", "note"), "populations": ("certainty",)}
_DEMONSTRATION = (("site", "demonstration"), ("demonstration-files",))
"""What a demonstration leaves in its home."""


class Certainty(StrEnum):
    """How sure a row is: an authority's own text, a press report, a mirror of an authority's text, derived from other
    rows, or known and not yet verified."""

    OFFICIAL = "official"
    PRESS = "press"
    MIRROR = "mirror"
    DERIVED = "derived"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceValue:
    """A published value in single patents (or per 10,000 people), as stated, with issuer, certainty and note."""

    figure: PublishedFigure
    stated: str
    issuer: str
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePopulation:
    """People in a region on a date, in persons."""

    region: str
    date: date
    value: float
    source: str
    certainty: Certainty


@cache
def reference_values() -> tuple[ReferenceValue, ...]:
    """Answer the published values, by region, figure and date as the table has them."""
    return tuple(_value(row) for row in _rows("published"))


@cache
def reference_populations() -> tuple[ReferencePopulation, ...]:
    """Answer the populations."""
    return tuple(
        ReferencePopulation(
            region=row["region"],
            date=date.fromisoformat(row["date"]),
            value=_scaled(row["value"], row["unit"])[0],
            source=row["source"],
            certainty=Certainty(row["certainty"]),
        )
        for row in _rows("populations")
    )


def _value(row: Mapping[str, str]) -> ReferenceValue:
    value, unit = _scaled(row["value"], row["unit"])
    return ReferenceValue(
        figure=PublishedFigure(
            region=row["region"],
            figure=row["figure"],
            date=date.fromisoformat(row["date"]),
            value=value,
            unit=unit,
            source=row["source"],
            published_on=date.fromisoformat(row["published_on"]) if row["published_on"] else None,
            scope=row["scope"] or None,
        ),
        stated=f"{row['value']} {row['unit']}",
        issuer=row["issuer"],
        certainty=Certainty(row["certainty"]),
        note=row["note"],
    )


def _scaled(value: str, unit: str) -> tuple[float, str]:
    own, factor = _FACTORS[unit]
    return round(float(value) * factor, 4), own


def _rows(table: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def tables_to_take_in(home: Home, *, called: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """Answer the series as tables of the formats `published` and `populations`, by file name.

    `called` gives the home's own names of regions, as cn-bj → city. Raises `Refusal` for the home of a demonstration.
    """
    if any(home.path.joinpath(*mark).exists() for mark in _DEMONSTRATION):
        raise Refusal("reference.demonstration", home=home.path)
    return {f"reference-{table}.csv": _table(table, dropped, called or {}) for table, dropped in _TABLES.items()}


def _table(table: str, dropped: tuple[str, ...], called: Mapping[str, str]) -> bytes:
    rows = _rows(table)
    made = StringIO(newline="")
    names = [name for name in rows[0] if name not in dropped]
    sheet = csv.DictWriter(made, names, extrasaction="ignore", lineterminator="\n")
    sheet.writeheader()
    sheet.writerows({**row, "region": called.get(row["region"], row["region"])} for row in rows)
    return made.getvalue().encode("utf-8")


def write_tables(home: Home, folder: Path, *, called: Mapping[str, str] | None = None) -> list[Path]:
    """Write the tables into a folder to be ingested, and answer their paths. Raises `Refusal` as above."""
    paths = []
    for name, content in tables_to_take_in(home, called=called).items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths
