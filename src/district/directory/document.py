"""The directory as one TOML document: what an office writes down once and loads, checked before anything is stored."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from district.casework import CaseRefusal
from district.directory.kinds import FacilityKind, PointKind, SiteRoom

Row = Mapping[str, Any]
NEEDED = {
    "point": ("code", "kind", "name_zh", "name_en", "address_zh", "address_en", "x", "y"),
    "item": ("code", "group_zh", "group_en", "name_zh", "name_en", "audience_zh", "audience_en", "fee_zh", "fee_en"),
    "member": (
        *("code", "name_zh", "name_en", "qualifications_zh", "qualifications_en", "topics_zh", "topics_en"),
        "languages",
    ),
}
DATED = ("verified_on", "verify_again_on")


@dataclass(frozen=True, slots=True)
class Document:
    """A checked directory."""

    points: tuple[Row, ...]
    items: tuple[Row, ...]
    members: tuple[Row, ...]
    map: Row | None


def read(text: str) -> Document:
    """Answer the directory a TOML text describes.

    Raises `CaseRefusal`: `directory.unreadable`, or `directory.row` with table, code, field and what is wrong.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseRefusal("directory.unreadable", reason=str(error)) from error
    points, items, members = (tuple(told.get(name, ())) for name in NEEDED)
    document = Document(points, items, members, told.get("map"))
    for name, rows in zip(NEEDED, (document.points, document.items, document.members), strict=True):
        _check_rows(name, rows)
    for point in document.points:
        _check_point(point, {row["code"] for row in document.points})
    codes = {point["code"] for point in document.points}
    for item in document.items:
        _demand(item.get("room", "") in ("", *SiteRoom.values), "item", item["code"], "room", item.get("room"))
        for code in item.get("points", ()):
            _demand(code in codes, "item", item["code"], "points", code)
    return document


def _check_rows(table: str, rows: Iterable[Row]) -> None:
    seen: set[str] = set()
    for place, row in enumerate(rows, start=1):
        code = str(row.get("code", f"#{place}"))
        for field in (*NEEDED[table], *DATED):
            _demand(row.get(field) not in (None, ""), table, code, field, "—")
        for field in DATED:
            _demand(type(row[field]) is date, table, code, field, row[field])
        _demand(code not in seen, table, code, "code", code)
        seen.add(code)


def _check_point(point: Row, codes: set[str]) -> None:
    def demand(held: bool, field: str, value: object) -> None:
        _demand(held, "point", point["code"], field, value)

    demand(point["kind"] in PointKind.values, "kind", point["kind"])
    demand(point.get("parent") is None or point["parent"] in codes - {point["code"]}, "parent", point.get("parent"))
    demand(point["kind"] != PointKind.WORKSTATION or type(point.get("number")) is int, "number", point.get("number"))
    for hours in point.get("hours", ()):
        opens, closes, days = hours.get("opens"), hours.get("closes"), hours.get("days", [])
        demand(isinstance(opens, time) and isinstance(closes, time) and opens < closes, "hours", f"{opens}-{closes}")
        demand(bool(days) and all(type(day) is int and 0 <= day <= 6 for day in days), "hours.days", days)
    for facility in point.get("facilities", ()):
        demand(facility.get("kind") in FacilityKind.values, "facilities.kind", facility.get("kind"))
        for name in ("name_zh", "name_en"):
            demand(bool(facility.get(name)), f"facilities.{name}", "—")
        demand(type(facility.get("seats")) is int and facility["seats"] > 0, "facilities.seats", facility.get("seats"))


def _demand(held: bool, table: str, code: str, field: str, value: object) -> None:
    if not held:
        raise CaseRefusal("directory.row", table=table, row=code, field=field, value=value)
